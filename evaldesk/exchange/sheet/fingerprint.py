"""What a sheet shows, as one short text: the same for the sheet as it was written and as it is read back untouched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.sheet.parts import Sheet


def of_sheet(sheet: Sheet) -> str:
    """Return the fingerprint of a sheet as laid out."""
    return _of((cell.top, cell.left, cell.text) for cell in sheet.cells)


def of_grid(grid: Grid) -> str:
    """Return the fingerprint of a sheet as read; a merged region counts once."""
    return _of(
        (row, column, cell.text)
        for row, line in enumerate(grid.rows)
        for column, cell in enumerate(line)
        if cell.origin == (row, column)
    )


def _of(cells: Iterable[tuple[int, int, str]]) -> str:
    found = hashlib.sha256()
    for row, column, text in sorted(cells):
        if text:
            found.update(f"{row} {column} {len(text)} {text}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()
