"""Scores up the tree: each row's completion × weight, the typed scores that stand beside it, and the sums above.

Rows whose text and weight did not change are the same objects as in the earlier evaluation, so that a keystroke costs
what it changes and the screen can see at once which rows differ. Sentences are made on demand, in ``trail``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Execution, NodeResult, Sums
from evaldesk.rules.figures import exact_sum, figure, is_rounding_of, percent, points
from evaldesk.rules.methods import Outcome, compare
from evaldesk.rules.shares import Share, share_branch

NOTHING = Fraction(0)
WHOLE = Fraction(1)

# From here on adding all rows anew is as cheap as following each change.
FEW = 16


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a row's score needs besides the row: the template, the money, and which branch it stands in."""

    template: Template
    execution: Execution | None
    level1: str
    level2: str


def score_branch(
    branch: Indicator, template: Template, execution: Execution | None, earlier: NodeResult | None
) -> NodeResult:
    """Return the results of a level-1 branch; ``earlier`` ones are reused wherever they still hold.

    The figures of scores that were not typed are not settled here: ``columns.settle`` makes the columns add up.
    """
    if earlier is not None and earlier.node is branch and earlier.execution is execution:
        return earlier
    if earlier is not None and earlier.node.name != branch.name:
        earlier = None
    spec = template.indicators.branch(branch.name)
    shares = share_branch(branch, spec, template.figures == "plain", earlier.shares if earlier else None)
    steady = earlier is not None and earlier.shares is shares and earlier.execution is execution
    known = {result.node.id: result for result in earlier.children} if earlier else {}
    groups: list[NodeResult] = []
    for at, group in enumerate(branch.children):
        context = Context(template, execution, branch.name, group.name)
        groups.append(_score_group(group, shares.groups[at], shares.rows[at], context, known.get(group.id), steady))
    typed = any(group.score_typed or group.rows_typed for group in groups)
    own = _sum_up(branch, shares.own, groups, typed, _sums(groups))
    return replace(own, shares=shares, execution=execution)


def _score_group(
    group: Indicator,
    share: Share,
    row_shares: tuple[Share, ...],
    context: Context,
    earlier: NodeResult | None,
    steady: bool,
) -> NodeResult:
    """Return the results of a level-2 group; ``steady`` says that weights and money are those of ``earlier``."""
    if earlier is not None and earlier.node.name != group.name:
        earlier = None
    if earlier is not None and steady and earlier.node is group:
        return earlier
    if earlier is not None and steady and len(earlier.children) == len(group.children):
        return _edited_group(group, share, row_shares, context, earlier)
    by_id = {result.node.id: result for result in earlier.children} if earlier else {}
    rows = [
        _kept_row(row, own, context, by_id.get(row.id)) for row, own in zip(group.children, row_shares, strict=True)
    ]
    return _sum_up(group, share, rows, any(row.score_typed for row in rows), _sums(rows))


def _edited_group(
    group: Indicator, share: Share, row_shares: tuple[Share, ...], context: Context, earlier: NodeResult
) -> NodeResult:
    """Return the results of a group in which some rows have other texts or places, and nothing else is new."""
    old = earlier.children
    rows = list(old)
    edited = [at for at, row in enumerate(group.children) if old[at].node is not row]
    for at in edited:
        row = group.children[at]
        before = old[at] if old[at].node.id == row.id else None
        rows[at] = _row(row, row_shares[at], context, before)
    typed = any(row.score_typed for row in rows)
    few = len(edited) <= FEW
    sums = _moved_sums(earlier.sums, [(old[at], rows[at]) for at in edited]) if few else _sums(rows)
    return _sum_up(group, share, rows, typed, sums)


def _kept_row(row: Indicator, share: Share, context: Context, before: NodeResult | None) -> NodeResult:
    same_money = before is not None and (before.method != "execution_rate" or before.execution is context.execution)
    if before is not None and before.node is row and before.share is share and same_money:
        return before
    return _row(row, share, context, before)


def _row(row: Indicator, share: Share, context: Context, before: NodeResult | None) -> NodeResult:
    if before is not None and before.node is row and before.outcome is not None:
        # Only its weight changed: what target and actual mean does not depend on it.
        text = "" if before.by_person else before.completion_text
        return _scored_row(row, share, before.method, before.outcome, before.outcome.completion, None, text)
    table = context.template.indicators
    fixed = table.fixed(context.level1, row.name)
    spec = table.branch(context.level1)
    method = fixed.method if fixed else spec.method if spec else "proportional"
    if method == "execution_rate":
        rate = context.execution.rate if context.execution else None
        completion = None if rate is None else max(NOTHING, min(WHOLE, rate))
        return _scored_row(row, share, method, None, completion, context.execution)
    outcome = compare(
        row.name,
        row.target,
        row.actual,
        group=context.level2,
        direction=row.direction,
        method=method,
        thresholds=context.template.thresholds,
    )
    return _scored_row(row, share, method, outcome, outcome.completion, None)


def _scored_row(
    row: Indicator,
    share: Share,
    method: str,
    outcome: Outcome | None,
    completion: Fraction | None,
    execution: Execution | None,
    completion_text: str = "",
) -> NodeResult:
    text = row.self_score.strip()
    typed = typed_points(text, share.exact, share.text) if text else None
    by_person = completion is None
    if by_person:
        completion = chosen_completion(row, share, typed)
    # The weight itself, not a product equal to it: a sum then counts such rows instead of adding them one by one.
    suggested = NOTHING if completion is None else share.exact if completion == WHOLE else completion * share.exact
    open_points = share.exact if completion is None else NOTHING
    return NodeResult(
        node=row,
        share=share,
        method=method,
        execution=execution,
        outcome=outcome,
        completion=completion,
        completion_text=completion_text or _completion_text(outcome, completion, by_person),
        by_person=by_person,
        suggested=suggested,
        suggested_open=open_points,
        score=suggested if typed is None else typed,
        score_text=text or (share.text if suggested is share.exact else figure(suggested)),
        score_typed=bool(text),
        open=NOTHING if typed is not None else open_points,
    )


@lru_cache(maxsize=1 << 12)
def typed_points(text: str, weight: Fraction, weight_text: str) -> Fraction | None:
    """Return typed points as they count: the exact weight when they are it as rounded, never above it or below 0."""
    value = points(text)
    if value is None:
        return None
    if is_rounding_of(text, weight) or value == points(weight_text):
        return weight
    return max(NOTHING, min(weight, value))


def typed_completion(text: str) -> Fraction | None:
    """Return a typed completion (``100%``; ``85`` is 85 %; a bare number up to 1 is a fraction), within 0 to 1."""
    value = points(text)
    if value is None:
        return None
    percents = text.strip().endswith(("%", "％")) or value > 1
    return max(NOTHING, min(WHOLE, value / 100 if percents else value))


def chosen_completion(row: Indicator, share: Share, typed: Fraction | None) -> Fraction | None:
    """Return the completion that a person gave a row: the typed one, else the typed score's part of the weight."""
    chosen = typed_completion(row.completion)
    if chosen is not None or typed is None:
        return chosen
    return typed / share.exact if share.exact else NOTHING


def _completion_text(outcome: Outcome | None, completion: Fraction | None, by_person: bool) -> str:
    if completion is None:
        return "待判断"
    # Where less is better, actual ÷ target would show 0 % for the best result there is.
    if outcome is not None and outcome.ratio is not None and outcome.direction != "lower" and not by_person:
        return percent(outcome.ratio)
    return percent(completion)


def _sum_up(node: Indicator, share: Share, children: Sequence[NodeResult], rows_typed: bool, sums: Sums) -> NodeResult:
    """Return the sums of a branch; a score typed on the branch itself counts where nothing below it has one."""
    suggested, suggested_open, score, open_points = sums
    text = node.self_score.strip()
    merged = typed_points(text, share.exact, share.text) if text and not rows_typed else None
    return NodeResult(
        node=node,
        share=share,
        suggested=suggested,
        suggested_open=suggested_open,
        score=score if merged is None else merged,
        score_text=text or figure(score),
        score_typed=bool(text),
        open=open_points if merged is None else NOTHING,
        children=tuple(children),
        rows_typed=rows_typed,
        sums=sums,
    )


def _sums(children: Sequence[NodeResult]) -> Sums:
    """Return the exact sums over the children: suggested, suggested open, score, open."""
    return (
        exact_sum([child.suggested for child in children]),
        exact_sum([child.suggested_open for child in children]),
        exact_sum([child.score for child in children]),
        exact_sum([child.open for child in children]),
    )


def _moved_sums(sums: Sums, pairs: Sequence[tuple[NodeResult, NodeResult]]) -> Sums:
    """Return earlier sums with some children replaced: exact, so the same as adding all of them anew."""
    suggested, suggested_open, score, open_points = sums
    for old, new in pairs:
        suggested += new.suggested - old.suggested
        suggested_open += new.suggested_open - old.suggested_open
        score += new.score - old.score
        open_points += new.open - old.open
    return suggested, suggested_open, score, open_points
