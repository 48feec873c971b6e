"""Revisions: which hand-in a form belongs to, and the events that the file remembers.

The revision counts hand-ins, from 1. The paper shows the revision that its hand-in will have, so it is raised as soon
as a form that was handed in is printed or handed in again with other content, or after it was returned; printing the
same content once more is the same revision. ``digest`` is that of ``model.digest``, ``at`` a time in ISO with its zone.
"""

from __future__ import annotations

from evaldesk.history.events import HANDED_IN, PRINTED, RETURNED
from evaldesk.model.document import Document, Event


def revision_for(document: Document, digest: str) -> int:
    """Return the revision that a print or hand-in of this content has: what the footer of the page shows."""
    last = last_hand_in(document)
    if last is None:
        return max(1, document.revision)
    if last.digest == digest and not _returned_since(document, last):
        return max(last.revision, document.revision)
    return max(last.revision + 1, document.revision)


def printed(document: Document, at: str, digest: str) -> Document:
    """Return the document with the print in its history."""
    return _with_event(document, at, PRINTED, revision_for(document, digest), digest)


def handed_in(document: Document, at: str, digest: str) -> Document:
    """Return the document with the hand-in in its history, its revision raised where it was handed in before."""
    return _with_event(document, at, HANDED_IN, revision_for(document, digest), digest)


def returned(document: Document, at: str, digest: str) -> Document:
    """Return the document with its return in its history: the next hand-in is a new revision in any case."""
    return _with_event(document, at, RETURNED, document.revision, digest)


def last_hand_in(document: Document) -> Event | None:
    """Return the newest hand-in that the file remembers."""
    return next((event for event in reversed(document.history) if event.event == HANDED_IN), None)


def changed_since_hand_in(document: Document, digest: str) -> bool:
    """Tell whether the content is no longer the one handed in last; never handed in counts as changed."""
    last = last_hand_in(document)
    return last is None or last.digest != digest


def _returned_since(document: Document, last: Event) -> bool:
    since = document.history[len(document.history) - document.history[::-1].index(last) :]
    return any(event.event == RETURNED for event in since)


def _with_event(document: Document, at: str, event: str, revision: int, digest: str) -> Document:
    told = Event(at=at, event=event, revision=revision, digest=digest)
    return document.model_copy(update={"revision": revision, "history": (*document.history, told)})
