"""The checks of single rows: which of them a row needs, and what it keeps from its earlier value.

Thousands of rows change at once when a weight above them does. Their texts did not, so a row that had nothing to say
about its texts still has not, and a row with its plain full score has nothing to say about that either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from evaldesk.model.finding import Finding
from evaldesk.model.template import Template
from evaldesk.rules.case import Check, Row
from evaldesk.rules.checks import checks_of
from evaldesk.rules.evaluation import GroupFindings, NodeResult
from evaldesk.rules.row_facts import calls_of_texts, facts_of_score, plainly_full
from evaldesk.rules.sameness import places_of_others

Found = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the row checks in the order of the rulebook, and the places in it of those that are due.

    ``called`` are the places by the facts and questions that call for a check, ``weighed`` those of checks that look at
    weight and score, ``places`` those of all by their codes; ``cells`` are the codes of checks that look at neither.
    """

    checks: tuple[Check, ...]
    called: Mapping[str, tuple[int, ...]]
    weighed: frozenset[int]
    places: Mapping[str, int]
    cells: frozenset[str]


@cache
def plan() -> Plan:
    """Return the plan over all checks of single rows."""
    own = checks_of("cell", "row")
    calls = dict.fromkeys(call for item in own for call in (*item.facts, *item.asks))
    return Plan(
        checks=own,
        called={
            call: tuple(at for at, item in enumerate(own) if call in item.facts or call in item.asks) for call in calls
        },
        weighed=frozenset(at for at, item in enumerate(own) if item.pace == "row"),
        places={item.code: at for at, item in enumerate(own)},
        cells=frozenset(item.code for item in own if item.pace == "cell"),
    )


def group_findings(
    template: Template, branch: NodeResult, group: NodeResult, held: GroupFindings | None
) -> GroupFindings:
    """Return the findings of a group's rows; those of ``held``, its earlier value, are taken over where they hold."""
    names = (branch.node.name, group.node.name)
    if held is not None and held.names != names:
        held = None
    if held is not None and held.group is group:
        return held
    befores, rows = _earlier_rows(group, held)
    for at in places_of_others(befores, group.children):
        row, before, found = group.children[at], befores[at], rows[at]
        if before is None or before.node is not row.node or before.reading.outcome is not row.reading.outcome:
            rows[at] = _of_new_texts(template, row, group, branch)
            continue
        stale = _stale(found, before, row) if found else ()
        if stale or row.reading.by_person or not plainly_full(row):
            rows[at] = _with_other_weight(Row(template, row, group, branch), found, stale)
    return GroupFindings(group, names, tuple(rows), tuple(chain.from_iterable(rows)))


def _earlier_rows(group: NodeResult, held: GroupFindings | None) -> tuple[Sequence[NodeResult | None], list[Found]]:
    """Return what each row of a group was, None for a new one, and what was found in it then."""
    if held is None:
        return [None] * len(group.children), [()] * len(group.children)
    if len(held.rows) == len(group.children):
        return held.group.children, list(held.rows)
    known = {result.node.id: (result, found) for result, found in zip(held.group.children, held.rows, strict=True)}
    pairs = [known.get(row.node.id, (None, ())) for row in group.children]
    return [before for before, _ in pairs], [found for _, found in pairs]


def _of_new_texts(template: Template, result: NodeResult, group: NodeResult, branch: NodeResult) -> Found:
    """Return the findings of a row of which nothing is known."""
    calls = calls_of_texts(result, group.node.name) + facts_of_score(result)
    # Two rows in five call for nothing.
    checks = _due(calls) if calls else ()
    if not checks:
        return ()
    row = Row(template, result, group, branch)
    return tuple([finding for item in checks for finding in item.findings(row)])


def _stale(found: Found, before: NodeResult, row: NodeResult) -> tuple[str, ...]:
    """Return the codes of findings of ``before`` that look at its weight or score or name them.

    Whether a check of texts speaks does not change with the weight; only those that name it must be worded anew, and
    that not where its figure stayed the same, as it mostly does where thousands of rows share a weight.
    """
    cells, weight, score = plan().cells, before.share.text, before.score_text
    if weight == row.share.text and score == row.score_text and not row.reading.by_person:
        return tuple([finding.code for finding in found if finding.code not in cells])
    return tuple(
        [
            finding.code
            for finding in found
            if finding.code not in cells or weight in finding.numbers or score in finding.numbers
        ]
    )


def _with_other_weight(row: Row, found: Found, stale: tuple[str, ...]) -> Found:
    """Return the findings of a row of which only the weight changed: ``found`` with the ``stale`` ones made anew."""
    due = plan()
    kept = [finding for finding in found if finding.code not in stale] if len(stale) < len(found) else []
    again = _again(stale, (*_questions(row.result), *facts_of_score(row.result)))
    made = [finding for at in again for finding in due.checks[at].findings(row)]
    if not (kept and made):
        return tuple(made or kept)
    return tuple(sorted([*kept, *made], key=lambda finding: due.places[finding.code]))


def _questions(result: NodeResult) -> tuple[str, ...]:
    outcome = result.reading.outcome
    return outcome.ask if outcome is not None else ()


@lru_cache(maxsize=1 << 10)
def _due(calls: tuple[str, ...]) -> tuple[Check, ...]:
    """Return the checks that are due where these facts and questions stand, in the rulebook's order."""
    return tuple(plan().checks[at] for at in _places_due(calls))


def _places_due(calls: tuple[str, ...]) -> list[int]:
    called = plan().called
    return sorted({at for call in calls for at in called.get(call, ())})


@lru_cache(maxsize=1 << 10)
def _again(stale: tuple[str, ...], calls: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the checks of texts that must be worded anew and of the due ones of weight and score."""
    due = plan()
    worded = {due.places[code] for code in stale if code in due.cells}
    return tuple(sorted(worded.union(at for at in _places_due(calls) if at in due.weighed)))
