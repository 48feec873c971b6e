"""Columns that add up: the figures of scores that nobody typed, from the total down to the rows.

The printed parent is the exact sum, rounded once; its children take the odd hundredths, so that whoever adds up a
column with a calculator gets what stands under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import compress
from math import ceil, floor
from operator import ne
from typing import NamedTuple

from evaldesk.rules.evaluation import NO_ROWS, Below, NodeResult, Points
from evaldesk.rules.figures import apportion, cents, cents_of_text, exact_total, from_cents, points
from evaldesk.rules.sameness import tally


class Column(NamedTuple):
    """Hold the figures of one column of scores, and what they add up to, None where one of them cannot be read."""

    figures: Sequence[str]
    printed: Fraction | None


def settle(total: Fraction, branches: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    """Return the results with the figures of all untyped scores settled; results that do not change are kept."""
    earned = tally([branch.points for branch in branches])
    return _with_figures(branches, column(cents(total), branches, earned).figures)


def column(total: int, results: Sequence[NodeResult], earned: Mapping[Points, int]) -> Column:
    """Return the figures of one column; those not typed make it add up to ``total`` hundredths where that is possible.

    A full row shows its weight's figure as far as the column allows; the others take the odd hundredths by largest
    remainder. Typed scores stay as typed. ``earned`` counts the points that the results hold.
    """
    texts = [result.points.text for result in results]
    fixed = [(item, times) for item, times in earned.items() if item.typed or item.full]
    left = total - sum([_cents_of(item.text, item.score) * times for item, times in fixed])
    partial = _partial(results) if len(fixed) < len(earned) else []
    if not partial and not left:
        return Column(texts, _printed(fixed, 0))
    exact = [results[at].points.score for at in partial]
    parts, odd = apportion(left, exact), 0
    if parts is None:
        lowest = sum([floor(value * 100) for value in exact])
        highest = sum([ceil(value * 100) for value in exact])
        aim = min(max(left, lowest), highest)
        parts = apportion(aim, exact) or [cents(value) for value in exact]
        for at, step in _shifted(results, left - aim):
            texts[at] = from_cents(_cents_of(texts[at], results[at].score) + step)
            odd += step
    for at, value in zip(partial, parts, strict=True):
        texts[at] = from_cents(value)
    return Column(texts, _printed(fixed, sum(parts) + odd))


def _partial(results: Sequence[NodeResult]) -> list[int]:
    """Return the places of results whose figures follow from the column."""
    return [at for at, result in enumerate(results) if not (result.points.typed or result.points.full)]


def _printed(fixed: Sequence[tuple[Points, int]], others: int) -> Fraction | None:
    """Return what the ``fixed`` figures, so many of each, and the ``others`` in hundredths add up to."""
    read = [(value, times) for item, times in fixed if (value := points(item.text)) is not None]
    return exact_total([*read, (Fraction(others, 100), 1)]) if len(read) == len(fixed) else None


def _shifted(results: Sequence[NodeResult], by: int) -> Iterator[tuple[int, int]]:
    """Yield full rows and the one hundredth that each moves, within its exact score rounded up or down.

    All together they move ``by`` hundredths as far as they can. A row whose weight was typed stays at it: when typed
    weights do not add up, that is told as a finding, and a score above the weight that stands beside it would only be a
    second riddle.
    """
    step = 1 if by > 0 else -1
    for at in range(len(results)) if by > 0 else range(len(results) - 1, -1, -1):
        if not by:
            return
        result = results[at]
        if not result.points.full or result.points.typed or result.share.typed:
            continue
        if abs(_cents_of(result.points.text, result.score) + step - result.score * 100) < 1:
            by -= step
            yield at, step


def _with_figures(results: Sequence[NodeResult], texts: Sequence[str]) -> tuple[NodeResult, ...]:
    """Return branches with these figures, and all below them with figures that add up to these."""
    return tuple(
        [
            result if result.below.printed is not None and result.score_text == text else _with_figure(result, text)
            for result, text in zip(results, texts, strict=True)
        ]
    )


def _settled_rows(rows: Sequence[NodeResult], texts: Sequence[str]) -> tuple[NodeResult, ...]:
    """Return rows with these figures; there are thousands, and nearly all have theirs already."""
    settled = list(rows)
    for at in compress(range(len(texts)), map(ne, texts, [row.score_text for row in rows])):
        row = rows[at]
        settled[at] = NodeResult(row.node, row.share, row.reading, row.points, texts[at])
    return tuple(settled)


def _with_figure(result: NodeResult, text: str) -> NodeResult:
    """Return the result with this figure, and its children with figures that add up to it."""
    children, below = result.children, result.below
    if children:
        figures, printed = column(_cents_of(text, result.score), children, below.earned)
        settled = _settled_rows if children[0].below is NO_ROWS else _with_figures
        children = settled(children, figures)
        printed = below.sums[2] if printed is None else printed
        below = Below(below.sums, below.typed, below.earned, below.shares, below.execution, printed)
    return NodeResult(result.node, result.share, result.reading, result.points, text, children, below)


def _cents_of(text: str, exact: Fraction) -> int:
    read = cents_of_text(text)
    return cents(exact) if read is None else read
