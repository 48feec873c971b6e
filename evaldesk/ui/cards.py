"""Cards: a titled sheet of rows that flow into as many columns as the width allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from evaldesk.ui.fonts import scaled

GAP = 24
PADDING = 24


@dataclass(frozen=True, slots=True)
class Line:
    """Hold what the paper has on one line, and the help below it; ``wide`` takes the whole width."""

    widgets: Sequence[QWidget]
    help: QWidget | None = None
    wide: bool = False


class Card(QFrame):
    """Hold lines under a title; a line is wrapped where the window is narrow."""

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._lines = lines
        self._columns = 0
        self._most = max([2, *(len(line.widgets) for line in lines)])
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 20, PADDING, 12)
        column.setSpacing(16)
        if title:
            heading = QLabel(title)
            heading.setFont(scaled(heading.font(), 1.15, bold=True))
            column.addWidget(heading)
        column.addLayout(self._grid)
        self._arrange(self._most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        needed = self.fontMetrics().horizontalAdvance("国") * 17
        self._arrange(max(1, min(self._most, (self.width() - 2 * PADDING + GAP) // (needed + GAP))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at in range(self._most):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        row = 0
        for line in self._lines:
            at = 0
            for widget in line.widgets:
                span = columns if line.wide else 1
                if at and at + span > columns:
                    row, at = row + 1, 0
                self._grid.addWidget(widget, row, at, 1, span, Qt.AlignmentFlag.AlignTop)
                at += span
            if line.help is not None:
                self._grid.addWidget(line.help, row + 1, 0, 1, columns)
            row += 2
