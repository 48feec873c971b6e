"""Orders: what was moved from one to another, and two rearrangements of one order joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising selection of different numbers."""
    ends: list[int] = []  # of the rises of each length, the place of the smallest last number
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(last, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[length], last[length] = place, number
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def moved(base: Sequence[Key], side: Sequence[Key]) -> set[Key]:
    """Return the fewest things that a side must have moved, of those that it and the base have."""
    places = {key: place for place, key in enumerate(base)}
    common = [key for key in side if key in places]
    kept = longest_rise([places[key] for key in common])
    return {key for at, key in enumerate(common) if at not in kept}


def collides(base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key]) -> bool:
    """Tell whether both sides moved the same thing, and not to the same order."""
    both = set(mine) & set(theirs)
    if [key for key in mine if key in both] == [key for key in theirs if key in both]:
        return False
    return bool(moved(base, mine) & moved(base, theirs))


def merge_order(base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """Return everything that either side has, in an order that keeps what each of them moved.

    Where both moved the same thing, mine counts; ``collides`` tells that.
    """
    if list(mine) == list(theirs):
        return list(mine)
    their_moves, my_moves = moved(base, theirs), moved(base, mine)
    if their_moves and not my_moves:
        return _with_news(theirs, mine, news_last=False)
    order = _with_news(mine, theirs, news_last=True)
    for key in theirs:
        if key in their_moves - my_moves and key in set(mine):
            order.remove(key)
            order.insert(_place_behind(order, theirs, key), key)
    return order


def _with_news(order: Sequence[Key], other: Sequence[Key], news_last: bool) -> list[Key]:
    """Return ``order`` with what only ``other`` has, each behind what it follows there.

    ``news_last``: where both put something new behind the same thing, that of ``order`` comes first.
    """
    known, others = set(order), set(other)
    behind: dict[Key | None, list[Key]] = {None: []}
    last: Key | None = None
    for key in other:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    merged: list[Key] = []
    waiting = list(behind[None])
    for key in order:
        if waiting and not (news_last and key not in others):
            merged.extend(waiting)
            waiting = []
        merged.append(key)
        waiting.extend(behind.get(key, ()))
    return [*merged, *waiting]


def _place_behind(order: Sequence[Key], theirs: Sequence[Key], key: Key) -> int:
    places = {item: place for place, item in enumerate(order)}
    before = theirs[: theirs.index(key)]
    return next((places[item] + 1 for item in reversed(before) if item in places), 0)
