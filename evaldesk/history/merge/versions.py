"""A tree of rows laid out flat, so that three of them can be compared row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evaldesk.model.indicators import Indicator, Tree

RowKey = tuple[int, str, int]
"""Level, id, and which of several rows with this id: a row never changes its level, so no merge can make a circle."""

Above = RowKey | None


@dataclass(frozen=True, slots=True)
class Version:
    """Hold the rows of one tree, what each stands under, and the order below each; None is the root."""

    rows: dict[RowKey, Indicator] = field(default_factory=dict)
    above: dict[RowKey, Above] = field(default_factory=dict)
    below: dict[Above, list[RowKey]] = field(default_factory=dict)

    def under(self, key: RowKey) -> Iterator[RowKey]:
        """Yield a row and all below it."""
        yield key
        for child in self.below.get(key, ()):
            yield from self.under(child)


def version_of(tree: Tree) -> Version:
    """Lay out a tree."""
    version = Version()
    seen: Counter[tuple[int, str]] = Counter()

    def lay(rows: Tree, above: Above, depth: int) -> None:
        for row in rows:
            key = (depth, row.id, seen[depth, row.id])
            seen[depth, row.id] += 1
            version.rows[key] = row
            version.above[key] = above
            version.below.setdefault(above, []).append(key)
            lay(row.children, key, depth + 1)

    lay(tree, None, 0)
    return version
