"""Rows added, doubled, moved and removed: each a function from a document to the next one and where the cursor goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaldesk.model import indicators
from evaldesk.model.document import Document, with_indicators
from evaldesk.model.indicators import LEVELS, Indicator, Tree

UNNAMED = "未命名"


@dataclass(frozen=True, slots=True)
class Step:
    """Hold a change of the tree: the undo step's name, the new document, and the row that has the cursor afterwards."""

    name: str
    document: Document
    id: str
    opens_name: bool = False


def add_row(document: Document, id: str) -> Step:
    """Add an indicator after the current one, first below a level-2 row, a group first below a level-1 row.

    An empty table gets its first level-1 row.
    """
    tree = document.indicators
    if not id:
        return _added(document, None, len(tree), "新增一级指标")
    way = indicators.path(tree, id)
    if len(way) == LEVELS:
        return _added(document, way[-2].id, _place(way[-2].children, id) + 1, "新增指标")
    return _added(document, id, 0, "新增指标" if len(way) == LEVELS - 1 else "新增二级指标")


def add_group(document: Document, id: str) -> Step:
    """Add a level-2 row after the one that the current row stands in, first below a level-1 row."""
    tree = document.indicators
    way = indicators.path(tree, id) if id else ()
    if not way:
        return add_row(document, id)
    at = _place(way[0].children, way[1].id) + 1 if len(way) > 1 else 0
    return _added(document, way[0].id, at, "新增二级指标")


def duplicate(document: Document, id: str) -> Step | None:
    """Copy a row and all below it to the place after it; None where there is no row."""
    if not id:
        return None
    tree, copy = indicators.duplicate(document.indicators, id)
    return Step(f"复制{said(document, id)}", with_indicators(document, tree), copy)


def move(document: Document, id: str, by: int) -> Step | None:
    """Move a row one place up (-1) or down (1); an indicator at the edge of its group goes on into the next group.

    None where there is no place to go.
    """
    if not id:
        return None
    tree = indicators.move(document.indicators, id, by)
    if tree is document.indicators:
        tree = _into_next_group(document.indicators, id, by)
    if tree is document.indicators:
        return None
    return Step(f"{'上移' if by < 0 else '下移'}{said(document, id)}", with_indicators(document, tree), id)


def remove(document: Document, ids: Iterable[str]) -> Step | None:
    """Remove rows with all below them; the cursor goes to the next row, else the one before, else the one above."""
    gone = outermost(document.indicators, set(ids))
    if not gone:
        return None
    tree = document.indicators
    for id in gone:
        tree = indicators.remove(tree, id)
    name = f"删除{said(document, gone[0])}" if len(gone) == 1 else f"删除 {len(gone)} 行"
    return Step(name, with_indicators(document, tree), _neighbour(document.indicators, tree, gone))


def outermost(tree: Tree, ids: set[str]) -> list[str]:
    """Return those of the rows that do not stand below another of them, in the order of the paper."""
    found: list[str] = []
    for node in tree:
        found += [node.id] if node.id in ids else outermost(node.children, ids)
    return found


def said(document: Document, id: str) -> str:
    """Return a row's name in quotes, for the name of a step."""
    return f"“{indicators.find(document.indicators, id).name.strip() or UNNAMED}”"


def _added(document: Document, parent: str | None, at: int, name: str) -> Step:
    node = Indicator()
    tree = indicators.insert(document.indicators, parent, at, node)
    return Step(name, with_indicators(document, tree), node.id, opens_name=True)


def _into_next_group(tree: Tree, id: str, by: int) -> Tree:
    way = indicators.path(tree, id)
    if len(way) < LEVELS:
        return tree
    groups = [group.id for branch in tree for group in branch.children]
    at = groups.index(way[-2].id) + by
    if not 0 <= at < len(groups):
        return tree
    without = indicators.remove(tree, id)
    room = indicators.find(without, groups[at]).children
    return indicators.insert(without, groups[at], 0 if by > 0 else len(room), way[-1])


def _neighbour(before: Tree, after: Tree, gone: list[str]) -> str:
    order = [node.id for _, node in indicators.walk(before)]
    left = {node.id: depth for depth, node in indicators.walk(after)}
    depth = len(indicators.path(before, gone[0])) - 1
    first, last = order.index(gone[0]), order.index(gone[-1])
    below = next((id for id in order[last:] if id in left), "")
    above = next((id for id in reversed(order[:first]) if id in left), "")
    # Stay among rows of the same kind: after the last row of a group the one before it, not the next group.
    for id in (below, above):
        if id and left[id] == depth:
            return id
    return above or below


def _place(siblings: Tree, id: str) -> int:
    return next(at for at, node in enumerate(siblings) if node.id == id)
