"""The view of the pages: sheets one below the other; only those in view are asked for as pictures."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from evaldesk.report.page import Box
from evaldesk.ui.page_spread import GAP, MARGIN, Spread
from evaldesk.ui.pages import Paper, Wish
from evaldesk.ui.palette import tones

STEP = 48
POINTS = 96 / 72  # logical pixels a point at 100 %
ZOOMS = (0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
WIDE = 0.0  # instead of a scale: as wide as the view
WHOLE = -1.0  # a whole page in the view
KEPT = 4  # so many pages above and below those in view keep their pictures
NEAR = 2  # pixels: a picture is as large as its sheet but for rounding
SOFT = 40  # of 255: how much of the accent lies over what the mouse points at


class PageView(QAbstractScrollArea):
    """Show a paper; an older picture of a page stays until the newer one is there."""

    wanted = Signal(object, int, float)
    turned = Signal(int, int, int)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName("打印预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.paper: Paper | None = None
        self.zoom = WIDE
        self.pictures: dict[int, QImage] = {}
        self._asked: set[tuple[int, bool, int, float]] = set()
        self._pointed: tuple[int, Box] | None = None

    def show_paper(self, paper: Paper) -> None:
        """Show a newer paper, or the same with its bytes, at the same place."""
        self.paper = paper
        self._asked = {(paper.number, bool(paper.pdf), *wish) for wish in paper.coming}
        self.pictures = {page: picture for page, picture in self.pictures.items() if page < paper.pages}
        self._pointed = None
        self._lay_out()

    def show_picture(self, paper: Paper, page: int, picture: QImage) -> None:
        """Put in a page's picture, unless a newer paper is here."""
        if self.paper is not None and paper.number == self.paper.number:
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.pictures[page] = picture
            self.viewport().update()

    def in_view(self) -> list[Wish]:
        """Return the pages in view, each with the scale of its picture."""
        scale = round(self._scale() * POINTS * self.devicePixelRatioF(), 3)
        return [(page, scale) for page, _ in self._spread().sheets()]

    def page(self) -> int:
        """Return the page (from 0) that the middle of the view shows."""
        return self._spread().page

    def go_to(self, page: int) -> None:
        """Bring the top of a page (from 0) into view; the first or the last where there is no such page."""
        if self.paper is not None:
            page = min(max(page, 0), self.paper.pages - 1)
            self.verticalScrollBar().setValue(round(page * self._spread().pitch))

    def zoom_in(self) -> None:
        """Take the next larger scale."""
        self._zoom_to(next((zoom for zoom in ZOOMS if zoom > self._scale() + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Take the next smaller scale."""
        self._zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < self._scale() - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """Let the pages be as wide as the view."""
        self._zoom_to(WIDE)

    def fit_page(self) -> None:
        """Let a whole page be in the view."""
        page = self.page()
        self._zoom_to(WHOLE)
        self.go_to(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets in view, and ask for the pictures that they lack."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        on = tones()
        spread = self._spread()
        sheets = spread.sheets()
        for page, sheet in sheets:
            painter.fillRect(sheet.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(on.line))
            painter.fillRect(sheet, QColor("#ffffff"))
            if page in self.pictures:
                painter.drawImage(self._exactly(sheet, self.pictures[page]), self.pictures[page])
            if self._pointed is not None and self._pointed[0] == page:
                colour = QColor(on.accent)
                colour.setAlpha(SOFT)
                painter.fillRect(spread.on_screen(self._pointed[1], sheet), colour)
        painter.end()
        for wish in self.in_view():
            self._ask(wish)
        self._forget([page for page, _ in sheets])
        if self.paper is not None:
            self.turned.emit(self.page() + 1, self.paper.pages, round(self._scale() * 100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the view where that is wished, and the same page in view."""
        page = self.page()
        super().resizeEvent(event)
        self._lay_out()
        if self.zoom == WHOLE:
            self.go_to(page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll and turn the pages."""
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        sideways = across.maximum() > 0
        match event.key():
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_PageUp | Qt.Key.Key_Left if event.key() == Qt.Key.Key_PageUp or not sideways:
                self._turn(-1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_Right if event.key() == Qt.Key.Key_PageDown or not sideways:
                self._turn(+1)
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-1 if back else 1) * (bar.pageStep() - STEP))
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the place of the form under the mouse."""
        self._point(event.position())

    def leaveEvent(self, event: object) -> None:
        """Point at nothing."""
        self._set_pointed(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the field whose text was clicked."""
        found = self._box_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self.chosen.emit(found[1].where)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew, and point at what is under the mouse now."""
        self.viewport().update()
        if self.viewport().underMouse():
            self._point(QPointF(self.viewport().mapFromGlobal(QCursor.pos())))

    def _turn(self, by: int) -> None:
        """Turn to the next page, or back to the top of this one or of the one before."""
        at = self.verticalScrollBar().value() / self._spread().pitch
        self.go_to(int(at + 1.02) if by > 0 else int(at - 0.02))

    def _point(self, place: QPointF) -> None:
        self._set_pointed(self._box_at(place))

    def _set_pointed(self, pointed: tuple[int, Box] | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            shape = Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _box_at(self, place: QPointF) -> tuple[int, Box] | None:
        """Return the box of a field under a place of the view, with its page."""
        found = self._spread().at(place)
        if found is None or self.paper is None:
            return None
        page, at = found
        box = self.paper.laid.at(page, at.x(), at.y())
        return (page, box) if box is not None and box.where is not None else None

    def _exactly(self, sheet: QRectF, picture: QImage) -> QRectF:
        """Return where a picture made for this scale falls pixel on pixel, which is sharp; the sheet for any other."""
        ratio, size = picture.devicePixelRatio(), picture.deviceIndependentSize()
        if abs(size.width() - sheet.width()) * ratio > NEAR:
            return sheet
        return QRectF(
            round(sheet.left() * ratio) / ratio, round(sheet.top() * ratio) / ratio, size.width(), size.height()
        )

    def _ask(self, wish: Wish) -> None:
        assert self.paper is not None  # without a paper there is no page in view
        key = (self.paper.number, bool(self.paper.pdf), *wish)
        if key not in self._asked:
            self._asked.add(key)
            self.wanted.emit(self.paper, *wish)

    def _forget(self, shown: list[int]) -> None:
        """Drop the pictures far from the view: a page takes megabytes, and there may be hundreds of them."""
        for page in [page for page in self.pictures if shown and not shown[0] - KEPT <= page <= shown[-1] + KEPT]:
            del self.pictures[page]
            self._asked = {key for key in self._asked if key[2] != page}

    def _spread(self) -> Spread:
        view = self.viewport().size()
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        place = QRectF(x, y, view.width(), view.height())
        if self.paper is None:
            return Spread(0, 0, 0, 1.0, place)
        scale = self._scale() * POINTS
        return Spread(self.paper.laid.width * scale, self.paper.laid.height * scale, self.paper.pages, scale, place)

    def _scale(self) -> float:
        if self.zoom > 0 or self.paper is None:
            return self.zoom if self.zoom > 0 else 1.0
        view = self.viewport().size()
        wide = (view.width() - 2 * MARGIN) / (self.paper.laid.width * POINTS)
        high = (view.height() - 2 * GAP) / (self.paper.laid.height * POINTS)
        return max(0.1, min(wide, high) if self.zoom == WHOLE else wide)

    def _zoom_to(self, zoom: float) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().height() / 2
        place = (bar.value() + view) / max(1, self._spread().whole.height())
        self.zoom = zoom
        self._lay_out()
        bar.setValue(round(place * self._spread().whole.height() - view))

    def _lay_out(self) -> None:
        whole, view = self._spread().whole, self.viewport().size()
        for bar, need, have in (
            (self.verticalScrollBar(), whole.height(), view.height()),
            (self.horizontalScrollBar(), whole.width(), view.width()),
        ):
            bar.setRange(0, max(0, need - have))
            bar.setPageStep(have)
            bar.setSingleStep(STEP)
        self.viewport().update()
