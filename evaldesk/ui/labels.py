"""Labels: small pale words beside and below the fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from evaldesk.ui.fonts import scaled

SMALL = 0.9
BELOW = 6  # pixels between a line of help and the next label


def faint(text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QLabel:
    """Return a small pale label."""
    label = QLabel(text)
    _make_faint(label)
    label.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    return label


def set_text(label: QLabel, text: str) -> None:
    """Set a label's text where it differs."""
    if label.text() != text:
        label.setText(text)


class HelpLine(QLabel):
    """Hold the one line of help below a line of fields; it keeps its place when it is empty, so nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        _make_faint(self)
        self._told: tuple[str, QWidget] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFixedHeight(self.fontMetrics().lineSpacing() + BELOW)

    def tell(self, text: str, more: str, field: QWidget, tone: str = "faint") -> None:
        """Show a line below ``field``, further left where it would not fit; ``more`` is told under the mouse."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)
        self._told = (text, field)
        self._fit()
        self.setToolTip(more)

    def clear(self) -> None:
        """Say nothing any more."""
        self._told = None
        super().clear()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as a line in the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(self.fontMetrics().lineSpacing() + BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as the new width takes."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._told is None:
            return
        text, field = self._told
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width()))
        room = self.width() - metrics.horizontalAdvance(self.text())
        self.setIndent(max(0, min(field.x() - self.x(), room)))


def _make_faint(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", "faint")
    label.setFont(scaled(label.font(), SMALL))
