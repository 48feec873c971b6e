"""The list of what was found in scans: of each its verdict, every difference, and what else is to be said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from evaldesk.ui.fonts import scaled
from evaldesk.ui.palette import MARKS, tones
from evaldesk.ui.paper_check import Line, Outcome


class Results(QListWidget):
    """List outcomes; ``looked_at`` carries the difference in view or None, ``chosen`` the one to go to."""

    looked_at = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("核对结果")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        self.currentItemChanged.connect(self._look)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def add(self, outcome: Outcome) -> None:
        """List one outcome below the others, the first difference of all in view."""
        head = QListWidgetItem(f"{MARKS[outcome.mark]} {outcome.name}：{outcome.sentence}", self)
        head.setFont(scaled(self.font(), 1.0, bold=True))
        head.setForeground(QColor(getattr(tones(), outcome.mark)))
        for line in outcome.lines:
            item = QListWidgetItem(line.text, self)
            item.setData(Qt.ItemDataRole.UserRole, line)
        for note in outcome.notes:
            QListWidgetItem(f"{MARKS['hint']} {note}", self)
        if self.currentRow() < 0:
            self.setCurrentRow(1 if outcome.lines else 0)

    def _look(self, item: QListWidgetItem | None) -> None:
        self.looked_at.emit(_line_of(item))

    def _choose(self, item: QListWidgetItem) -> None:
        if (line := _line_of(item)) is not None:
            self.chosen.emit(line)


def _line_of(item: QListWidgetItem | None) -> Line | None:
    line = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
    return line if isinstance(line, Line) else None
