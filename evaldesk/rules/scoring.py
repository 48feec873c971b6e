"""Scores up the tree: each row's completion × weight, the typed scores that stand beside it, and the sums above.

Rows whose text, weight and figure did not change are the same objects as in the earlier evaluation, so that a
keystroke costs what it changes and the screen can see at once which rows differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import is_

from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Execution, NodeResult
from evaldesk.rules.figures import figure, is_rounding_of, percent, points, shown
from evaldesk.rules.methods import Outcome, compare
from evaldesk.rules.shares import Share, share_branch

NOTHING = Fraction(0)


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
    spec = template.indicators.branch(branch.name)
    shares = share_branch(branch, spec, template.figures == "plain", earlier.shares if earlier else None)
    known = {result.node.id: result for result in earlier.children} if earlier else {}
    groups: list[NodeResult] = []
    for at, group in enumerate(branch.children):
        context = Context(template, execution, branch.name, group.name)
        groups.append(_score_group(group, shares.groups[at], shares.rows[at], context, known.get(group.id)))
    own = _sum_up(branch, shares.own, groups, rows_typed=any(group.score_typed or group.rows_typed for group in groups))
    return replace(own, shares=shares, execution=execution)


def _score_group(
    group: Indicator, share: Share, row_shares: Sequence[Share], context: Context, earlier: NodeResult | None
) -> NodeResult:
    known = {result.node.id: result for result in earlier.children} if earlier else {}
    rows = [_row(row, row_shares[at], context, known.get(row.id)) for at, row in enumerate(group.children)]
    if earlier is not None and _still_holds(earlier, group, share, rows):
        return earlier
    return _sum_up(group, share, rows, rows_typed=any(row.score_typed for row in rows))


def _still_holds(earlier: NodeResult, group: Indicator, share: Share, rows: Sequence[NodeResult]) -> bool:
    return earlier.node is group and earlier.share is share and all(map(is_, rows, earlier.children))


def _row(row: Indicator, share: Share, context: Context, earlier: NodeResult | None) -> NodeResult:
    fixed = context.template.indicators.fixed(context.level1, row.name)
    spec = context.template.indicators.branch(context.level1)
    method = fixed.method if fixed else spec.method if spec else "proportional"
    execution = context.execution if method == "execution_rate" else None
    if (
        earlier is not None
        and earlier.node is row
        and earlier.share is share
        and earlier.execution is execution
        and earlier.method == method
    ):
        return earlier
    if method == "execution_rate":
        return _execution_row(row, share, execution)
    thresholds = context.template.thresholds
    outcome = compare(
        row.name,
        row.target,
        row.actual,
        group=context.level2,
        direction=row.direction,
        method=method,
        thresholds=thresholds,
    )
    return _scored_row(row, share, method, outcome, outcome.completion, outcome.steps, None)


def _execution_row(row: Indicator, share: Share, execution: Execution | None) -> NodeResult:
    rate = execution.rate if execution else None
    completion = None if rate is None else max(NOTHING, min(Fraction(1), rate))
    steps = execution.steps if execution else ("本模板没有资金栏目，资金支出率请自行填写得分",)
    return _scored_row(row, share, "execution_rate", None, completion, steps, execution)


def _scored_row(
    row: Indicator,
    share: Share,
    method: str,
    outcome: Outcome | None,
    completion: Fraction | None,
    steps: tuple[str, ...],
    execution: Execution | None,
) -> NodeResult:
    typed = typed_points(row.self_score, share)
    by_person = completion is None
    trail = list(steps)
    if by_person:
        completion, step = _chosen_completion(row, share, typed)
        trail.append(step)
    open_points = share.exact if completion is None else NOTHING
    # The weight itself, not a product equal to it: sums of full rows then cost one multiplication.
    full = completion is not None and completion == 1
    suggested = share.exact if full else (completion or NOTHING) * share.exact
    if completion is not None:
        trail.append(f"得分 = {shown(share.exact)} × {percent(completion)} = {shown(suggested)}")
    score = suggested if typed is None else typed
    if typed is not None and typed != suggested:
        trail.append(f"填写的自评分数为 {row.self_score.strip()}，建议分数为 {figure(suggested)}")
    return NodeResult(
        node=row,
        share=share,
        method=method,
        execution=execution,
        outcome=outcome,
        completion=completion,
        completion_text=_completion_text(outcome, completion, by_person),
        suggested=suggested,
        suggested_open=open_points,
        score=score,
        score_text=row.self_score.strip() or figure(suggested),
        score_typed=bool(row.self_score.strip()),
        open=NOTHING if typed is not None else open_points,
        score_steps=tuple(trail),
    )


def typed_points(text: str, share: Share) -> Fraction | None:
    """Return typed points as they count: the exact weight when they are it as rounded, never above it or below 0."""
    value = points(text)
    if value is None:
        return None
    if is_rounding_of(text, share.exact) or value == points(share.text):
        return share.exact
    return max(NOTHING, min(share.exact, value))


def typed_completion(text: str) -> Fraction | None:
    """Return a typed completion (``100%``; ``85`` is 85 %; a bare number up to 1 is a fraction), within 0 to 1."""
    value = points(text)
    if value is None:
        return None
    percents = text.strip().endswith(("%", "％")) or value > 1
    return max(NOTHING, min(Fraction(1), value / 100 if percents else value))


def _chosen_completion(row: Indicator, share: Share, typed: Fraction | None) -> tuple[Fraction | None, str]:
    chosen = typed_completion(row.completion)
    if chosen is not None:
        return chosen, f"填报人判断完成比例为 {row.completion.strip()}"
    if typed is not None:
        completion = typed / share.exact if share.exact else NOTHING
        return completion, f"需要人工判断，按填写的自评分数 {row.self_score.strip()} 计，完成比例 {percent(completion)}"
    return None, "需要人工判断：请填写完成比例，或直接填写自评分数；在此之前按 0 分计"


def _completion_text(outcome: Outcome | None, completion: Fraction | None, by_person: bool) -> str:
    if completion is None:
        return "待判断"
    # Where less is better, actual ÷ target would show 0 % for the best result there is.
    if outcome is not None and outcome.ratio is not None and outcome.direction != "lower" and not by_person:
        return percent(outcome.ratio)
    return percent(completion)


def _sum_up(node: Indicator, share: Share, children: Sequence[NodeResult], rows_typed: bool) -> NodeResult:
    """Return the sums of a branch; a score typed on the branch itself counts where nothing below it has one."""
    suggested = exact_sum(child.suggested for child in children)
    score = exact_sum(child.score for child in children)
    merged = None if rows_typed else typed_points(node.self_score, share)
    if merged is None:
        step = f"得分为下级 {len(children)} 项之和 {shown(score)}"
    else:
        step = f"填写的自评分数为 {node.self_score.strip()}，下级各项建议分数之和为 {shown(suggested)}"
    text = node.self_score.strip()
    return NodeResult(
        node=node,
        share=share,
        suggested=suggested,
        suggested_open=exact_sum(child.suggested_open for child in children),
        score=score if merged is None else merged,
        score_text=text or figure(score),
        score_typed=bool(text),
        open=exact_sum(child.open for child in children) if merged is None else NOTHING,
        score_steps=(step,),
        children=tuple(children),
        rows_typed=rows_typed,
    )


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the exact sum; equal objects are counted and multiplied, which makes thousands of full rows cheap."""
    distinct: dict[int, Fraction] = {}
    counts: Counter[int] = Counter()
    for value in values:
        distinct[id(value)] = value
        counts[id(value)] += 1
    return sum((distinct[key] * count for key, count in counts.items()), NOTHING)
