"""Row facts: what plainly stands in a row, told once, so that only the checks which it concerns look at it.

Nearly every row of a form is in order. Asking each check about each row would cost more than all the rest of a
recompute; a fact is one look at a text, and most rows have none. To add one: its name in ``case.Fact``, its line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from evaldesk.rules.case import Fact
from evaldesk.rules.checks.completeness.prompts import prompt_in
from evaldesk.rules.checks.duplicates.classes import better_class
from evaldesk.rules.checks.targets.written import has_odd_signs
from evaldesk.rules.checks.weights.typed import is_odd_weight
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.methods import Outcome
from evaldesk.values import Parts, Quantity

NO_REASON = ("", "无")


def calls_of_texts(result: NodeResult, group: str) -> tuple[str, ...]:
    """Return what the texts of a row and their reading call for, whatever it weighs; ``group`` is its level-2 name."""
    node = result.node
    calls = result.reading.calls
    if of_name := _facts_of_name(node.name, group):
        calls += of_name
    if node.weight and is_odd_weight(node.weight):
        calls += ("weight.odd",)
    if node.reason and prompt_in(node.reason):
        calls += ("prompt",)
    return calls


# A form of thousands of rows has few different names.
@lru_cache(maxsize=1 << 13)
def _facts_of_name(name: str, group: str) -> tuple[Fact, ...]:
    facts: tuple[Fact, ...] = ()
    if not name.isalnum():
        facts = ("name.signs",) if name.strip() else ("name.missing",)
    if prompt_in(name):
        facts += ("prompt",)
    if better_class(group, name):
        facts += ("class.other",)
    return facts


def calls_of_values(target: str, actual: str, method: str, outcome: Outcome | None) -> tuple[str, ...]:
    """Return the facts that stand in target and actual, and what comparing them asks; ``method`` is the row's."""
    facts: list[str] = list(_facts_of_values(outcome)) if outcome is not None else []
    if not target.strip():
        facts.append("target.missing")
    if not actual.strip():
        facts.append("actual.missing")
    if method == "judged":
        facts.append("judged")
    if prompt_in(target) or prompt_in(actual):
        facts.append("prompt")
    if has_odd_signs(target) or has_odd_signs(actual):
        facts.append("signs.odd")
    return (*facts, *outcome.ask) if outcome is not None else tuple(facts)


def _facts_of_values(outcome: Outcome) -> Iterator[Fact]:
    target, actual = outcome.target, outcome.actual
    if isinstance(target, Quantity):
        if isinstance(actual, Quantity) and target.unit != actual.unit:
            yield "unit.missing" if not (target.unit and actual.unit) else "unit.other"
        elif isinstance(actual, Quantity) and not target.unit:
            yield "unit.missing"
        if outcome.direction_source in ("assumed", "name") and outcome.verdict in ("exceeded", "short"):
            yield "direction.unsaid"
    if isinstance(target, Parts) or isinstance(actual, Parts):
        yield "parts"


def facts_of_score(result: NodeResult) -> tuple[Fact, ...]:
    """Return what weight and score of a row call for; nothing where it plainly has its full score."""
    return () if plainly_full(result) else tuple(_facts_of_score(result))


def _facts_of_score(result: NodeResult) -> Iterator[Fact]:
    node, earned = result.node, result.points
    if node.self_score:
        yield "score.typed"
    if node.completion:
        yield "completion.typed"
    if node.reason:
        yield "reason.given"
    if earned.open:
        yield "open"
    if earned.score is not result.share.exact:
        yield "lost"


def plainly_full(result: NodeResult) -> bool:
    """Tell whether a row has its full score by its values, as suggested or typed like its weight, and no reason."""
    node = result.node
    return (
        result.points.full
        and not node.completion
        and node.reason in NO_REASON
        and (not node.self_score or node.self_score == result.share.text)
    )
