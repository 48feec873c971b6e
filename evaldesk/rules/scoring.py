"""Scores up the tree: each row's completion × weight, the typed scores that stand beside it, and the sums above.

Rows whose text and weight did not change are the same objects as in the earlier evaluation, so that a keystroke costs
what it changes and the screen can see at once which rows differ. Sentences are made on demand, in ``trail``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.model.template.table import Level1
from evaldesk.rules.evaluation import UNREAD, Below, Execution, NodeResult, Points, Reading
from evaldesk.rules.figures import NOTHING, figure, is_rounding_of, percent, points
from evaldesk.rules.reading import WHOLE, Reader, reader
from evaldesk.rules.row_facts import calls_of_values
from evaldesk.rules.sameness import places_changed, tally
from evaldesk.rules.shares import Share, same_weights, share_branch
from evaldesk.rules.sums import moved, sums_of


@dataclass(slots=True)
class Context:
    """Hold what the rows of a group are scored by besides themselves.

    ``read`` reads texts under the template's thresholds. ``methods`` names the method of each fixed indicator,
    ``method`` that of all others. ``known`` remembers by weight and typed text which points were typed and what a
    completed row earns: thousands of rows share one weight, and then they share the points too.
    """

    template: Template
    execution: Execution | None
    read: Reader
    level2: str
    method: str
    methods: dict[str, str]
    known: dict[tuple[Share, str], tuple[Fraction | None, Points]] = field(default_factory=dict)


def score_branch(
    branch: Indicator, template: Template, execution: Execution | None, earlier: NodeResult | None
) -> NodeResult:
    """Return the results of a level-1 branch; ``earlier`` ones are reused wherever they still hold.

    The figures of scores that were not typed are not settled here: ``columns.settle`` makes the columns add up.
    """
    if earlier is not None and earlier.node.name != branch.name:
        earlier = None
    if earlier is not None and earlier.node is branch and earlier.below.execution is execution:
        return earlier
    spec = template.indicators.branch(branch.name)
    shares = earlier.below.shares if earlier is not None and same_weights(earlier.node, branch, spec) else None
    steady = earlier is not None and shares is not None and earlier.below.execution is execution
    if shares is None:
        shares = share_branch(branch, spec, template.figures == "plain")
    known = {result.node.id: result for result in earlier.children} if earlier is not None else {}
    method, methods = _methods(spec)
    read = reader(template.thresholds)
    groups: list[NodeResult] = []
    for at, group in enumerate(branch.children):
        context = Context(template, execution, read, group.name, method, methods)
        groups.append(_score_group(group, shares.groups[at], shares.rows[at], context, known.get(group.id), steady))
    typed = sum(group.score_typed or group.rows_typed for group in groups)
    earned = tally([group.points for group in groups])
    below = Below(sums_of(earned), typed, earned, shares, execution, None if groups else NOTHING)
    return _sum_up(branch, shares.own, groups, below)


def _methods(spec: Level1 | None) -> tuple[str, dict[str, str]]:
    """Return the method of a branch's rows, and that of each indicator which the template fixes, by its name."""
    if spec is None:
        return "proportional", {}
    return spec.method, {item.name: item.method for group in reversed(spec.level2) for item in reversed(group.fixed)}


def _score_group(
    group: Indicator,
    share: Share,
    row_shares: tuple[Share, ...],
    context: Context,
    earlier: NodeResult | None,
    steady: bool,
) -> NodeResult:
    """Return the results of a level-2 group; ``steady`` says that weights and money are those of ``earlier``."""
    if earlier is None or earlier.node.name != group.name:
        befores: Sequence[NodeResult | None] = [None] * len(group.children)
    elif steady and earlier.node is group:
        return earlier
    elif steady and len(earlier.children) == len(group.children):
        return _edited_group(group, share, row_shares, context, earlier)
    elif earlier.node.children is group.children:
        befores = earlier.children
    else:
        by_id = {result.node.id: result for result in earlier.children}
        befores = [by_id.get(row.id) for row in group.children]
    rows = [
        _row(row, own, context, before) for row, own, before in zip(group.children, row_shares, befores, strict=True)
    ]
    earned = tally([row.points for row in rows])
    typed = sum([times for item, times in earned.items() if item.typed])
    return _sum_up(group, share, rows, Below(sums_of(earned), typed, earned, printed=None if rows else NOTHING))


def _edited_group(
    group: Indicator, share: Share, row_shares: tuple[Share, ...], context: Context, earlier: NodeResult
) -> NodeResult:
    """Return the results of a group in which some rows have other texts or places, and nothing else is new."""
    rows = list(earlier.children)
    typed, moves = earlier.below.typed, []
    for at in places_changed(earlier.node.children, group.children):
        row, old = group.children[at], rows[at]
        rows[at] = new = _row(row, row_shares[at], context, old if old.node.id == row.id else None)
        moves.append((old.points, new.points))
        typed += new.points.typed - old.points.typed
    sums, earned = moved(earlier.below.sums, earlier.below.earned, moves)
    return _sum_up(group, share, rows, Below(sums, typed, earned))


def _row(row: Indicator, share: Share, context: Context, before: NodeResult | None) -> NodeResult:
    """Return the result of a row: ``before`` where it holds, with what was read from its texts where they are the same.

    Thousands of rows pass here at one key when a weight above them changes.
    """
    reading = before.reading if before is not None and before.node is row else None
    if reading is None or (reading.execution is not context.execution and reading.execution is not None):
        reading = _reading(row, context)
    elif before is not None and before.share is share:
        return before
    text = row.self_score and row.self_score.strip()
    known = context.known.get((share, text))
    if known is None:
        typed = typed_points(text, share.exact, share.text) if text else None
        known = context.known[share, text] = typed, _points(share, WHOLE, text, typed)
    typed, full = known
    if reading.by_person:
        reading = _judged(row, share, reading, typed)
    earned = full if reading.completion is WHOLE else _points(share, reading.completion, text, typed)
    return NodeResult(row, share, reading, earned, earned.text)


def _reading(row: Indicator, context: Context) -> Reading:
    """Return what the texts of a row mean, whatever its weight; a person's own judgement is not looked at yet."""
    method = context.methods.get(row.name.strip(), context.method) if context.methods else context.method
    if method == "execution_rate":
        money = context.execution
        rate = money.rate if money is not None else None
        calls = calls_of_values(row.target, row.actual, method, None)
        if rate is None:
            return Reading(method, execution=money, by_person=True, calls=calls)
        completion = max(NOTHING, min(WHOLE, rate))
        return Reading(method, None, money, completion, percent(completion), False, calls)
    return context.read(row.name, row.target, row.actual, context.level2, row.direction, method)


def _judged(row: Indicator, share: Share, reading: Reading, typed: Fraction | None) -> Reading:
    """Return the reading of a row that a person completes: by the typed completion, else by the typed points."""
    completion = chosen_completion(row, share, typed)
    if completion == WHOLE:
        completion = WHOLE
    said = "待判断" if completion is None else percent(completion)
    return Reading(reading.method, reading.outcome, reading.execution, completion, said, True, reading.calls)


def _points(share: Share, completion: Fraction | None, text: str, typed: Fraction | None) -> Points:
    """Return what a row of this weight and completion earns, with ``text`` typed as its score, and the points in it."""
    # The weight itself, not a product equal to it: full rows are recognised by it.
    full = completion is WHOLE
    suggested = NOTHING if completion is None else share.exact if full else completion * share.exact
    open_points = share.exact if completion is None else NOTHING
    return Points(
        suggested=suggested,
        suggested_open=open_points,
        score=suggested if typed is None else typed,
        open=NOTHING if typed is not None else open_points,
        text=text or (share.text if full else figure(suggested)),
        typed=bool(text),
        full=full,
    )


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


def _sum_up(node: Indicator, share: Share, children: Sequence[NodeResult], below: Below) -> NodeResult:
    """Return the sums of a branch; a score typed on the branch itself counts where nothing below it has one."""
    suggested, suggested_open, score, open_points = below.sums
    text = node.self_score.strip()
    merged = typed_points(text, share.exact, share.text) if text and not below.typed else None
    if merged is not None:
        score, open_points = merged, NOTHING
    earned = Points(suggested, suggested_open, score, open_points, text or figure(score), bool(text))
    return NodeResult(node, share, UNREAD, earned, earned.text, tuple(children), below)
