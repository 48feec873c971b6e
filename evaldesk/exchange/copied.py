"""Indicators as other programs take them: rows of cells under heads, with the cells of the levels merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaldesk.exchange.grid import Merged
from evaldesk.model.indicators import Indicator, Tree

LEVEL_HEADS = ("一级指标", "一级权重", "二级指标", "二级权重", "三级指标", "三级权重")
HEADS = (*LEVEL_HEADS, "预期值", "实现值", "自评分数", "未达标原因")
SCORE, REASON = 8, 9
Shown = Callable[[Indicator, str], str]


@dataclass(frozen=True, slots=True)
class Copied:
    """Hold the rows of cells, heads first, and their merged regions."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merged, ...]


def copied(tree: Tree, shown: Shown) -> Copied:
    """Return the cells of level-1 branches; ``shown`` gives the text of an attribute, as typed or as reckoned.

    A score or a reason of a whole branch is one cell over all its rows.
    """
    rows: list[tuple[str, ...]] = [HEADS]
    merged: list[Merged] = []
    for branch in tree:
        start = len(rows)
        for group in branch.children or (Indicator(),):
            first = len(rows)
            for leaf in group.children or (Indicator(),):
                rows.append(_row(branch, group, leaf, shown, len(rows) == start, len(rows) == first))
            merged += _regions(first, len(rows), (2, 3))
        merged += _regions(start, len(rows), (0, 1))
        leaves = [leaf for group in branch.children for leaf in group.children]
        for column, key in ((SCORE, "self_score"), (REASON, "reason")):
            if getattr(branch, key) and not any(getattr(leaf, key) for leaf in leaves):
                rows[start] = (*rows[start][:column], getattr(branch, key), *rows[start][column + 1 :])
                for at in range(start + 1, len(rows)):
                    rows[at] = (*rows[at][:column], "", *rows[at][column + 1 :])
                merged += _regions(start, len(rows), (column,))
    return Copied(tuple(rows), tuple(merged))


def branch_of(tree: Tree, id: str) -> Tree:
    """Return as a tree what stands at and below a row: a branch, one group in its branch, or one row in its group."""
    for branch in tree:
        if branch.id == id:
            return (branch,)
        for group in branch.children:
            if group.id == id:
                return (branch.model_copy(update={"children": (group,)}),)
            for leaf in group.children:
                if leaf.id == id:
                    alone = group.model_copy(update={"children": (leaf,)})
                    return (branch.model_copy(update={"children": (alone,)}),)
    return ()


def _row(
    branch: Indicator, group: Indicator, leaf: Indicator, shown: Shown, of_branch: bool, of_group: bool
) -> tuple[str, ...]:
    above = (
        *((branch.name, shown(branch, "weight")) if of_branch else ("", "")),
        *((group.name, shown(group, "weight")) if of_group else ("", "")),
    )
    own = tuple(shown(leaf, key) for key in ("weight", "target", "actual", "self_score", "reason"))
    return (*above, leaf.name, *own)


def _regions(start: int, end: int, columns: Sequence[int]) -> list[Merged]:
    return [Merged(start, column, end - 1, column) for column in columns] if end - start > 1 else []
