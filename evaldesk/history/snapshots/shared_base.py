"""The base of a merge: the newest version of a form that both sides have seen."""

from __future__ import annotations

from pathlib import Path

from evaldesk.history.snapshots import Snapshot, listed
from evaldesk.model.digest import digest
from evaldesk.model.document import Document


def common_base(mine: Document, theirs: Document, beside: Path | None = None) -> Snapshot | None:
    """Return the newest snapshot of my form that the other one was, or tells of in its history; None without one."""
    known = {event.digest for event in theirs.history} | {digest(theirs)}
    return next((snapshot for snapshot in listed(mine.id, beside) if snapshot.digest in known), None)
