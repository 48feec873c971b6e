"""Sameness by identity: whoever edits a frozen tree keeps every node that did not change as the same object.

The loops are those of the interpreter, not our own: thousands of rows pass here at every key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import is_not
from typing import TypeVar

T = TypeVar("T")

# Up to here counting the few one by one is quicker than making a Counter.
FEW = 12


def places_changed(old: Sequence[object], new: Sequence[object]) -> list[int]:
    """Return the places at which two sequences of one length hold different objects."""
    return list(compress(range(len(new)), map(is_not, old, new)))


def counted(objects: Sequence[T]) -> list[tuple[T, int]]:
    """Return each distinct object of a sequence with how often it stands there."""
    keys = list(map(id, objects))
    distinct = dict(zip(keys, objects, strict=True))
    if len(distinct) == 1:
        return [(objects[0], len(keys))]
    if len(keys) <= FEW:
        return [(item, keys.count(key)) for key, item in distinct.items()]
    return [(distinct[key], times) for key, times in Counter(keys).items()]
