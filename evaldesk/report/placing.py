"""Placing: rows and the cells that span them become boxes at their place on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from evaldesk.report.page import Box
from evaldesk.report.table import Cell, Row


class Spanning(NamedTuple):
    """Hold a cell over some rows of one page, counted from the page's first."""

    start: int
    stop: int
    cell: Cell


class Slice(NamedTuple):
    """Hold what one page takes of a table: rows with their heights on this page, and the cells that span them."""

    rows: Sequence[Row]
    heights: Sequence[float]
    spanning: Sequence[Spanning]


def boxes_of(part: Slice, y: float) -> list[Box]:
    """Place a slice from ``y`` downwards; the boxes come in reading order."""
    tops = list(accumulate(part.heights, initial=y))
    beginning: dict[int, list[Box]] = {}
    for start, stop, c in part.spanning:
        box = Box(
            c.left, tops[start], c.right - c.left, tops[stop] - tops[start], c.text, c.lines, c.style, c.where, c.bold
        )
        beginning.setdefault(start, []).append(box)
    boxes: list[Box] = []
    for at, line in enumerate(part.rows):
        top, height, framed = tops[at], part.heights[at], line.framed
        own = [
            Box(c.left, top, c.right - c.left, height, c.text, c.lines, c.style, c.where, c.bold, framed)
            for c in line.cells
        ]
        if at in beginning:
            own = sorted(own + beginning[at], key=lambda box: box.x)
        boxes += own
    return boxes
