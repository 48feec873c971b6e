"""The list of the check-up: arrows and clicks choose a line, Enter and a click go there, Left and Right fold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from evaldesk.ui.checkup_lines import Line
from evaldesk.ui.checkup_model import LINE, LineModel
from evaldesk.ui.checkup_paint import LinePainter

Key = Qt.Key
ARROW = 40  # pixels at the right where a click only folds
ENTER = (Key.Key_Return, Key.Key_Enter)


class FindingList(QListView):
    """Show the lines; ``chosen`` follows the selection, ``wanted`` says to go there, ``folded`` to open or shut."""

    chosen = Signal()
    wanted = Signal(object)
    folded = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self._pressed = QPoint()
        self.setModel(self.lines)
        self.setItemDelegate(LinePainter(self))
        self.setObjectName("findings")
        self.setAccessibleName("体检结果")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    def current_line(self) -> Line | None:
        """Return the chosen line."""
        line = self.currentIndex().data(LINE)
        return line if isinstance(line, Line) else None

    def choose(self, key: str) -> None:
        """Choose a line and bring it into view; the focus stays where it is."""
        index = self.lines.index(self.lines.row_of(key))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        key = Key(event.key())
        if line is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ENTER and not line.members:
            self.wanted.emit(line)
        elif line.folds and key in (*ENTER, Key.Key_Space):
            self.folded.emit(line, not line.is_open)
        elif line.folds and key in (Key.Key_Left, Key.Key_Right):
            self.folded.emit(line, key == Key.Key_Right)
        else:
            super().keyPressEvent(event)

    # Qt hands over plain indexes here, never persistent ones.
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(LINE)
        on_arrow = line.folds and self._pressed.x() > self.visualRect(index).right() - ARROW
        if line.members or on_arrow:
            self.folded.emit(line, not line.is_open)
        else:
            self.wanted.emit(line)
