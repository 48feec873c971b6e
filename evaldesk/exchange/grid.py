"""Grid: a table as another program holds it, cell by cell, with merged cells filled and every cell's name kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# More than any form needs, and little enough to hold.
MOST_ROWS = 20_000
MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell: its text, and how people name its place (``C7``, ``第3行第2列``).

    ``origin`` is the place (row, column) of the cell that a merged region shows here, the cell's own where it is not
    merged. Every cell of a merged region carries the region's text.
    """

    text: str
    name: str
    origin: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """Name a merged region by its first and last row and column, both included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold a rectangular table; ``title`` is the sheet's name, ``""`` for a clipboard."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def is_own(self, row: int, column: int) -> bool:
        """Tell whether the text at this place stands there itself, and is not a merged region's carried over."""
        return self.rows[row][column].origin == (row, column)

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row."""
        return tuple(cell.text for cell in self.rows[row])

    def part(self, start: int, end: int) -> Grid:
        """Return some rows as a grid of their own, in which places count from its first row."""
        rows = self.rows[start:end]
        return Grid(
            tuple(
                tuple(Cell(cell.text, cell.name, (cell.origin[0] - start, cell.origin[1])) for cell in row)
                for row in rows
            ),
            self.title,
        )


def grid(texts: Sequence[Sequence[str]], merged: Iterable[Merged] = (), title: str = "", letters: bool = False) -> Grid:
    """Return a grid of these texts: short rows are filled up, merged regions carry their first cell's text.

    With ``letters`` the cells are named as spreadsheets do (``C7``).
    """
    width = max((len(row) for row in texts), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in texts]
    origins = {(row, column): (row, column) for row in range(len(filled)) for column in range(width)}
    for region in merged:
        for row in range(region.top, min(region.bottom, len(filled) - 1) + 1):
            for column in range(region.left, min(region.right, width - 1) + 1):
                filled[row][column] = filled[region.top][region.left]
                origins[row, column] = (region.top, region.left)
    return Grid(
        tuple(
            tuple(Cell(text, cell_name(at, column, letters), origins[at, column]) for column, text in enumerate(row))
            for at, row in enumerate(filled)
        ),
        title,
    )


def cell_name(row: int, column: int, letters: bool) -> str:
    """Return how people name a place: ``C7`` in a spreadsheet, else ``第7行第3列``."""
    return f"{column_letters(column)}{row + 1}" if letters else f"第{row + 1}行第{column + 1}列"


def column_letters(column: int) -> str:
    """Return a spreadsheet's name of a column counted from 0: ``A``, ``Z``, ``AA``."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
