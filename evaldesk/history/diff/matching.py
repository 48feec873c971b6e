"""Which row of the one form is which of the other: by id; where a row was typed anew, by branch and name.

A file that was rebuilt elsewhere (in a spreadsheet, by another program) has fresh ids everywhere. Then rows are also
looked for by their name in other branches, and at last by likeness and position.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaldesk.history.labels import shown_name
from evaldesk.model.indicators import LEVELS, Indicator, Tree

NEAR = 8  # so many rows ahead a row that was renamed is looked for
ALIKE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Hold one row with its place: its level (0, 1, 2), the row above it, its number among its sisters."""

    node: Indicator
    depth: int
    parent: Entry | None
    number: int
    names: tuple[str, ...]


Pairs = dict[Entry, Entry]
"""New row -> old row."""


def entries(tree: Tree, parent: Entry | None = None) -> list[Entry]:
    """Return every row in the order of the paper."""
    found: list[Entry] = []
    for number, node in enumerate(tree):
        names = (*(parent.names if parent else ()), shown_name(node.name))
        entry = Entry(node, parent.depth + 1 if parent else 0, parent, number, names)
        found.append(entry)
        found.extend(entries(node.children, entry))
    return found


def match(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """Return which new row is which old row."""
    pairs = _by_id(old, new)
    rebuilt = not any(entry.depth == LEVELS - 1 for entry in pairs)
    for depth in range(max((entry.depth for entry in new), default=-1) + 1):
        left, right = [_at(depth, side) for side in (old, new)]
        _by_name_and_parent(left, right, pairs)
        if rebuilt:
            _by_name_anywhere(left, right, pairs)
            _by_likeness(left, right, pairs)
    return pairs


def _at(depth: int, side: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in side if entry.depth == depth]


def _by_id(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    known = {(entry.depth, entry.node.id): entry for entry in reversed(old)}
    pairs: Pairs = {}
    for entry in new:
        if found := known.pop((entry.depth, entry.node.id), None):
            pairs[entry] = found
    return pairs


def _free(old: Iterable[Entry], new: Iterable[Entry], pairs: Pairs) -> tuple[list[Entry], list[Entry]]:
    taken = set(pairs.values())
    return [entry for entry in old if entry not in taken], [entry for entry in new if entry not in pairs]


def _name(entry: Entry) -> str:
    return "".join(entry.node.name.split()).casefold()


def _by_name_and_parent(old: list[Entry], new: list[Entry], pairs: Pairs) -> None:
    left, right = _free(old, new, pairs)
    waiting: defaultdict[tuple[Entry | None, str], deque[Entry]] = defaultdict(deque)
    for entry in left:
        if name := _name(entry):
            waiting[entry.parent, name].append(entry)
    for entry in right:
        if entry.parent is None or entry.parent in pairs:
            queue = waiting.get((pairs[entry.parent] if entry.parent else None, _name(entry)))
            if queue:
                pairs[entry] = queue.popleft()


def _by_name_anywhere(old: list[Entry], new: list[Entry], pairs: Pairs) -> None:
    left, right = [_named(side) for side in _free(old, new, pairs)]
    for name, found in right.items():
        there = left.get(name, [])
        if len(found) == len(there) == 1:
            pairs[found[0]] = there[0]


def _named(side: list[Entry]) -> dict[str, list[Entry]]:
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in side:
        if name := _name(entry):
            named[name].append(entry)
    return named


def _by_likeness(old: list[Entry], new: list[Entry], pairs: Pairs) -> None:
    left, right = _free(old, new, pairs)
    waiting: defaultdict[Entry | None, list[Entry]] = defaultdict(list)
    for entry in left:
        waiting[entry.parent].append(entry)
    reached: defaultdict[Entry | None, int] = defaultdict(int)
    for entry in right:
        if entry.parent is not None and entry.parent not in pairs:
            continue
        parent = pairs[entry.parent] if entry.parent else None
        start = reached[parent]
        for at, other in enumerate(waiting[parent][start : start + NEAR], start):
            if _alike(entry.node, other.node):
                pairs[entry] = other
                reached[parent] = at + 1
                break


def _alike(one: Indicator, other: Indicator) -> bool:
    if (one.target or one.actual) and (one.target, one.actual) == (other.target, other.actual):
        return True
    return SequenceMatcher(None, one.name[:200], other.name[:200]).ratio() >= ALIKE
