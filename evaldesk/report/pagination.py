"""Pagination: let bands flow over pages, one below the other. Heads are printed again where a page cuts a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from evaldesk.model.document import Where
from evaldesk.report.leaves import Leaves
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
    """Hold the pages that bands fill, and where each band begins: the page (from 0) and how far down it.

    ``spanning`` tells the same of each cell that spans rows, by what it shows; on every page that it stands on.
    """

    pages: Leaves
    starts: list[tuple[int, float]]
    spanning: list[tuple[Where, int, float]]


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
    spanning = [(where, number, y) for number, sheet in enumerate(sheets) for where, y in sheet.spanning()]
    return Flowed(Leaves(sheet.page for sheet in sheets), starts, spanning)


class _Sheet:
    """One page while it fills; ``y`` is how far down it is full. Its boxes are placed when somebody looks at it."""

    def __init__(self, y: float) -> None:
        self.y = y
        self._pieces: list[tuple[Head | Slice, float, PartKind, int]] = []

    def put_head(self, head: Head, kind: PartKind, band: int) -> None:
        if head.boxes:
            self._pieces.append((head, self.y, kind, band))
            self.y += head.height

    def put(self, part: Slice, kind: PartKind, band: int) -> None:
        self._pieces.append((part, self.y, kind, band))
        self.y += sum(part.heights)

    def spanning(self) -> Iterator[tuple[Where, float]]:
        """Yield what the cells that span rows show, and where they begin."""
        for piece, y, _, _ in self._pieces:
            if isinstance(piece, Slice) and piece.spanning:
                tops = list(accumulate(piece.heights, initial=y))
                yield from ((cell.where, tops[start]) for start, _, cell in piece.spanning if cell.where is not None)

    def page(self) -> Page:
        boxes: list[Box] = []
        frames: list[tuple[float, float, float, float]] = []
        parts: list[Part] = []
        for piece, y, kind, band in self._pieces:
            if isinstance(piece, Slice):
                placed = boxes_of(piece, y)
                framed = sum(height for line, height in zip(piece.rows, piece.heights, strict=True) if line.framed)
            else:
                placed, framed = [box._replace(y=box.y + y) for box in piece.boxes], piece.height
            table = [box for box in placed if box.framed]
            if table:
                left = min(box.x for box in table)
                right = max(box.x + box.width for box in table)
                frames.append((left, y, right - left, framed))
            boxes += placed
            parts.append(Part(len(placed), kind, band, band))
        return Page(tuple(boxes), tuple(frames), parts=tuple(parts))
