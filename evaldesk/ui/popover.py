"""A calm popover: a title and a few sentences beside what was clicked, gone with the next click or Escape."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from evaldesk.ui.fonts import scaled

WIDEST = 520
GAP = 8


class Popover(QFrame):
    """Tell how a figure came about."""

    def __init__(self, parent: QWidget, title: str, sentences: Sequence[str]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setFont(scaled(heading.font(), 1.0, bold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(heading)
        for sentence in sentences:
            label = QLabel(sentence)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFixedWidth(min(WIDEST, label.fontMetrics().horizontalAdvance(sentence) + 8))
            column.addWidget(label)

    def open_above(self, widget: QWidget) -> None:
        """Show it over ``widget``, inside the screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, 0))
        room = widget.screen().availableGeometry()
        left = max(room.left() + GAP, min(corner.x(), room.right() - self.width() - GAP))
        self.move(left, max(room.top() + GAP, corner.y() - self.height() - GAP))
        self.show()
