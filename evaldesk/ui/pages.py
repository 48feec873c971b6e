"""Pages: the form as it prints, made and turned into pixels on one thread beside the window's.

PDFium works on one thread at a time, and documents are frozen: so there is one worker, and nothing is locked. After a
key the form is laid out and only the pages in view are drawn; the whole PDF follows once the keys have paused, and what
is shown then is read from its bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from evaldesk.report.page import Pages
    from evaldesk.ui.printout import Order

Wish = tuple[int, float]
"""A page (from 0), and how many pixels a point of it shall take."""


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """Hold a form as it prints: what lies where, and how many pages that takes. ``number`` counts the makings.

    ``pdf`` is ``b""`` until the keys have paused; ``coming`` are the pictures that are made without being asked for.
    """

    number: int
    laid: Pages
    pages: int
    pdf: bytes = b""
    coming: frozenset[Wish] = frozenset()


class PageMaker(QObject):
    """Make papers and pictures of their pages in the background; results of an older wish are dropped.

    ``made`` brings a paper that is laid out, ``printed`` the same with its bytes, ``pictured`` a picture of a page.
    """

    made = Signal(object)
    printed = Signal(object)
    pictured = Signal(object, int, object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._number = 0
        self._waiting: list[Future[None]] = []

    def make(self, order: Order, view: Collection[Wish] = ()) -> None:
        """Lay out this value of the form, then picture the pages in ``view``; older wishes are no longer wanted."""
        self._number += 1
        self._drop()
        self._later(partial(self._make, self._number, order, tuple(view)))

    def print(self, paper: Paper, order: Order) -> None:
        """Make the bytes of a paper that is laid out."""
        self._later(partial(self._print, paper, order))

    def picture(self, paper: Paper, page: int, scale: float) -> None:
        """Make the picture of a page (from 0) at ``scale`` pixels a point."""
        self._later(partial(self._picture, paper, page, scale))

    def stop(self) -> None:
        """End the worker; nothing is reported any more."""
        self._number += 1
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _make(self, number: int, order: Order, view: tuple[Wish, ...]) -> None:
        # Imported here: the maker of the page is not needed before the first page.
        from evaldesk.report.layout import lay_out
        from evaldesk.report.memory import uncollected

        if number != self._number:
            return
        with uncollected():
            laid = lay_out(order.printed, order.template, order.evaluation, order.options())
        count = len(laid.sheets)
        coming = [wish for wish in view if wish[0] < count]
        paper = Paper(number, laid, count, coming=frozenset(coming))
        # Pictures first: so the window paints once, and is not in the way of the work meanwhile.
        pictures = [(page, sheet_picture(laid, page, scale)) for page, scale in coming if number == self._number]
        if number == self._number:
            self.made.emit(paper)
            for page, picture in pictures:
                self.pictured.emit(paper, page, picture)

    def _print(self, paper: Paper, order: Order) -> None:
        if paper.number == self._number:
            pdf = order.pdf()
            if paper.number == self._number:
                self.printed.emit(replace(paper, pdf=pdf, coming=frozenset()))

    def _picture(self, paper: Paper, page: int, scale: float) -> None:
        if paper.number == self._number:
            picture = page_picture(paper.pdf, page, scale) if paper.pdf else sheet_picture(paper.laid, page, scale)
            self.pictured.emit(paper, page, picture)

    def _later(self, call: Callable[[], None]) -> None:
        self._waiting = [future for future in self._waiting if not future.done()]
        self._waiting.append(self._worker.submit(partial(self._guarded, call)))

    def _guarded(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception as error:  # the window tells it; a thread has nobody to tell
            self.failed.emit(error)

    def _drop(self) -> None:
        for future in self._waiting:
            future.cancel()


def sheet_picture(laid: Pages, page: int, scale: float) -> QImage:
    """Return a page (from 0) of a layout as the whole PDF would show it, at ``scale`` pixels a point."""
    from evaldesk.report.drawing import draw

    return page_picture(draw(laid._replace(sheets=laid.sheets[page : page + 1], outline=())), 0, scale)


def page_picture(pdf: bytes, page: int, scale: float) -> QImage:
    """Return a page (from 0) as a picture at ``scale`` pixels a point."""
    from evaldesk.report.pixels import page_image

    made = page_image(pdf, page, scale)
    # The copy owns its bytes; QImage itself would only borrow those of `made`.
    return QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGBX8888).copy()
