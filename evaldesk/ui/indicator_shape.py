"""The shape of the indicator tree as Qt was told it: which row stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaldesk.model.indicators import LEVELS, Tree


@dataclass(slots=True, eq=False)
class Spot:
    """Hold the place of one row as Qt knows it."""

    key: int
    id: str
    depth: int
    parent: Spot | None = None
    row: int = 0
    children: list[Spot] = field(default_factory=list)


def number(parent: Spot) -> None:
    """Tell each row below ``parent`` its place."""
    for row, spot in enumerate(parent.children):
        spot.row = row


def ordered(tree: Tree, rank: Mapping[str, int] | None, depth: int = 0) -> Tree:
    """Return the tree with the indicators of each group by rank; one without a rank stays behind its neighbour."""
    if rank is None:
        return tree
    if depth < LEVELS - 1:
        return tuple(
            node.model_copy(update={"children": ordered(node.children, rank, depth + 1)}) if node.children else node
            for node in tree
        )
    places, last = {}, -1
    for node in tree:
        places[node.id] = last = rank.get(node.id, last)
    return tuple(sorted(tree, key=lambda node: places[node.id]))


def differs(before: Tree, after: Tree) -> bool:
    """Tell whether rows came, went or moved; unchanged branches are the same objects and are not entered."""
    if before is after:
        return False
    if len(before) != len(after):
        return True
    return any(
        old.id != new.id or differs(old.children, new.children)
        for old, new in zip(before, after, strict=True)
        if old is not new
    )
