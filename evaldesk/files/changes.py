"""What differs between two contents of a form: the list that people see before they restore, merge or overwrite."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where, cell, field, get
from evaldesk.model.indicators import TEXTS, Indicator, Tree, walk

Kind = Literal["text", "added", "removed", "moved", "rest"]


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one difference. ``where`` is an address (``fields/goal``, ``indicators/<id>/actual``) for a changed text,
    ``indicators/<id>`` for a row that was added, removed or moved, a key of the file for the rest (``remarks``).
    ``name`` is the row's name, ``before`` and ``after`` are the texts.
    """

    kind: Kind
    where: str
    before: str = ""
    after: str = ""
    name: str = ""


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """Return every difference from one content to the other, in the order of the paper; none for equal ones."""
    if before == after:
        return ()
    found = [*_fields(before, after), *_rows(before, after), *_total(before, after)]
    for key in ("template", "revision", "explanations", "remarks", "history"):
        if getattr(before, key) != getattr(after, key):
            found.append(Change("rest", key))
    return tuple(found) or (Change("rest", "other"),)


def _fields(before: Document, after: Document) -> Iterator[Change]:
    for key in dict.fromkeys((*after.fields, *before.fields)):
        yield from _text(before, after, field(key))


def _total(before: Document, after: Document) -> Iterator[Change]:
    for key in (*TOTAL_WEIGHTS, "score", "reason"):
        yield from _text(before, after, Where("total", key), "合计")


def _text(before: Document, after: Document, where: Where, name: str = "") -> Iterator[Change]:
    old, new = get(before, where), get(after, where)
    if old != new:
        yield Change("text", str(where), old, new, name)


def _rows(before: Document, after: Document) -> Iterator[Change]:
    old = {node.id: node for _, node in walk(before.indicators)}
    new = {node.id: node for _, node in walk(after.indicators)}
    moved = _moved(before.indicators, after.indicators, old.keys() & new.keys())
    for id, node in new.items():
        if id not in old:
            yield Change("added", f"indicators/{id}", "", node.name, node.name)
            continue
        if id in moved:
            yield Change("moved", f"indicators/{id}", "", "", node.name)
        yield from _cells(old[id], node)
    for id, node in old.items():
        if id not in new:
            yield Change("removed", f"indicators/{id}", node.name, "", node.name)


def _cells(old: Indicator, new: Indicator) -> Iterator[Change]:
    if old is new:
        return
    for text in TEXTS:
        was, now = getattr(old, text), getattr(new, text)
        if was != now:
            yield Change("text", str(cell(new.id, text)), was, now, new.name)
    if old.evidence != new.evidence:
        yield Change("rest", f"indicators/{new.id}/evidence", name=new.name)


def _moved(before: Tree, after: Tree, common: set[str]) -> set[str]:
    """Return which of the rows that both forms have stand elsewhere: as few as explain the new order."""
    old, new = _order(before, common, ""), _order(after, common, "")
    parents = {id: parent for parent, ids in old.items() for id in ids}
    moved: set[str] = set()
    for parent, ids in new.items():
        stayed = [id for id in ids if parents[id] == parent]
        rank = {id: number for number, id in enumerate(old.get(parent, ()))}
        moved |= set(ids) - _longest_rising(stayed, rank)
    return moved


def _order(tree: Tree, common: set[str], parent: str) -> dict[str, list[str]]:
    order = {parent: [row.id for row in tree if row.id in common]}
    for row in tree:
        order |= _order(row.children, common, row.id)
    return order


def _longest_rising(ids: list[str], rank: dict[str, int]) -> set[str]:
    # Patience sorting: `ends` holds the smallest last rank of a rising run of each length, `runs` the run itself.
    ends: list[int] = []
    runs: list[tuple[str, Any]] = []
    for id in ids:
        at = bisect_left(ends, rank[id])
        ends[at : at + 1] = [rank[id]]
        runs[at : at + 1] = [(id, runs[at - 1] if at else None)]
    found: set[str] = set()
    run: Any = runs[-1] if runs else None
    while run is not None:
        id, run = run
        found.add(id)
    return found
