"""Remarks at the fields: a mark beside the label of a field that a reviewer wrote about, its words as a hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN, STATUS_NAMES
from evaldesk.history.remarks import remarks_at, standing
from evaldesk.model.document import Remark
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.fonts import scaled
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.labels import SMALL
from evaldesk.ui.palette import MARKS
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

TONES = {OPEN: "explain", ANSWERED: "hint", ACCEPTED: "met"}
WORD = {OPEN: "待答复的意见", ANSWERED: "已答复的意见", ACCEPTED: "已认可的意见"}


class FieldMarks(QObject):
    """Show at each field of a window how its remarks stand; a form without remarks costs nothing."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self.session = session
        self.marks: dict[str, QLabel] = {}
        self._rows = {str(row.where): row for row in window.findChildren(FieldRow)}
        self._shown: Sequence[Remark] = ()
        session.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the session's remarks, where they are others than before."""
        found = self.session.document.remarks
        if found is self._shown:
            return
        self._shown = found
        for where, row in self._rows.items():
            own = list(remarks_at(self.session.document, where))
            if own or where in self.marks:
                self._show(self._mark(where, row), own)

    def _mark(self, where: str, row: FieldRow) -> QLabel:
        if where not in self.marks:
            mark = self.marks[where] = QLabel()
            mark.setFont(scaled(mark.font(), SMALL))
            column = row.layout()
            head = column.itemAt(0).layout() if isinstance(column, QVBoxLayout) else None
            if isinstance(head, QHBoxLayout):
                head.insertWidget(1, mark)
        return self.marks[where]

    def _show(self, mark: QLabel, remarks: Sequence[Remark]) -> None:
        mark.setVisible(bool(remarks))
        if not remarks:
            return
        status = next((each for each in (OPEN, ANSWERED) if any(standing(item) == each for item in remarks)), ACCEPTED)
        told = "\n".join(f"{STATUS_NAMES[standing(item)]}：{item.text}" for item in remarks)
        mark.setText(f"{MARKS[TONES[status]]} {WORD[status]}")
        mark.setProperty("tone", TONES[status])
        mark.style().polish(mark)
        mark.setToolTip(told)
        mark.setAccessibleName(told)


def place_in_focus(window: Window) -> str:
    """Return the address that the officer was in last, ``""`` for the whole form."""
    widget: QWidget | None = window.focusWidget()
    while widget is not None and widget is not window:
        if isinstance(widget, FieldRow):
            return str(widget.where)
        if isinstance(widget, IndicatorView):
            id = widget.rows.id_of(widget.currentIndex())
            return f"indicators/{id}" if id else ""
        widget = widget.parentWidget()
    return ""
