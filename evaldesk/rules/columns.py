"""Columns that add up: the figures of scores that nobody typed, from the total down to the rows.

The printed parent is the exact sum, rounded once; its children take the odd hundredths, so that whoever adds up a
column with a calculator gets what stands under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import compress
from math import ceil, floor
from operator import ne

from evaldesk.rules.evaluation import NO_ROWS, Below, NodeResult
from evaldesk.rules.figures import apportion, cents, from_cents, points
from evaldesk.rules.sameness import counted


def settle(total: Fraction, branches: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    """Return the results with the figures of all untyped scores settled; results that do not change are kept."""
    return _settled(cents(total), branches)


def score_figures(total: int, results: Sequence[NodeResult]) -> list[str]:
    """Return the figures of one column; those not typed make it add up to ``total`` hundredths where that is possible.

    A full row shows its weight's figure as far as the column allows; the others take the odd hundredths by largest
    remainder. Typed scores stay as typed.
    """
    earned = [result.points for result in results]
    texts = [item.text for item in earned]
    waiting: set[int] = set()
    left = total
    for item, times in counted(earned):
        if item.typed or item.full:
            left -= _cents_of(item.text, item.score) * times
        else:
            waiting.add(id(item))
    partial = [at for at, item in enumerate(earned) if id(item) in waiting] if waiting else []
    if not partial and not left:
        return texts
    exact = [earned[at].score for at in partial]
    parts = apportion(left, exact)
    if parts is None:
        lowest = sum([floor(value * 100) for value in exact])
        highest = sum([ceil(value * 100) for value in exact])
        aim = min(max(left, lowest), highest)
        parts = apportion(aim, exact) or [cents(value) for value in exact]
        full = {at: _cents_of(item.text, item.score) for at, item in enumerate(earned) if item.full and not item.typed}
        for at, value in _shifted(full, results, left - aim):
            texts[at] = from_cents(value)
    for at, value in zip(partial, parts, strict=True):
        texts[at] = from_cents(value)
    return texts


def _shifted(full: Mapping[int, int], results: Sequence[NodeResult], by: int) -> Iterator[tuple[int, int]]:
    """Yield full rows moved by one hundredth each, within their exact score rounded up or down, until ``by`` is spent.

    A row whose weight was typed stays at it: when typed weights do not add up, that is told as a finding, and a score
    above the weight that stands beside it would only be a second riddle.
    """
    step = 1 if by > 0 else -1
    for at in sorted(full, reverse=by < 0):
        if not by:
            return
        if not results[at].share.typed and abs(full[at] + step - results[at].score * 100) < 1:
            by -= step
            yield at, full[at] + step


def _settled(total: int, results: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    texts = score_figures(total, results)
    if results and results[0].below is NO_ROWS:
        return _settled_rows(results, texts)
    return tuple(
        [
            result if result.below.settled and result.score_text == text else _with_figure(result, text)
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
        children = _settled(_cents_of(text, result.score), children)
        below = Below(below.sums, below.typed, below.shares, below.execution, settled=True)
    return NodeResult(result.node, result.share, result.reading, result.points, text, children, below)


def _cents_of(text: str, exact: Fraction) -> int:
    read = _read_cents(text)
    return cents(exact) if read is None else read


@lru_cache(maxsize=1 << 12)
def _read_cents(text: str) -> int | None:
    """Return a figure in hundredths, None where it cannot be read; thousands of rows share a few figures."""
    value = points(text)
    return None if value is None else cents(value)
