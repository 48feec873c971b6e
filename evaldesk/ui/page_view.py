"""The view of the pages: sheets one below the other; only those in view are asked for as pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from evaldesk.report.paper import HEIGHT, WIDTH
from evaldesk.ui.pages import Paper
from evaldesk.ui.palette import tones

GAP = 16
MARGIN = 24
POINTS = 96 / 72  # logical pixels a point at 100 %
ZOOMS = (0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageView(QAbstractScrollArea):
    """Show a paper; an older picture of a page stays until the newer one is there."""

    wanted = Signal(object, int, float)
    turned = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName("打印预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper: Paper | None = None
        self.zoom = 0.0  # 0 is: as wide as the view
        self.pictures: dict[int, QImage] = {}
        self._asked: set[tuple[int, int, float]] = set()

    def show_paper(self, paper: Paper) -> None:
        """Show a newer paper at the same place."""
        self.paper = paper
        self._asked.clear()
        self.pictures = {page: picture for page, picture in self.pictures.items() if page < paper.pages}
        self._lay_out()

    def show_picture(self, paper: Paper, page: int, picture: QImage) -> None:
        """Put in a page's picture, unless a newer paper is here."""
        if self.paper is not None and paper.number == self.paper.number:
            self.pictures[page] = picture
            self.viewport().update()

    def zoom_in(self) -> None:
        """Take the next larger scale."""
        self._zoom_to(next((zoom for zoom in ZOOMS if zoom > self._scale() + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Take the next smaller scale."""
        self._zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < self._scale() - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """Let the pages be as wide as the view."""
        self._zoom_to(0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in view, and ask for the pictures that they lack."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        on = tones()
        for page, sheet in enumerate(self._sheets()):
            if not sheet.intersects(QRectF(self.viewport().rect())):
                continue
            painter.fillRect(sheet.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(on.line))
            painter.fillRect(sheet, QColor("#ffffff"))
            if page in self.pictures:
                painter.drawImage(sheet, self.pictures[page])
            self._ask(page)
        painter.end()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the view where that is wished."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def _ask(self, page: int) -> None:
        assert self.paper is not None
        scale = round(self._scale() * POINTS * self.devicePixelRatioF(), 3)
        wish = (self.paper.number, page, scale)
        if wish not in self._asked:
            self._asked.add(wish)
            self.wanted.emit(self.paper, page, scale)

    def _scale(self) -> float:
        if self.zoom or self.paper is None:
            return self.zoom or 1.0
        return max(0.1, (self.viewport().width() - 2 * MARGIN) / (WIDTH * POINTS))

    def _zoom_to(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        place = (bar.value() + self.viewport().height() / 2) / max(1, self._whole().height())
        self.zoom = zoom
        self._lay_out()
        bar.setValue(round(place * self._whole().height() - self.viewport().height() / 2))

    def _whole(self) -> QSize:
        if self.paper is None:
            return QSize()
        scale = self._scale() * POINTS
        height = (HEIGHT * scale + GAP) * self.paper.pages
        return QSize(round(WIDTH * scale) + 2 * MARGIN, round(height) + MARGIN)

    def _sheets(self) -> list[QRectF]:
        if self.paper is None:
            return []
        scale = self._scale() * POINTS
        top = GAP / 2 - self.verticalScrollBar().value()
        left = max(self.viewport().width(), self._whole().width()) / 2 - self.horizontalScrollBar().value()
        width, height = WIDTH * scale, HEIGHT * scale
        tops = [top + page * (height + GAP) for page in range(self.paper.pages)]
        return [QRectF(left - width / 2, top, width, height) for top in tops]

    def _lay_out(self) -> None:
        whole, view = self._whole(), self.viewport().size()
        for bar, need, have in (
            (self.verticalScrollBar(), whole.height(), view.height()),
            (self.horizontalScrollBar(), whole.width(), view.width()),
        ):
            bar.setRange(0, max(0, need - have))
            bar.setPageStep(have)
            bar.setSingleStep(48)
        self.viewport().update()

    def _tell(self) -> None:
        sheets = self._sheets()
        if not sheets:
            return
        middle = self.viewport().height() / 2
        nearest = min(range(len(sheets)), key=lambda page: abs(sheets[page].center().y() - middle))
        self.turned.emit(nearest + 1, len(sheets), round(self._scale() * 100))
