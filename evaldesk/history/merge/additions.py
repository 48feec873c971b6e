"""Rows without a common id that are the same row: both sides typed it, or one side's file was rebuilt elsewhere."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence

from evaldesk.history.diff.matching import entries, match
from evaldesk.history.merge.contents import same_content
from evaldesk.history.merge.versions import Above, RowKey, Version, version_of
from evaldesk.history.pins import moved_where
from evaldesk.model.document import Document
from evaldesk.model.indicators import TEXTS, Indicator, Tree

Ids = Mapping[str, str]


def with_equal_additions(base: Document, mine: Document, theirs: Document) -> Document:
    """Return ``theirs`` with my ids on the rows that both sides added alike at the same place."""
    was, ours, other = (version_of(document.indicators) for document in (base, mine, theirs))
    new = [key for key in other.rows if key not in was.rows and key not in ours.rows]
    known = {key for key in ours.rows if key not in was.rows and key not in other.rows}
    if not new or not known:
        return theirs
    return renamed(theirs, _equal(new, known, ours, other))


def aligned(document: Document, like: Document) -> Document:
    """Return the document under the ids of ``like``, rows found by branch, name and position.

    For a file that came back rebuilt by another program: without it, a merge would see every row deleted and added.
    """
    pairs = match(entries(like.indicators), entries(document.indicators))
    ids = {entry.node.id: was.node.id for entry, was in pairs.items()}
    return renamed(document.model_copy(update={"id": like.id}), ids)


def renamed(document: Document, ids: Ids) -> Document:
    """Return the document with other ids on some rows, and what is pinned on them moved along."""
    if not ids:
        return document
    pinned = {
        part: tuple(item.model_copy(update={"where": moved_where(item.where, ids)}) for item in getattr(document, part))
        for part in ("explanations", "remarks")
    }
    return document.model_copy(update={"indicators": _tree(document.indicators, ids), **pinned})


def _equal(new: Sequence[RowKey], known: set[RowKey], ours: Version, other: Version) -> dict[str, str]:
    waiting: defaultdict[tuple[Above, tuple[str, ...]], deque[RowKey]] = defaultdict(deque)
    for key in ours.rows:
        if key in known:
            waiting[ours.above[key], _texts(ours.rows[key])].append(key)
    ids: dict[str, str] = {}
    same: dict[Above, Above] = {key: key for key in (None, *ours.rows)}
    for key in new:  # what stands above comes first
        row, above = other.rows[key], other.above[key]
        queue = waiting.get((same.get(above), _texts(row))) if above in same else None
        if queue and same_content(ours.rows[queue[0]], row):
            twin = queue.popleft()
            same[key] = twin
            ids[row.id] = twin[1]
    return ids


def _texts(row: Indicator) -> tuple[str, ...]:
    return tuple(getattr(row, key) for key in TEXTS)


def _tree(tree: Tree, ids: Ids) -> Tree:
    return tuple(
        row.model_copy(update={"id": ids.get(row.id, row.id), "children": _tree(row.children, ids)}) for row in tree
    )
