"""Labels: small pale words beside and below the fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFixedHeight(self.fontMetrics().lineSpacing() + BELOW)

    def tell(self, text: str, more: str, field: QWidget) -> None:
        """Show a line below ``field``, further left where it would not fit; ``more`` is told under the mouse."""
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width()))
        room = self.width() - metrics.horizontalAdvance(self.text())
        self.setIndent(max(0, min(field.x() - self.x(), room)))
        self.setToolTip(more)


def _make_faint(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", "faint")
    label.setFont(scaled(label.font(), SMALL))
