"""The line of help below the indicator table: what belongs in the cell under the cursor."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evaldesk.ui.help_note import Note, as_hint, cell_note, in_a_line
from evaldesk.ui.indicator_row import ATTRIBUTES
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.labels import HelpLine

BESIDE, ABOVE = 16, 4


class TableWithHelp(QWidget):
    """Hold the table and the line below it, which follows the cursor."""

    def __init__(self, view: IndicatorView) -> None:
        super().__init__()
        self.view = view
        self.line = HelpLine()
        self._notes: dict[tuple[str, int], Note | None] = {}
        self._told: Note | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(view, 1)
        below = QVBoxLayout()
        below.setContentsMargins(BESIDE, ABOVE, BESIDE, 0)
        below.addWidget(self.line)
        column.addLayout(below)
        view.moved.connect(self.follow)

    def follow(self) -> None:
        """Say what belongs in the current cell; nothing where there is none."""
        note = self._note()
        if note is self._told:
            return
        self._told = note
        if note is None:
            self.line.clear()
        else:
            self.line.tell(in_a_line(note), as_hint(note), self.line)

    def _note(self) -> Note | None:
        index, rows = self.view.currentIndex(), self.view.rows
        if not index.isValid():
            return None
        key = (ATTRIBUTES[index.column()], rows.depth_of(index))
        if key not in self._notes:
            self._notes[key] = cell_note(rows.session.template, *key)
        return self._notes[key]
