"""The spread: where sheets lie that stand one below the other in a scrolled view, as a plain value."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize

from evaldesk.report.page import Box

GAP = 16
MARGIN = 24


class Spread(NamedTuple):
    """Hold the size of a sheet in pixels, how many there are, how many pixels a point takes, and what is in view."""

    width: float
    height: float
    pages: int
    scale: float
    view: QRectF

    @property
    def pitch(self) -> float:
        """Return how far apart the tops of two sheets are."""
        return self.height + GAP

    @property
    def whole(self) -> QSize:
        """Return the room that all sheets take."""
        return QSize(round(self.width) + 2 * MARGIN, round(self.pitch * self.pages) + GAP)

    @property
    def page(self) -> int:
        """Return the page (from 0) nearest to the middle of the view."""
        middle = self.view.height() / 2
        return min(self.sheets(), key=lambda item: abs(item[1].center().y() - middle), default=(0, QRectF()))[0]

    def sheets(self) -> list[tuple[int, QRectF]]:
        """Return the pages in view (from 0) with their places there."""
        top = GAP - self.view.top()
        middle = max(self.view.width(), self.whole.width()) / 2 - self.view.left()
        first = max(0, int(-top // self.pitch))
        last = min(self.pages, int((self.view.height() - top) // self.pitch) + 1)
        places = (
            (page, QRectF(middle - self.width / 2, top + page * self.pitch, self.width, self.height))
            for page in range(first, last)
        )
        inside = QRectF(0, 0, self.view.width(), self.view.height())
        return [(page, place) for page, place in places if place.intersects(inside)]

    def at(self, place: QPointF) -> tuple[int, QPointF] | None:
        """Return the page under a place of the view, and the place on it in points."""
        for page, sheet in self.sheets():
            if sheet.contains(place):
                at = place - sheet.topLeft()
                return page, QPointF(at.x() / self.scale, at.y() / self.scale)
        return None

    def on_screen(self, box: Box, sheet: QRectF) -> QRectF:
        """Return where a box of a sheet lies in the view."""
        x, y, width, height = (edge * self.scale for edge in (box.x, box.y, box.width, box.height))
        return QRectF(sheet.left() + x, sheet.top() + y, width, height)
