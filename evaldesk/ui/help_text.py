"""One page of the manual on the screen, its pictures as wide as there is room."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from evaldesk.ui.after_paint import AfterPaint
from evaldesk.ui.fonts import scaled
from evaldesk.ui.help_book import folder
from evaldesk.ui.help_html import as_html
from evaldesk.ui.palette import tones

MARGIN = 24


class ManualText(QTextBrowser):
    """Show a page of the manual; it reads nothing but the manual's own pictures and opens no link by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._room = 0
        self._zoom = 1.0
        self._fit_later = AfterPaint(self, self._fit)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName("手册正文")
        self.document().setDocumentMargin(MARGIN)

    def show_text(self, text: str, zoom: float) -> None:
        """Show a page from its top."""
        self._text, self._zoom = text, zoom
        self._write()
        self.verticalScrollBar().setValue(0)

    def show_again(self, zoom: float) -> None:
        """Show the same page at the same place, in another size or other colours."""
        self._zoom = zoom
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self._write()
        bar.setValue(round(part * bar.maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the manual, no wider than the page; nothing else is ever read."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(folder() / "pictures" / PurePosixPath(QUrl(name).path()).name))
        ratio = self.devicePixelRatioF()
        room = round(self._wide() * ratio)
        if image.width() > self._wide():
            image = image.scaledToWidth(min(room, image.width()), Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(image.width() / self._wide())
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures anew, a moment later: it may be writing that resizes, when its scroll bar comes or goes."""
        super().resizeEvent(event)
        if self._wide() != self._room:
            self._fit_later.ask()

    def _fit(self) -> None:
        if self._text and self._wide() != self._room:
            self.show_again(self._zoom)

    def changeEvent(self, event: QEvent) -> None:
        """Take over other colours and another size of the system's letters."""
        super().changeEvent(event)
        # It also comes before `__init__` is through.
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_fit_later"):
            self._room = 0
            self._fit_later.ask()

    def _wide(self) -> int:
        return max(120, self.viewport().width() - 2 * MARGIN)

    def _write(self) -> None:
        self._room = self._wide()
        document = self.document()
        document.clear()  # the pictures as well, which may have another width now
        document.setDefaultFont(scaled(self.font(), self._zoom))
        document.setDocumentMargin(MARGIN)
        document.setHtml(as_html(self._text, tones()))
        self.moveCursor(QTextCursor.MoveOperation.Start)  # writing has pushed it to the end, and Qt scrolls to it
