"""Pages: the form as it prints, made and turned into pixels on one thread beside the window's.

PDFium works on one thread at a time, and documents are frozen: so there is one worker, and nothing is locked.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Paper:
    """Hold a form as it prints, and how many pages it has. ``number`` counts the makings."""

    number: int
    pdf: bytes
    pages: int


class PageMaker(QObject):
    """Make papers and pictures of their pages in the background; results of an older wish are dropped."""

    made = Signal(object)
    pictured = Signal(object, int, object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._number = 0
        self._waiting: list[Future[None]] = []

    def make(self, document: Document, template: Template, evaluation: Evaluation, draft: int = 0) -> None:
        """Make the paper of this value of the form, with ``draft`` open errors; older wishes are no longer wanted."""
        self._number += 1
        self._drop()
        self._later(partial(self._make, self._number, document, template, evaluation, draft))

    def picture(self, paper: Paper, page: int, scale: float) -> None:
        """Make the picture of a page (from 0) at ``scale`` pixels a point."""
        self._later(partial(self._picture, paper, page, scale))

    def stop(self) -> None:
        """End the worker; nothing is reported any more."""
        self._number += 1
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _make(self, number: int, document: Document, template: Template, evaluation: Evaluation, draft: int) -> None:
        # Imported here: the maker of the page is not needed before the first page.
        from evaldesk.report.paper import Options
        from evaldesk.report.pixels import page_count
        from evaldesk.report.render import render

        if number == self._number:
            pdf = render(document, template, evaluation, options=Options(draft=draft))
            paper = Paper(number, pdf, page_count(pdf))
            if number == self._number:
                self.made.emit(paper)

    def _picture(self, paper: Paper, page: int, scale: float) -> None:
        if paper.number == self._number:
            self.pictured.emit(paper, page, page_picture(paper.pdf, page, scale))

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


def page_picture(pdf: bytes, page: int, scale: float) -> QImage:
    """Return a page (from 0) as a picture at ``scale`` pixels a point."""
    from evaldesk.report.pixels import page_image

    made = page_image(pdf, page, scale)
    # The copy owns its bytes; QImage itself would only borrow those of `made`.
    return QImage(made.pixels, made.width, made.height, made.stride, QImage.Format.Format_RGBX8888).copy()
