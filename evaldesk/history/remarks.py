"""Remarks: what a reviewer pins on a returned form, and the officer's answer to each. Every step is a new document.

A remark is open until it is answered, and answered until the reviewer accepts it; they are addressed by their number
in the document, which is the order of the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN, STATUS_NAMES
from evaldesk.model.document import Document, Remark


def with_remark(document: Document, where: str, text: str, by: str, at: str) -> Document:
    """Return the document with one more remark; an empty ``where`` is about the whole form, ``at`` is a time in ISO."""
    remark = Remark(where=where, by=by, at=at, text=text, status=OPEN)
    return document.model_copy(update={"remarks": (*document.remarks, remark)})


def answered(document: Document, number: int, response: str) -> Document:
    """Return the document with the officer's answer to a remark; an empty answer leaves it open.

    :raises IndexError: when there is no such remark.
    """
    status = ANSWERED if response.strip() else OPEN
    return _changed(document, number, response=response, status=status)


def accepted(document: Document, number: int) -> Document:
    """Return the document with a remark that is settled for the reviewer.

    :raises IndexError: when there is no such remark.
    """
    return _changed(document, number, status=ACCEPTED)


def reopened(document: Document, number: int) -> Document:
    """Return the document with a remark that waits for another answer; the former answer stays.

    :raises IndexError: when there is no such remark.
    """
    return _changed(document, number, status=OPEN)


def without_remark(document: Document, number: int) -> Document:
    """Return the document without a remark that the reviewer took back.

    :raises IndexError: when there is no such remark.
    """
    _remark(document, number)
    rest = (*document.remarks[:number], *document.remarks[number + 1 :])
    return document.model_copy(update={"remarks": rest})


def open_remarks(document: Document) -> int:
    """Return how many remarks wait for an answer; a status that another program wrote counts as open."""
    return sum(standing(remark) == OPEN for remark in document.remarks)


def standing(remark: Remark) -> str:
    """Return a remark's status; one that another program wrote counts as open."""
    return remark.status if remark.status in STATUS_NAMES else OPEN


def remarks_at(document: Document, where: str) -> Iterator[Remark]:
    """Yield the remarks pinned on an address, or for a row on any text in it."""
    for remark in document.remarks:
        if remark.where == where or remark.where.startswith(f"{where}/"):
            yield remark


def _changed(document: Document, number: int, **texts: str) -> Document:
    remark = _remark(document, number)
    if all(getattr(remark, key) == text for key, text in texts.items()):
        return document
    changed = remark.model_copy(update=texts)
    return document.model_copy(
        update={"remarks": (*document.remarks[:number], changed, *document.remarks[number + 1 :])}
    )


def _remark(document: Document, number: int) -> Remark:
    if number < 0:
        raise IndexError(number)
    return document.remarks[number]
