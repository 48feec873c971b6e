"""The pasted table as the dialog shows it: each cell's text, what was read from it, and whether that was guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaldesk.exchange.pasted import Pasted
from evaldesk.exchange.roles import ROLE_NAMES, Role
from evaldesk.exchange.rows import TOTAL, Table
from evaldesk.exchange.wrapping import squeezed, unwrapped
from evaldesk.values import describe, parse
from evaldesk.values.nodes import Words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FACE = Qt.ItemDataRole.UserRole
VALUES: tuple[Role, ...] = ("weight", "target", "actual", "self_score")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Face:
    """Hold what a cell shows: its text, what was read from it, whether it is taken over, and whether it was guessed."""

    text: str
    reading: str
    taken: bool
    guessed: bool

    def spoken(self) -> str:
        """Return the cell in words, for whoever cannot see it."""
        parts = [self.text or "空", self.reading, "推断的" * self.guessed, "不取" * (not self.taken)]
        return "，".join(part for part in parts if part)


class PasteModel(QAbstractTableModel):
    """Show a ``Pasted``; it owns nothing, and is told with ``show`` when another one is to be seen."""

    def __init__(self, pasted: Pasted, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take(pasted, pasted.table())

    def show(self, pasted: Pasted, table: Table) -> None:
        """Show the table under another layout."""
        self._take(pasted, table)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(self.rowCount() - 1, 0))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._pasted.grid.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._pasted.grid.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.face(index.row(), index.column()).text
        if role == FACE:
            return self.face(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.face(index.row(), index.column()).spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            face = self.face(index.row(), index.column())
            whole = self._pasted.grid.rows[index.row()][index.column()].text
            return "\n".join(part for part in (whole, face.reading) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self.row_word(section)
        return None

    def row_word(self, row: int) -> str:
        """Say what a row is: its number, or why it is not taken over."""
        if row in self._pasted.layout.heads:
            return "表头"
        return str(row + 1) if row in self._rows else "不取"

    def face(self, row: int, column: int) -> Face:
        """Return what one cell shows."""
        grid, role = self._pasted.grid, self._pasted.layout.roles[column]
        own = grid.is_own(row, column)
        text = unwrapped(grid.rows[row][column].text)[:LONGEST] if own else ""
        taken = bool(role) and row in self._rows
        return Face(text, self._readings.get((row, column), ""), taken, (row, column) in self._guessed)

    def _take(self, pasted: Pasted, table: Table) -> None:
        self._pasted = pasted
        self._rows = {row.row for row in table.rows} | _level_rows(pasted)
        self._guessed = pasted.guessed()
        self._readings = dict(_readings(pasted, table))


def _level_rows(pasted: Pasted) -> set[int]:
    """Return the rows whose names of levels, or whose rest of a torn row, are taken over without a row of their own."""
    named = [at for at, role in enumerate(pasted.layout.roles) if role in ("level1_name", "level2_name", "target")]
    return {
        at
        for at, row in enumerate(pasted.grid.rows)
        if at not in pasted.layout.heads
        and any(row[column].text.strip() and pasted.grid.is_own(at, column) for column in named)
        and not TOTAL.match(next((squeezed(cell.text) for cell in row if cell.text.strip()), ""))
    }


def _readings(pasted: Pasted, table: Table) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what was read of each value, at its first cell: sign, figure and unit may stand in three."""
    for read in table.rows:
        for role in VALUES:
            filled = (at for at in pasted.layout.columns(role) if pasted.grid.rows[read.row][at].text.strip())
            if (column := next(filled, None)) is not None:
                yield (read.row, column), _reading(read.texts[role], role)


def _reading(text: str, role: Role) -> str:
    """Say how a value is read; words and plain figures are read as they stand."""
    if not text:
        return ""
    value = parse(text)
    if isinstance(value, Words):
        return "" if role in ("target", "actual") else f"读不出{ROLE_NAMES[role]}"
    said = describe(value)
    return "" if squeezed(said) == squeezed(text) else said
