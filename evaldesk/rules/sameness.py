"""Sameness by identity: whoever edits a frozen tree keeps every node that did not change as the same object.

The loops are those of the interpreter, not our own: thousands of rows pass here at every key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import compress
from operator import is_not
from typing import TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

CHUNK = 128

# Up to here counting the few one by one is quicker than making a Counter.
FEW = 12


def places_changed(old: Sequence[object], new: Sequence[object]) -> list[int]:
    """Return the places at which two sequences of one length hold different objects."""
    return list(compress(range(len(new)), map(is_not, old, new)))


def places_of_others(old: Sequence[object], new: Sequence[object]) -> list[int]:
    """Return what ``places_changed`` does, for objects that are equal only to themselves.

    Slices of such objects are compared three times as fast as the objects one by one.
    """
    places: list[int] = []
    for start in range(0, len(new), CHUNK):
        before, after = old[start : start + CHUNK], new[start : start + CHUNK]
        if before != after:
            places += [start + at for at in places_changed(before, after)]
    return places


def tally(items: Sequence[H]) -> dict[H, int]:
    """Return each distinct item of a sequence with how often it stands there, in the order in which they come.

    For texts, and for objects that are equal only to themselves: what is cheap to hash.
    """
    distinct = dict.fromkeys(items)
    if len(items) > FEW and len(distinct) > 1:
        return Counter(items)
    return {item: items.count(item) for item in distinct}


def counted(objects: Sequence[T]) -> list[tuple[T, int]]:
    """Return each distinct object of a sequence with how often it stands there, whatever it is equal to."""
    keys = list(map(id, objects))
    distinct = dict(zip(keys, objects, strict=True))
    if len(distinct) == 1:
        return [(objects[0], len(keys))]
    if len(keys) <= FEW:
        return [(item, keys.count(key)) for key, item in distinct.items()]
    return [(distinct[key], times) for key, times in Counter(keys).items()]
