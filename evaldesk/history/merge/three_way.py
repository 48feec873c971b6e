"""Three versions of one thing: what only one side changed is taken from that side; what both changed is a conflict."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Final, TypeVar

from evaldesk.history.order import merge_order

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Absent:
    """Stand for what one of the versions does not have."""


ABSENT: Final = Absent()


def three_way(base: Value, mine: Value, theirs: Value, settle: Callable[[Value, Value, Value], Value]) -> Value:
    """Return the merged value; ``settle`` is asked where both sides changed it differently."""
    if theirs == base or mine == theirs:
        return mine
    return theirs if mine == base else settle(base, mine, theirs)


def merge_mappings(
    base: Mapping[Key, Value],
    mine: Mapping[Key, Value],
    theirs: Mapping[Key, Value],
    settle: Callable[[Key, Value | Absent, Value | Absent, Value | Absent], Value | Absent],
) -> dict[Key, Value]:
    """Return the merged mapping in merged order; ``settle`` is asked for colliding keys, with ABSENT for none."""
    merged: dict[Key, Value] = {}
    for key in merge_order(list(base), list(mine), list(theirs)):
        one, other, third = (side.get(key, ABSENT) for side in (base, mine, theirs))
        value = three_way(one, other, third, partial(settle, key))
        if not isinstance(value, Absent):
            merged[key] = value
    return merged
