"""Files dropped on a row of the table, or on what is told about it, become its evidence; forms still open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.naming import SUFFIX
from evaldesk.ui.window import dropped


class EvidenceDrop(QObject):
    """Take files that are dragged over a table or the panes below it; ``came`` carries the row's id and the files.

    On the table the row under the mouse becomes the current one, so that one sees where the files will go.
    """

    came = Signal(str, object)

    def __init__(self, view: IndicatorView, panes: Sequence[QWidget]) -> None:
        super().__init__(view)
        self.view = view
        view.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        for widget in (view.viewport(), *panes):
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        assert isinstance(event, QDropEvent)
        files = [path for path in dropped(event) if path.suffix.lower() != SUFFIX]
        id = self._row(watched, event.position().toPoint()) if files else ""
        if not id:
            event.ignore()  # the window opens forms
            return True
        if isinstance(event, QDragMoveEvent):
            self.view.setCurrentIndex(self.view.rows.index_of(id, max(self.view.currentIndex().column(), 0)))
            event.acceptProposedAction()
        else:
            event.acceptProposedAction()
            self.came.emit(id, files)
        return True

    def _row(self, watched: QObject, place: QPoint) -> str:
        """Return the row meant: the one under the mouse, or the one that the panes tell about."""
        on_table = watched is self.view.viewport()
        return self.view.rows.id_of(self.view.indexAt(place) if on_table else self.view.currentIndex())
