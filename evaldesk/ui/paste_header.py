"""The head of the pasted table: over each column a chooser of what it is, and why it was taken for that."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from evaldesk.exchange.columns import Layout
from evaldesk.exchange.roles import ROLE_NAMES, Role
from evaldesk.ui.labels import faint
from evaldesk.ui.palette import tones

GAP = 4
SHORTEST = 5  # letters of the shortest chooser


class Chooser(QComboBox):
    """Offer the roles of a column; ``focused`` says that it has the keyboard. The wheel scrolls the table instead."""

    focused = Signal()

    def __init__(self, column: int) -> None:
        super().__init__()
        for role, name in ROLE_NAMES.items():
            self.addItem(name, role)
        self.setMaxVisibleItems(len(ROLE_NAMES))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHORTEST)
        self.setAccessibleName(f"第 {column + 1} 列是什么")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RoleHeader(QHeaderView):
    """Hold a chooser and a reason over each column; ``chosen`` carries the column and the role."""

    chosen = Signal(int, str)

    def __init__(self, table: QTableView, columns: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self._table = table
        self.choosers: list[Chooser] = []
        self.reasons: list[QLabel] = []
        self._boxes: list[QWidget] = []
        self._whys = [""] * columns
        for column in range(columns):
            self._add(column)
        self.sectionResized.connect(self._place_all)
        table.horizontalScrollBar().valueChanged.connect(self._place_all)
        self.installEventFilter(self)

    def show_layout(self, layout: Layout) -> None:
        """Show what each column is, and why."""
        for column, chooser in enumerate(self.choosers):
            chooser.blockSignals(True)  # what is shown was not chosen
            chooser.setCurrentIndex(chooser.findData(layout.roles[column]))
            chooser.blockSignals(False)
            why = layout.because[column]
            self._whys[column] = why or "没有认出来"
            self.reasons[column].setToolTip(why)
            chooser.setAccessibleDescription(why or "没有认出来，不取")
        self._place_all()

    def wanted_width(self, column: int) -> int:
        """Return the width that a column needs for its chooser."""
        return self._boxes[column].sizeHint().width()

    def told_width(self, column: int) -> int:
        """Return the width at which the reason is told in full as well."""
        words = self.reasons[column].fontMetrics().horizontalAdvance(self._whys[column])
        return max(self.wanted_width(column), words + 4 * GAP)

    def sizeHint(self) -> QSize:
        height = max((box.sizeHint().height() for box in self._boxes), default=0)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.fillRect(rect, QColor(tones().window))
        painter.setPen(QColor(tones().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._place_all()
        return super().eventFilter(watched, event)

    def _add(self, column: int) -> None:
        box = QWidget(self.viewport())
        chooser, why = Chooser(column), faint("")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(2)
        layout.addWidget(chooser)
        layout.addWidget(why)
        why.setMinimumWidth(1)
        chooser.currentIndexChanged.connect(partial(self._choose, column))
        chooser.focused.connect(partial(self._reveal, column))
        self.choosers.append(chooser)
        self.reasons.append(why)
        self._boxes.append(box)

    def _choose(self, column: int, at: int) -> None:
        role: Role = self.choosers[column].itemData(at)
        self.chosen.emit(column, role)

    def _reveal(self, column: int) -> None:
        left, width = self.sectionViewportPosition(column), self.sectionSize(column)
        bar = self._table.horizontalScrollBar()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif left + width > self.viewport().width():
            bar.setValue(bar.value() + min(left, left + width - self.viewport().width()))

    def _place_all(self, *_: object) -> None:
        height = self.height()
        for column, box in enumerate(self._boxes):
            box.setGeometry(self.sectionViewportPosition(column), 0, self.sectionSize(column), height)
            label = self.reasons[column]
            room = max(self.sectionSize(column) - 3 * GAP, 1)
            label.setText(label.fontMetrics().elidedText(self._whys[column], Qt.TextElideMode.ElideRight, room))
            box.show()
