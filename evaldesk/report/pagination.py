"""Pagination: let bands flow over pages, one below the other. Heads are printed again where a page cuts a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evaldesk.report.page import Box, Page
from evaldesk.report.placing import Slice, boxes_of
from evaldesk.report.remainder import Remainder
from evaldesk.report.table import Band, Head


class Area(NamedTuple):
    """Hold the vertical limits of the table: where it begins on page 1 and on later pages, and where it ends."""

    first: float
    top: float
    bottom: float


def flow(bands: Sequence[Band], area: Area) -> list[Page]:
    """Return the pages that the bands fill."""
    sheets = [_Sheet(area.first)]
    for band in bands:
        rest = Remainder(band, area.bottom - area.top)
        while not rest.done:
            sheet = sheets[-1]
            head = band.head_again if rest.begun else band.head
            part = rest.take(area.bottom - sheet.y - head.height, alone=sheet.y == area.top)
            if part is not None:
                sheet.put_head(head)
                sheet.put(part)
            if not rest.done:
                sheets.append(_Sheet(area.top))
    return [sheet.page() for sheet in sheets]


class _Sheet:
    """One page while it fills; ``y`` is how far down it is full."""

    def __init__(self, y: float) -> None:
        self.y = y
        self._boxes: list[Box] = []
        self._frames: list[tuple[float, float, float, float]] = []

    def put_head(self, head: Head) -> None:
        if head.boxes:
            self._add([box._replace(y=box.y + self.y) for box in head.boxes], head.height, head.height)

    def put(self, part: Slice) -> None:
        framed = sum(height for line, height in zip(part.rows, part.heights, strict=True) if line.framed)
        self._add(boxes_of(part, self.y), framed, sum(part.heights))

    def page(self) -> Page:
        return Page(tuple(self._boxes), tuple(self._frames))

    def _add(self, boxes: list[Box], framed: float, height: float) -> None:
        table = [box for box in boxes if box.framed]
        if table:
            left = min(box.x for box in table)
            right = max(box.x + box.width for box in table)
            self._frames.append((left, self.y, right - left, framed))
        self._boxes += boxes
        self.y += height
