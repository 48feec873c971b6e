"""Pools: how the points of a branch are split over the rows of its groups, exactly, text by text.

Thousands of rows have few different weights typed, so nothing here walks the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaldesk.rules.figures import exact_total, is_rounding_of, points


@dataclass(frozen=True, slots=True)
class Rows:
    """Hold the weights of a group's rows as typed, the texts that count in their place, and how often each stands."""

    typed: tuple[str, ...]
    texts: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pool:
    """Hold how points were split over rows: the exact weight of each text, and how ``count`` rows share them.

    The texts of rows that share hold ``share`` itself as their weight. The rows of a group may share with those of its
    sister groups, so ``count`` is the whole pool's.
    """

    weights: Mapping[str, Fraction]
    share: Fraction
    count: int

    def total(self, rows: Rows) -> Fraction:
        """Return what rows of this pool weigh together."""
        return exact_total([(self.weights[text], times) for text, times in rows.counts.items()])


def split_points(
    total: Fraction, group_texts: Sequence[str], rows: Sequence[Rows], equal: bool
) -> tuple[list[Fraction | None], list[Pool]]:
    """Return how the points of a branch are split, group by group.

    The first list holds the own total of each group whose weight was typed and is not just the sum of its rows.
    """
    totals: list[Fraction | None] = [None] * len(rows)
    while True:
        pools = _split(total, totals, rows, equal)
        for at, text in enumerate(group_texts):
            typed = points(text) if text and totals[at] is None else None
            if typed is None:
                continue
            together = pools[at].total(rows[at])
            if not (rows[at].texts and (typed == together or (equal and is_rounding_of(text, together)))):
                totals[at] = typed
                break
        else:
            return totals, pools


def _split(total: Fraction, totals: Sequence[Fraction | None], rows: Sequence[Rows], equal: bool) -> list[Pool]:
    """Return each group's pool: groups with a total of their own alone, all others out of what is left together."""
    left = total
    counts: dict[str, int] = {}
    for own, group in zip(totals, rows, strict=True):
        if own is None:
            for text, times in group.counts.items():
                counts[text] = counts.get(text, 0) + times
        else:
            left -= own
    together = _pool(left, counts, equal)
    return [
        together if own is None else _pool(own, group.counts, equal) for own, group in zip(totals, rows, strict=True)
    ]


def _pool(total: Fraction, counts: Mapping[str, int], equal: bool) -> Pool:
    read = {text: points(text) for text in counts}
    for sharing in _candidates(total, counts, read, equal):
        taken = exact_total([(value, counts[text]) for text, value in read.items() if value and text not in sharing])
        count = sum([counts[text] for text, value in read.items() if value is None or text in sharing])
        share = max((total - taken) / count, Fraction(0)) if count else Fraction(0)
        if all(is_rounding_of(text, share) for text in sharing):
            break
    weights = {text: share if value is None or text in sharing else value for text, value in read.items()}
    return Pool(weights, share, count)


def _candidates(
    total: Fraction, counts: Mapping[str, int], read: Mapping[str, Fraction | None], equal: bool
) -> list[set[str]]:
    """Return which typed texts may stand for the common share, the likeliest first; none of them at last."""
    typed = {text: count for text, count in counts.items() if read[text] is not None}
    if not equal or not typed:
        return [set()]
    share = total / sum(counts.values())
    as_rounded = {text for text in typed if is_rounding_of(text, share)}
    return [*([as_rounded] if as_rounded else []), {max(typed, key=typed.__getitem__)}, set()]
