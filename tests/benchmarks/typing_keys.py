"""Keys as a person types them into a cell of the indicator table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from evaldesk.model.document import cell
from evaldesk.ui.indicator_panel import IndicatorPanel


def typed_keys(panel: IndicatorPanel, id: str, attribute: str) -> Callable[[int], object]:
    """Return the work of one key typed into a cell's open editor: a digit, and the next time its erasure."""
    panel.show_where(cell(id, attribute))
    panel.commands.edit()
    editor = panel.delegate.editor
    assert editor is not None

    def key(number: int) -> None:
        erase = number % 2 == 1
        code = Qt.Key.Key_Backspace if erase else Qt.Key.Key_5
        text = "" if erase else "5"
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text))

    return key
