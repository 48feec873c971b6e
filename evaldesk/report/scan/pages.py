"""Page by page: which page of which printing a scan shows, and what differs on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image

from evaldesk.model.document import Document
from evaldesk.report.codes.data_codes import DataCode
from evaldesk.report.codes.page_code import PageCode, form_tag, template_tag
from evaldesk.report.scan.cells import CellMark, is_moved
from evaldesk.report.scan.finding import Found, find
from evaldesk.report.scan.ink import is_bilevel, light_of
from evaldesk.report.scan.printing import Printing

Lookup = Callable[[PageCode], Document | None]
"""Find the form that a code was printed from among what is kept of it; None where nothing is."""


class Seen(NamedTuple):
    """Hold what one scanned page showed; ``number`` counts from 1.

    ``exact`` tells that it was held against the very form it was printed from, ``moved`` that it could not be held
    against anything cell by cell, ``bilevel`` that it is only black and white, ``foreign`` that it is of another form.
    """

    number: int
    code: PageCode | None
    data: tuple[DataCode, ...] = ()
    marks: tuple[CellMark, ...] = ()
    exact: bool = False
    moved: bool = False
    compared: bool = False
    foreign: bool = False
    picture: bytes = b""
    bilevel: bool = False


class Reader:
    """Hold the form as it is now, and what was printed of it before, while pages are looked at one by one."""

    def __init__(self, now: Printing, known: Lookup | None) -> None:
        self.now = now
        self._known = known
        self._printed: dict[str, Printing | None] = {now.tag: now}

    def printed(self, code: PageCode) -> Printing | None:
        """Return the printing that a code comes from, None where nothing is kept of it."""
        if code.digest not in self._printed:
            document = self._known(code) if self._known else None
            made = Printing(document, self.now.template) if document else None
            self._printed[code.digest] = made if made and made.tag == code.digest else None
        return self._printed[code.digest]

    def look(self, number: int, picture: Image.Image) -> Seen:
        """Return what page ``number`` of a scan shows."""
        found = find(picture)
        code = found.page
        if code is None:
            return Seen(number, None, found.data, foreign=found.foreign)
        document = self.now.document
        if code.digest != self.now.tag and (
            code.form != form_tag(document.id) or code.template != template_tag(document.template)
        ):
            return Seen(number, code, found.data, foreign=True)
        base = self.printed(code)
        against = base or self.now
        if against.sheet(code.page) is None:  # an annex or the data sheet
            return Seen(number, code, (find(picture, thorough=True) if found.data else found).data)
        return self._compared(number, picture, found, code, against, base is not None)

    def _compared(
        self, number: int, picture: Image.Image, found: Found, code: PageCode, against: Printing, exact: bool
    ) -> Seen:
        bilevel = is_bilevel(light_of(picture))
        marks, shown = against.compared(code.page, picture, found.corners)
        moved = is_moved(marks, against.pages.sheets[code.page - 1])
        return Seen(number, code, found.data, tuple(marks), exact, moved, True, picture=shown, bilevel=bilevel)
