"""Pagination: let bands flow over pages, one below the other. Heads are printed again where a page cuts a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evaldesk.report.page import Box, Page, Part, PartKind
from evaldesk.report.placing import Slice, boxes_of
from evaldesk.report.remainder import Remainder
from evaldesk.report.table import Band, Head


class Area(NamedTuple):
    """Hold the vertical limits of the table: where it begins on page 1 and on later pages, and where it ends."""

    first: float
    top: float
    bottom: float


class Flowed(NamedTuple):
    """Hold the pages that bands fill, and where each band begins: the page (from 0) and how far down it."""

    pages: list[Page]
    starts: list[tuple[int, float]]


def flow(bands: Sequence[Band], area: Area) -> Flowed:
    """Let the bands fill pages, one below the other."""
    sheets = [_Sheet(area.first)]
    starts: list[tuple[int, float]] = []
    for number, band in enumerate(bands, 1):
        rest = Remainder(band, area.bottom - area.top)
        while not rest.done:
            sheet = sheets[-1]
            begun = rest.begun
            head = band.head_again if begun else band.head
            part = rest.take(area.bottom - sheet.y - head.height, alone=sheet.y == area.top)
            if part is not None:
                if len(starts) < number:
                    starts.append((len(sheets) - 1, sheet.y))
                sheet.put_head(head, "again" if begun else "head", number - 1)
                sheet.put(part, "labelled" if band.labelled else "rows", number - 1)
            if not rest.done:
                sheets.append(_Sheet(area.top))
        if len(starts) < number:  # nothing to print
            starts.append((len(sheets) - 1, sheets[-1].y))
    return Flowed([sheet.page() for sheet in sheets], starts)


class _Sheet:
    """One page while it fills; ``y`` is how far down it is full."""

    def __init__(self, y: float) -> None:
        self.y = y
        self._boxes: list[Box] = []
        self._frames: list[tuple[float, float, float, float]] = []
        self._parts: list[Part] = []

    def put_head(self, head: Head, kind: PartKind, band: int) -> None:
        if head.boxes:
            boxes = [box._replace(y=box.y + self.y) for box in head.boxes]
            self._add(boxes, head.height, head.height, Part(len(boxes), kind, band, band))

    def put(self, part: Slice, kind: PartKind, band: int) -> None:
        framed = sum(height for line, height in zip(part.rows, part.heights, strict=True) if line.framed)
        boxes = boxes_of(part, self.y)
        self._add(boxes, framed, sum(part.heights), Part(len(boxes), kind, band, band))

    def page(self) -> Page:
        return Page(tuple(self._boxes), tuple(self._frames), parts=tuple(self._parts))

    def _add(self, boxes: list[Box], framed: float, height: float, part: Part) -> None:
        table = [box for box in boxes if box.framed]
        if table:
            left = min(box.x for box in table)
            right = max(box.x + box.width for box in table)
            self._frames.append((left, self.y, right - left, framed))
        self._boxes += boxes
        self._parts.append(part)
        self.y += height
