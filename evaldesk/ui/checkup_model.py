"""The lines of the check-up as Qt asks for them; a new list is told as the few lines that came, went or changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from evaldesk.model.finding import LEVEL_NAMES
from evaldesk.ui.checkup_lines import Line

LINE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class LineModel(QAbstractListModel):
    """Hold the lines that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Become ``lines``: what stands in both keeps its place, its selection and its scroll."""
        staying = {line.key for line in lines}
        for start, end in reversed(_runs([line.key not in staying for line in self.lines])):
            self.beginRemoveRows(ROOT, start, end - 1)
            del self.lines[start:end]
            self.endRemoveRows()
        at = 0
        while at < len(lines):
            if at < len(self.lines) and self.lines[at].key == lines[at].key:
                self._change(at, lines[at])
                at += 1
                continue
            at = self._insert(at, lines)

    def row_of(self, key: str) -> int:
        """Return where a line stands, -1 when it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{LEVEL_NAMES[line.level]}：{line.text} {line.place}".rstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.text}\n{line.finding.code}"
        return None

    def _change(self, at: int, line: Line) -> None:
        before, self.lines[at] = self.lines[at], line
        if before != line:
            self.dataChanged.emit(self.index(at), self.index(at))

    def _insert(self, at: int, lines: list[Line]) -> int:
        """Put in the lines that are new from ``at`` on, up to the next that is known; return the place behind them."""
        known = {line.key for line in self.lines}
        until = at
        while until < len(lines) and lines[until].key not in known:
            until += 1
        if until == at:  # it is here, further down: it moves up
            until = at + 1
            row = self.row_of(lines[at].key)
            self.beginMoveRows(ROOT, row, row, ROOT, at)
            self.lines.insert(at, self.lines.pop(row))
            self.endMoveRows()
            self._change(at, lines[at])
            return until
        self.beginInsertRows(ROOT, at, until - 1)
        self.lines[at:at] = lines[at:until]
        self.endInsertRows()
        return until


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Return the stretches (start, end) of neighbours that are true."""
    runs: list[tuple[int, int]] = []
    for at, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif flag:
            runs.append((at, at + 1))
    return runs
