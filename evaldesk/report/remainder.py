"""What is left of a band while pages take from it, and how much the next page takes.

A page takes as many whole rows as fit; a row that may be cut fills what is left. Rows grow where a spanned text needs
more than they have. A spanned text that is too high to be repeated on every page flows over the pages instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from evaldesk.report.breaking import Broken
from evaldesk.report.page import PAD_Y
from evaldesk.report.placing import Slice, Spanning
from evaldesk.report.spans import Key, Segment, Spans
from evaldesk.report.table import Band, Cell, Row, blank, cut, spread

_REPEATABLE = 0.7  # of the page: a spanned text higher than this flows
_STRETCHED = 0.45  # of a spanned text: rows lower than this together look torn apart beside it
_BLANK = 0.3  # of a page may stay blank to avoid that
_KEPT_LINES = 3  # of a long text go along with a row that must not be alone on its page
_GLANCE = 200  # no page holds more rows
_TOLERANCE = 0.01


class Remainder:
    """Hold the rows that no page has taken yet; ``at`` is the next one."""

    def __init__(self, band: Band, page: float) -> None:
        self.at = 0
        self.begun = False
        self._rows = list(band.rows)
        self._spans = Spans(band.columns)
        # What is still to be printed of the texts that flow.
        self._flowing: dict[Key, tuple[Broken, ...]] = {
            key: cell.lines for key, cell in self._spans.higher_than((page - band.head_again.height) * _REPEATABLE)
        }

    @property
    def done(self) -> bool:
        """Tell whether nothing is left."""
        return self.at >= len(self._rows)

    def take(self, room: float, alone: bool) -> Slice | None:
        """Take the rows that ``room`` holds, or None to ask for a new page; ``alone`` on one, something is taken."""
        end = self._fitting(room)
        if end < len(self._rows):
            if self._rows[end].keep and end > self.at:
                return self._with_company(end, room, alone)
            balanced = self._balanced(end, room)
            if balanced < end:
                return self._whole(balanced)
            if self._closing_overflows(end, room):
                return self._stretched(end + 1, room)
            parts = self._cut_next(end, room)
            if parts:
                upper, self._rows[end] = parts
                return self._going_on([*self._rows[self.at : end], upper], end)
        if end == self.at:
            if not alone:
                return None
            end += 1
        return self._whole(end)

    def _whole(self, end: int) -> Slice:
        return self._taken(self._rows[self.at : end], end)

    def _going_on(self, rows: Sequence[Row], end: int) -> Slice:
        return self._taken(rows, end, self._heights(rows, closing=False))

    def _taken(self, rows: Sequence[Row], next_at: int, heights: list[float] | None = None) -> Slice:
        heights = heights or self._heights(rows)
        parts = self._spans.within(self.at, self.at + len(rows))
        spanning = [Spanning(part.start, part.stop, self._shown(part, heights)) for part in parts]
        self.at = next_at
        self.begun = True
        return Slice(rows, heights, spanning)

    def _fitting(self, room: float) -> int:
        """Return the end of the whole rows that fit."""
        first = self.at
        natural = list(accumulate(line.height for line in self._rows[first : first + _GLANCE]))
        low, high = 0, bisect_right(natural, room + _TOLERANCE)
        middle = high  # mostly the spans ask for nothing more
        while low < high:
            if self._fits(self._rows[first : first + middle], room):
                low = middle
            else:
                high = middle - 1
            middle = (low + high + 1) // 2
        return first + low

    def _fits(self, rows: Sequence[Row], room: float, closing: bool = True) -> bool:
        return sum(self._heights(rows, closing)) <= room + _TOLERANCE

    def _heights(self, rows: Sequence[Row], closing: bool = True) -> list[float]:
        """Return how high these rows are on a page that begins with them.

        A flowing text that ends among them needs room for its rest. Without ``closing`` the last row goes on, and with
        it the texts that would end there.
        """
        heights = [line.height for line in rows]
        for part in self._spans.within(self.at, self.at + len(rows)):
            lines = self._flowing.get(part.key)
            if lines is None:
                spread(heights, part.start, part.stop, part.cell.height)
            elif part.closes and (closing or part.stop < len(rows)):
                spread(heights, part.start, part.stop, len(lines) * part.cell.style.leading + 2 * PAD_Y)
        return heights

    def _shown(self, part: Segment, heights: Sequence[float]) -> Cell:
        lines = self._flowing.get(part.key)
        if lines is None:
            return part.cell
        style = part.cell.style
        room = int((sum(heights[part.start : part.stop]) - 2 * PAD_Y + _TOLERANCE) / style.leading)
        self._flowing[part.key] = lines[room:]
        return part.cell._replace(lines=lines[:room], style=style._replace(middle=False))

    def _balanced(self, end: int, room: float) -> int:
        """Return an earlier end where a spanned text would stretch the few rows that it has on the next page.

        Those rows are as high as that text anyway, so more of them cost no room there.
        """
        for key, span in self._spans.crossing(end):
            if key in self._flowing:
                continue
            needed = _STRETCHED * span.cell.height
            over = _reached(self._rows[end : min(span.end, end + _GLANCE)], needed)
            if over >= needed:
                continue
            here = sum(line.height for line in self._rows[max(span.first, self.at) : end])
            left_blank = 0.0
            while over < needed:
                height = self._rows[end - 1].height
                if here - height < span.cell.height or left_blank + height > _BLANK * room:
                    break
                end, over, here, left_blank = end - 1, over + height, here - height, left_blank + height
        return end

    def _closing_overflows(self, end: int, room: float) -> bool:
        """Tell whether the next row fits but for a flowing text that ends with it and is too long for this page."""
        rows = self._rows[self.at : end + 1]
        parts = self._spans.within(self.at, end + 1)
        if not any(part.closes and part.stop == len(rows) and part.key in self._flowing for part in parts):
            return False
        return self._fits(rows, room, closing=False)

    def _stretched(self, end: int, room: float) -> Slice:
        """Take the rows up to ``end`` as high as the page; the last of them goes on, empty, on the next page."""
        rows = self._rows[self.at : end]
        heights = self._heights(rows, closing=False)
        parts = self._spans.within(self.at, end)
        start = min(part.start for part in parts if part.closes and part.key in self._flowing)
        spread(heights, start, len(heights), room - sum(heights[:start]))
        self._rows[end - 1] = blank(rows[-1])
        return self._taken(rows, end - 1, heights)

    def _with_company(self, end: int, room: float, alone: bool) -> Slice | None:
        """Leave something for the next page, which would otherwise begin with a row that must not be first."""
        companion = end
        while companion > self.at and self._rows[companion].keep:
            companion -= 1
        line = self._rows[companion]
        if line.height > line.whole:
            spare = max((c.style.leading for c in line.cells), default=0.0) * _KEPT_LINES
            parts = cut(line, line.height - spare)
            if parts:
                upper, self._rows[companion] = parts
                return self._going_on([*self._rows[self.at : companion], upper], companion)
        companion = self._balanced(companion, room)
        if companion > self.at:
            return self._whole(companion)
        return self._whole(end) if alone else None

    def _cut_next(self, end: int, room: float) -> tuple[Row, Row] | None:
        """Cut the row that does not fit so that its upper part does, with all that spans it."""
        line = self._rows[end]
        if line.height <= line.whole:
            return None
        rows = self._rows[self.at : end]
        # First without what spans would add to the rows above: the upper part itself may give them their room.
        for used in (sum(above.height for above in rows), sum(self._heights(rows))):
            parts = cut(line, room - used)
            if parts and self._fits([*rows, parts[0]], room, closing=False):
                return parts
        return None


def _reached(rows: Sequence[Row], height: float) -> float:
    """Return how high some rows are together, or as far as they have reached ``height``."""
    reached = 0.0
    for line in rows:
        if reached >= height:
            break
        reached += line.height
    return reached
