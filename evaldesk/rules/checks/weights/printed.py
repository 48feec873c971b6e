"""The printed weights of a branch, added up as a reader with a calculator would, once for the same texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from itertools import chain

from evaldesk.model.finding import Edits, Fix
from evaldesk.model.indicators import Indicator
from evaldesk.rules.checks.weights.gaps import Gap, gap
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import apportion, cents, exact_sum, exact_total, from_cents, points
from evaldesk.rules.sameness import tally
from evaldesk.rules.shares import BranchShares, Share


# Nobody writes to these; they are not declared frozen because that would make them dear.
@dataclass(slots=True)
class Group:
    """Hold a level-2 group: its printed weight, its rows' printed sum and count, and what of them was typed.

    ``gap`` is how far the rows are from the group where both were typed.
    """

    printed: Fraction
    typed: bool
    rows: Fraction
    count: int
    rows_typed: int
    gap: Gap | None


@dataclass(slots=True)
class Printed:
    """Hold a branch as printed: its own weight, its groups, and the common share of its rows where there is one.

    ``count`` is the number of its indicators, ``rows`` the printed sum of their weights, ``groups_sum`` that of its
    level-2 weights; ``rows_typed`` tells whether an indicator's weight was typed. ``rows_gap`` and ``groups_gap`` are
    how far typed weights of either level are from the branch's own. ``is_exact`` tells whether the exact shares add
    up, so that only rounding keeps the printed ones from doing so.
    """

    own: Fraction
    groups: tuple[Group, ...]
    share: Fraction | None
    empty_rows: int
    count: int
    rows: Fraction
    groups_sum: Fraction
    rows_typed: bool
    rows_gap: Gap | None
    groups_gap: Gap | None
    is_exact: bool


def printed(branch: NodeResult) -> Printed | None:
    """Return the branch as printed, None for a branch without shares."""
    return _printed(branch.shares) if branch.shares is not None else None


# Few, so that thousands of forms after each other do not keep one another's tables alive.
@lru_cache(maxsize=8)
def _printed(shares: BranchShares) -> Printed:
    of_groups = [tally(rows).items() for rows in shares.rows]
    groups = tuple([_group(own, rows) for own, rows in zip(shares.groups, of_groups, strict=True)])
    distinct = list(chain.from_iterable(of_groups))
    own, share = _points(shares.own), _common([row.exact for row, _ in distinct])
    count = sum([group.count for group in groups])
    rows, groups_sum = exact_sum([group.rows for group in groups]), exact_sum([group.printed for group in groups])
    rows_typed = any(group.rows_typed for group in groups)
    return Printed(
        own=own,
        groups=groups,
        share=share,
        empty_rows=sum([times for row, times in distinct if not row.typed and not row.exact.numerator]),
        count=count,
        rows=rows,
        groups_sum=groups_sum,
        rows_typed=rows_typed,
        rows_gap=gap(rows, own) if rows_typed else None,
        groups_gap=gap(groups_sum, own) if any(group.typed for group in groups) else None,
        is_exact=share is not None and share * count == own,
    )


def _common(values: Sequence[Fraction]) -> Fraction | None:
    """Return the one value that all are, None where they differ."""
    first = values[0] if values else None
    return first if all(value is first or value == first for value in values) else None


def _group(own: Share, rows: Collection[tuple[Share, int]]) -> Group:
    """Return a group as printed; ``rows`` are the shares of its rows, each with how many have it."""
    weight, total = _points(own), exact_total([(_points(row), times) for row, times in rows])
    count, typed = sum([times for _, times in rows]), sum([times for row, times in rows if row.typed])
    return Group(weight, own.typed, total, count, typed, gap(total, weight) if own.typed and typed else None)


def _points(share: Share) -> Fraction:
    value = points(share.text)
    return share.exact if value is None else value


@lru_cache(maxsize=8)
def apportioned(branch: NodeResult) -> Fix | None:
    """Return the fix that sets the typed weights of an equally split branch, and the full scores beside them.

    Level by level by largest remainder, so that every printed column adds up. None where the branch is not an equal
    split that rounding alone upsets.
    """
    seen = printed(branch)
    if seen is None or seen.share is None or not seen.is_exact:
        return None
    exact = [seen.share * group.count for group in seen.groups]
    of_groups = apportion(cents(seen.own), exact)
    if of_groups is None:
        return None
    if not any(group.typed or group.rows_typed for group in seen.groups):
        return None
    return Fix("按最大余数分配", partial(_apportioned_edits, branch, seen.share, tuple(of_groups)))


def _apportioned_edits(branch: NodeResult, share: Fraction, of_groups: Sequence[int]) -> Edits:
    edits: list[tuple[str, str]] = []
    for group, figure in zip(branch.children, of_groups, strict=True):
        edits += _edit(group.node, "weight", group.node.weight, from_cents(figure))
        of_rows = apportion(figure, [share] * len(group.children)) if group.children else []
        for row, value in zip(group.children, of_rows or [], strict=bool(of_rows)):
            text = from_cents(value)
            edits += _edit(row.node, "weight", row.node.weight, text)
            if row.score is row.share.exact or row.score == row.weight:
                edits += _edit(row.node, "self_score", row.node.self_score, text)
    return tuple(edits)


def _edit(node: Indicator, attribute: str, before: str, text: str) -> list[tuple[str, str]]:
    same = not before.strip() or points(before) == points(text)
    return [] if same else [(f"indicators/{node.id}/{attribute}", text)]
