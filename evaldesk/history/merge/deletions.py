"""Rows that one side deleted: gone, unless the other side worked on them meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evaldesk.history.merge.contents import same_content
from evaldesk.history.merge.versions import RowKey, Version

Keeps = Callable[[RowKey], bool]


def deleted(base: Version, deleting: Version, keeping: Version, kept: Keeps) -> set[RowKey]:
    """Return the rows of ``keeping`` that are gone because the other side deleted them, or a row above them.

    Where ``keeping`` changed, added or moved in anything there since ``base``, ``kept`` is asked, once, for the row on
    top.
    """
    gone: set[RowKey] = set()
    for top in _topmost(base, deleting, keeping):
        below = list(keeping.under(top))
        if any(_touched(base, deleting, keeping, key) for key in below) and kept(top):
            continue
        gone.update(key for key in below if key not in deleting.rows)
    return gone


def _topmost(base: Version, deleting: Version, keeping: Version) -> Iterator[RowKey]:
    inside: set[RowKey] = set()
    for key in keeping.rows:  # in the order of the paper: what stands above comes first
        if keeping.above[key] in inside:
            inside.add(key)
        elif key in base.rows and key not in deleting.rows:
            inside.add(key)
            yield key


def _touched(base: Version, deleting: Version, keeping: Version, key: RowKey) -> bool:
    if key not in base.rows or keeping.above[key] != base.above[key]:
        return True
    # What the deleting side still has, elsewhere, keeps its changes there.
    return key not in deleting.rows and not same_content(base.rows[key], keeping.rows[key])
