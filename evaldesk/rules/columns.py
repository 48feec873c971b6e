"""Columns that add up: the figures of scores that nobody typed, from the total down to the rows.

The printed parent is the exact sum, rounded once; its children take the odd hundredths, so that whoever adds up a
column with a calculator gets what stands under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import apportion, cents, from_cents, points


def settle(total: Fraction, branches: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    """Return the results with the figures of all untyped scores settled; results that do not change are kept."""
    texts = score_figures(cents(total), branches)
    return tuple(_settle_one(branch, text) for branch, text in zip(branches, texts, strict=True))


def score_figures(total: int, results: Sequence[NodeResult]) -> list[str]:
    """Return the figures of one column; those not typed make it add up to ``total`` hundredths where that is possible.

    A full row shows its weight's figure as far as the column allows; the others take the odd hundredths by largest
    remainder. Typed scores stay as typed.
    """
    texts = [result.score_text for result in results]
    free = [at for at, result in enumerate(results) if not result.score_typed]
    if free:
        taken = sum(_cents_of(result.score_text, result.score) for result in results if result.score_typed)
        for at, text in zip(free, _spread(total - taken, [results[at] for at in free]), strict=True):
            texts[at] = text
    return texts


def _spread(total: int, results: Sequence[NodeResult]) -> list[str]:
    weights: dict[int, int] = {}
    full: dict[int, int] = {}
    partial: list[int] = []
    for at, result in enumerate(results):
        share = result.share
        if result.score is share.exact:
            known = weights.get(id(share))
            if known is None:
                known = weights[id(share)] = _cents_of(share.text, share.exact)
            full[at] = known
        else:
            partial.append(at)
    texts = [result.share.text for result in results]
    left = total - sum(full.values())
    exact = [results[at].score for at in partial]
    parts = apportion(left, exact)
    if parts is None:
        lowest = sum(floor(value * 100) for value in exact)
        highest = sum(ceil(value * 100) for value in exact)
        aim = min(max(left, lowest), highest)
        parts = apportion(aim, exact) or [cents(results[at].score) for at in partial]
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


def _settle_one(result: NodeResult, text: str) -> NodeResult:
    if result.settled and text == result.score_text:
        return result
    children = result.children
    if children:
        total = _cents_of(text, result.score)
        texts = score_figures(total, children)
        settled = [
            child if child.score_text == new and not child.children else _settle_one(child, new)
            for child, new in zip(children, texts, strict=True)
        ]
        if any(new is not old for new, old in zip(settled, children, strict=True)):
            children = tuple(settled)
    elif text == result.score_text:
        return result
    return replace(result, children=children, score_text=text, settled=True)


def _cents_of(text: str, exact: Fraction) -> int:
    value = points(text)
    return cents(exact if value is None else value)
