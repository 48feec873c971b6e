"""Pagination: let bands flow over pages. Heads and spanned cells are printed again where a page cuts them.

A page takes as many whole rows as fit; a row that may be cut fills what is left. Rows grow where a spanned text needs
more than they have. A spanned text that is too high to be repeated flows from page to page instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from evaldesk.report.breaking import Broken
from evaldesk.report.page import PAD_Y, Box, Page
from evaldesk.report.table import Band, Cell, Head, Row, cut, row, spread

_REPEATABLE = 0.7  # of the page: a spanned text higher than this flows instead
_GLANCE = 200  # no page holds more rows
_KEPT_LINES = 3  # of a long text go along with a row that must not be alone on its page
_TOLERANCE = 0.01


class Area(NamedTuple):
    """Hold the vertical limits of a page's table: where it begins on page 1 and on later ones, and where it ends."""

    first: float
    top: float
    bottom: float


Taken = tuple[list[Row], list[float], list[tuple[int, int, Cell]]]
"""Rows of one page with their heights, and the cells that span them as (start, stop, cell)."""


class _Segment(NamedTuple):
    """Hold the part of a span that lies on one page: its rows, counted from the page's first, and who it is."""

    start: int
    stop: int
    cell: Cell
    closes: bool
    key: tuple[int, int]


def flow(bands: Sequence[Band], area: Area) -> list[Page]:
    """Return the pages that the bands fill, one below the other."""
    sheets: list[_Sheet] = [_Sheet(area.first)]
    for band in bands:
        rest = _Rest(band, area.bottom - area.top)
        while rest.at < len(rest.rows):
            sheet = sheets[-1]
            head = band.head_again if rest.begun else band.head
            taken = rest.take(area.bottom - sheet.y - head.height, alone=sheet.y == area.top)
            if taken is None:
                sheets.append(_Sheet(area.top))
                continue
            sheet.put_head(head)
            sheet.put_rows(*taken)
            if rest.at < len(rest.rows):
                sheets.append(_Sheet(area.top))
    return [sheet.page() for sheet in sheets]


class _Sheet:
    """One page while it fills: its boxes and how far down they reach."""

    def __init__(self, y: float) -> None:
        self.y = y
        self._boxes: list[Box] = []
        self._frames: list[tuple[float, float, float, float]] = []

    def put_head(self, head: Head) -> None:
        if head.boxes:
            self._frame(head.boxes, self.y, head.height)
            self._boxes.extend(box._replace(y=box.y + self.y) for box in head.boxes)
            self.y += head.height

    def put_rows(self, rows: list[Row], heights: list[float], spans: list[tuple[int, int, Cell]]) -> None:
        boxes = boxes_of(rows, heights, spans, self.y)
        framed = [box for box in boxes if box.framed]
        height = sum(height for line, height in zip(rows, heights, strict=True) if line.framed)
        if framed:
            self._frame(framed, self.y, height)
        self._boxes.extend(boxes)
        self.y += sum(heights)

    def page(self) -> Page:
        return Page(tuple(self._boxes), tuple(self._frames))

    def _frame(self, boxes: Sequence[Box], y: float, height: float) -> None:
        left = min(box.x for box in boxes)
        right = max(box.x + box.width for box in boxes)
        self._frames.append((left, y, right - left, height))


def boxes_of(
    rows: Sequence[Row], heights: Sequence[float], spans: Sequence[tuple[int, int, Cell]], y: float
) -> list[Box]:
    """Place rows and the cells that span them, from ``y`` downwards, in reading order."""
    tops = list(accumulate(heights, initial=y))
    starting: dict[int, list[Box]] = {}
    for start, stop, c in spans:
        starting.setdefault(start, []).append(_box(c, tops[start], tops[stop] - tops[start], True))
    boxes: list[Box] = []
    for at, line in enumerate(rows):
        top, height, framed = tops[at], heights[at], line.framed
        own = [
            Box(c.left, top, c.right - c.left, height, c.text, c.lines, c.style, c.where, c.bold, framed)
            for c in line.cells
        ]
        if at in starting:
            own = sorted(own + starting[at], key=lambda box: box.x)
        boxes += own
    return boxes


def _box(c: Cell, y: float, height: float, framed: bool) -> Box:
    return Box(c.left, y, c.right - c.left, height, c.text, c.lines, c.style, c.where, c.bold, framed)


class _Rest:
    """What is left of a band while pages take from it."""

    def __init__(self, band: Band, page: float) -> None:
        self.rows = list(band.rows)
        self.at = 0
        self.begun = False
        self._columns = band.columns
        self._firsts = [[span.first for span in column] for column in band.columns]
        most = (page - band.head_again.height) * _REPEATABLE
        self._flowing: dict[tuple[int, int], tuple[Broken, ...]] = {
            (place, span.first): span.cell.lines
            for place, column in enumerate(band.columns)
            for span in column
            if span.cell.height > most
        }

    def take(self, room: float, alone: bool) -> Taken | None:
        """Take the rows that ``room`` holds, or None to ask for a new page; ``alone`` on one, something is taken."""
        first = self.at
        end = self._fitting(room)
        rows = self.rows[first:end]
        heights = self._heights(end, rows)
        if end < len(self.rows):
            if self._closing_overflows(end, room):
                return self._stretched(end + 1, room)
            if self.rows[end].keep and rows:
                return self._with_company(end, rows, alone)
            parts = self._cut_next(end, room, sum(heights))
            if parts:
                upper, self.rows[end] = parts
                return self._taken([*rows, upper], end, end + 1)
        if not rows:
            if not alone:
                return None
            end, rows = first + 1, [self.rows[first]]
        return self._taken(rows, end, end)

    def _taken(
        self, rows: list[Row], next_at: int, end: int, heights: list[float] | None = None
    ) -> Taken:
        heights = heights or self._heights(end, rows)
        spans = [(part.start, part.stop, self._shown(part, heights)) for part in self._segments(end)]
        self.at = next_at
        self.begun = True
        return rows, heights, spans

    def _fitting(self, room: float) -> int:
        """Return the end of the whole rows that fit."""
        first = self.at
        natural = accumulate(line.height for line in self.rows[first : first + _GLANCE])
        high = bisect_right(list(natural), room + _TOLERANCE)
        if self._fits(first + high, room):
            return first + high
        low, high = 0, high - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(first + middle, room):
                low = middle
            else:
                high = middle - 1
        return first + low

    def _fits(self, end: int, room: float) -> bool:
        return sum(self._heights(end, self.rows[self.at : end])) <= room + _TOLERANCE

    def _heights(self, end: int, rows: list[Row], closing: bool = True) -> list[float]:
        heights = [line.height for line in rows]
        for part in self._segments(end):
            lines = self._flowing.get(part.key)
            if lines is None:
                spread(heights, part.start, part.stop, part.cell.height)
            elif part.closes and closing:
                spread(heights, part.start, part.stop, len(lines) * part.cell.style.leading + 2 * PAD_Y)
        return heights

    def _segments(self, end: int) -> list[_Segment]:
        """Return the parts of the spans that lie in the rows up to ``end``, the shortest first."""
        first = self.at
        found: list[_Segment] = []
        for place, (column, firsts) in enumerate(zip(self._columns, self._firsts, strict=True)):
            at = max(0, bisect_right(firsts, first) - 1)
            while at < len(column) and firsts[at] < end:
                span = column[at]
                if span.end > first:
                    start, stop = max(span.first, first) - first, min(span.end, end) - first
                    found.append(_Segment(start, stop, span.cell, span.end <= end, (place, span.first)))
                at += 1
        found.sort(key=lambda part: part.stop - part.start)
        return found

    def _shown(self, part: _Segment, heights: list[float]) -> Cell:
        c = part.cell
        lines = self._flowing.get(part.key)
        if lines is None:
            return c
        room = int((sum(heights[part.start : part.stop]) - 2 * PAD_Y + _TOLERANCE) / c.style.leading)
        self._flowing[part.key] = lines[room:]
        return c._replace(lines=lines[:room], style=c.style._replace(middle=False))

    def _closing_overflows(self, end: int, room: float) -> bool:
        """Tell whether the next row fits but for a flowing text that ends with it and is too long for this page."""
        rows = self.rows[self.at : end + 1]
        if not any(part.closes and part.stop == len(rows) and part.key in self._flowing for part in self._segments(end + 1)):
            return False
        return sum(self._heights(end + 1, rows, closing=False)) <= room + _TOLERANCE

    def _stretched(self, end: int, room: float) -> Taken:
        """Take the rows up to ``end`` as high as the page; the last of them goes on, empty, on the next page."""
        rows = self.rows[self.at : end]
        heights = self._heights(end, rows, closing=False)
        start = min(part.start for part in self._segments(end) if part.closes and part.key in self._flowing)
        spread(heights, start, len(heights), room - sum(heights[:start]))
        last = rows[-1]
        self.rows[end - 1] = row([c if c.repeat else c._replace(lines=(), bold=0) for c in last.cells], whole=last.whole)
        return self._taken(rows, end - 1, end, heights)

    def _with_company(self, end: int, rows: list[Row], alone: bool) -> Taken | None:
        """Leave something for the next page, which would otherwise begin with a row that must not be first."""
        companion = end
        while companion > self.at and self.rows[companion].keep:
            companion -= 1
        line = self.rows[companion]
        if line.height > line.whole:
            spare = max((c.style.leading for c in line.cells), default=0.0) * _KEPT_LINES
            parts = cut(line, line.height - spare)
            if parts:
                upper, self.rows[companion] = parts
                return self._taken([*self.rows[self.at : companion], upper], companion, companion + 1)
        if companion > self.at:
            return self._taken(self.rows[self.at : companion], companion, companion)
        return self._taken(rows, end, end) if alone else None

    def _cut_next(self, end: int, room: float, used: float) -> tuple[Row, Row] | None:
        line = self.rows[end]
        if line.height <= line.whole:
            return None
        parts = cut(line, room - used)
        if parts is None:
            return None
        trial = [*self.rows[self.at : end], parts[0]]
        return parts if sum(self._heights(end + 1, trial)) <= room + _TOLERANCE else None
