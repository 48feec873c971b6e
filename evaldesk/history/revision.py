"""Revisions: which hand-in a form belongs to, and the events that the file remembers.

The revision counts hand-ins, from 1. The paper shows the revision that its hand-in will have, so it is raised as soon
as a form that was handed in is printed or handed in again with other content, or after it was returned; printing the
same content once more is the same revision. ``digest`` is that of ``model.digest``, ``at`` a time in ISO with its zone.
"""

from __future__ import annotations

from evaldesk.history.events import HANDED_IN, PRINTED, RETURNED
from evaldesk.model.digest import digest as digest_of
from evaldesk.model.document import Document, Event


def revision_for(document: Document, digest: str) -> int:
    """Return the revision that a print or hand-in of this content has: what the footer of the page shows."""
    last = last_hand_in(document)
    if last is None:
        return max(1, document.revision)
    if last.digest == digest and not _returned_since(document, last):
        return max(last.revision, document.revision)
    return max(last.revision + 1, document.revision)


def for_paper(document: Document) -> Document:
    """Return the document with the revision that its next print or hand-in has, as the foot of the page shows it."""
    revision = revision_for(document, digest_of(document))
    return document if revision == document.revision else document.model_copy(update={"revision": revision})


def print_event(document: Document, at: str) -> Event | None:
    """Return what a print puts on record, None where the newest event is a print of this very content already."""
    content = digest_of(document)
    last = document.history[-1] if document.history else None
    if last is not None and (last.event, last.digest) == (PRINTED, content):
        return None
    return Event(at=at, event=PRINTED, revision=revision_for(document, content), digest=content)


def with_event(document: Document, event: Event) -> Document:
    """Return the document with an event in its history; the revision is never counted back."""
    revision = max(document.revision, event.revision)
    return document.model_copy(update={"revision": revision, "history": (*document.history, event)})


def handed_in(document: Document, at: str, digest: str) -> Document:
    """Return the document with the hand-in in its history, its revision raised where it was handed in before."""
    return with_event(document, Event(at=at, event=HANDED_IN, revision=revision_for(document, digest), digest=digest))


def returned(document: Document, at: str, digest: str) -> Document:
    """Return the document with its return in its history: the next hand-in is a new revision in any case."""
    return with_event(document, Event(at=at, event=RETURNED, revision=document.revision, digest=digest))


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
