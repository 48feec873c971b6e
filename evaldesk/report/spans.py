"""Spans of a table: find those that lie in some rows, without looking at all the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evaldesk.report.table import Cell, Column, Span

Key = tuple[int, int]
"""Which span it is: the number of its column and its first row."""


class Segment(NamedTuple):
    """Hold the part of a span that lies in some rows, counted from their first; ``closes`` where it ends there."""

    start: int
    stop: int
    cell: Cell
    closes: bool
    key: Key


class Spans:
    """Hold columns of spans; those of one column follow each other and don't overlap."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._firsts = [[span.first for span in column] for column in columns]
        self._asked = (0, 0)
        self._answer: list[Segment] = []

    def higher_than(self, height: float) -> Iterator[tuple[Key, Cell]]:
        """Yield the spans whose text needs more than this height."""
        for number, column in enumerate(self._columns):
            for span in column:
                if span.cell.height > height:
                    yield (number, span.first), span.cell

    def within(self, first: int, end: int) -> list[Segment]:
        """Return the parts of spans that lie in the rows from ``first`` up to ``end``, the shortest first."""
        if self._asked == (first, end):  # a page asks several times about the same rows
            return self._answer
        found: list[Segment] = []
        for number, (column, firsts) in enumerate(zip(self._columns, self._firsts, strict=True)):
            at = max(0, bisect_right(firsts, first) - 1)
            while at < len(column) and firsts[at] < end:
                span = column[at]
                if min(span.end, end) > first:
                    start, stop = max(span.first, first) - first, min(span.end, end) - first
                    found.append(Segment(start, stop, span.cell, span.end <= end, (number, span.first)))
                at += 1
        found.sort(key=lambda part: part.stop - part.start)
        self._asked, self._answer = (first, end), found
        return found

    def crossing(self, row: int) -> Iterator[tuple[Key, Span]]:
        """Yield the spans that a cut above ``row`` would go through."""
        for number, (column, firsts) in enumerate(zip(self._columns, self._firsts, strict=True)):
            at = bisect_right(firsts, row - 1) - 1
            if at >= 0 and row < column[at].end:
                yield (number, column[at].first), column[at]
