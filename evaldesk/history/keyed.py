"""Lists as mappings: entries that have no id of their own are known by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def numbered(items: Iterable[Item], key: Callable[[Item], Hashable]) -> dict[tuple[Hashable, int], Item]:
    """Return the items by their key and, where several share one, their number among these; in order."""
    seen: Counter[Hashable] = Counter()
    found: dict[tuple[Hashable, int], Item] = {}
    for item in items:
        about = key(item)
        found[about, seen[about]] = item
        seen[about] += 1
    return found
