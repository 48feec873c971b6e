"""How tall the rows of a sheet must be: spreadsheets do not grow rows under merged cells by themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil

from evaldesk.exchange.sheet.parts import Look, Placed, Sheet

# Points; a line is a third taller than its letters.
SIZES: Mapping[Look, float] = {
    "title": 18,
    "annex": 11,
    "guidance": 8,
    "sign": 11,
    "head": 10,
    "label": 10,
    "heading": 10,
    "upright": 10,
}
USUAL = 9.5
LEADING = 1.36
PADDING = 6.0
MM = 72 / 25.4
# No spreadsheet takes a taller row.
TALLEST = 409.0
SIGN_HEIGHT = 30.0


def row_heights(sheet: Sheet) -> list[float]:
    """Return the height of every row in points, so that each text fits into its region."""
    edges = [0.0]
    for width in sheet.widths:
        edges.append(edges[-1] + float(width * Decimal(str(MM))))
    heights = [USUAL * LEADING + PADDING] * sheet.rows
    # Narrow regions first: what spans rows only adds what these do not give already.
    for cell in sorted(sheet.cells, key=lambda cell: cell.bottom - cell.top):
        needed = height_of(cell, edges)
        missing = needed - sum(heights[cell.top : cell.bottom])
        if missing > 0:
            for row in range(cell.top, cell.bottom):
                heights[row] += missing / (cell.bottom - cell.top)
    return [min(height, TALLEST) for height in heights]


def height_of(cell: Placed, edges: Sequence[float]) -> float:
    """Return how tall a cell must be in points; ``edges`` are those of the columns."""
    size = SIZES.get(cell.look, USUAL)
    room = max(edges[cell.right] - edges[cell.left] - PADDING, size)
    if cell.look == "upright":
        return len(cell.text) * size * LEADING + PADDING
    lines = sum(max(1, ceil(_width(line) * size / room)) for line in cell.text.split("\n"))
    least = SIGN_HEIGHT if cell.look == "sign" else 0.0
    return max(least, lines * size * LEADING + PADDING)


def _width(line: str) -> float:
    """Return the width of a line in letters of full width."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.55 for sign in line)
