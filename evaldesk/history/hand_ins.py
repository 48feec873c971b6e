"""Hand-ins that are kept as versions, and what changed since."""

from __future__ import annotations

from pathlib import Path

from evaldesk.history.events import HANDED_IN
from evaldesk.history.response import ResponseSheet, response_sheet
from evaldesk.history.snapshots import Snapshot, listed, load
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.model.template import Template


def former_hand_in(document: Document, beside: Path | None = None) -> Snapshot | None:
    """Return the newest hand-in of other content, else the newest of all; ``beside`` is a second folder to look in."""
    handed = [item for item in listed(document.id, beside) if item.event == HANDED_IN]
    now = digest(document)
    return next((item for item in handed if item.digest != now), handed[0] if handed else None)


def changes_since_hand_in(
    document: Document, template: Template | None, beside: Path | None = None
) -> ResponseSheet | None:
    """Return the content of a 修改说明 for the form as it is, None where no hand-in of it is kept here.

    :raises Unreadable: when that version is damaged.
    """
    former = former_hand_in(document, beside)
    return None if former is None else response_sheet(load(former), document, template)
