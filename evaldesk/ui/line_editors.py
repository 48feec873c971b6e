"""Editors of one line. They report what a person typed, never what the program showed, and never refuse a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QStyledItemDelegate, QWidget

from evaldesk.ui.edits import asks_history, difference, units, without_history

LONGEST = 2**31 - 1  # Qt cuts at 32767 otherwise, and what is cut would be lost with the next key


class LineEditor(QLineEdit):
    """Edit one line of text, with an optional unit inside the end of the field."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    went_on = Signal(int)
    """Enter was pressed: 1, or -1 with Shift."""

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self.typed)
        self._unit = QLabel(unit, self)
        self._unit.setProperty("tone", "faint")
        self._unit.setVisible(bool(unit))
        self._place_unit()

    def show_text(self, text: str) -> None:
        """Show the document's text; the caret stays, and a composition of the input method is left alone."""
        if self.composing or self.text() == text:
            return
        start, _, piece = difference(self.text(), text)
        self.setText(text)
        self.setCursorPosition(units(text[:start] + piece) if self.hasFocus() else 0)

    def select(self, text: str, start: int, end: int) -> None:
        """Select a piece of ``text``, the form's text."""
        first = units(text[:start])
        self.setSelection(first, units(text[:end]) - first)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if asks_history(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that the officer wants to go on, and leave the key to a dialog that has a button for it."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember while the input method is composing."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the officer is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the officer went on, unless only a menu opened over the field."""
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window, which opens them; text may be dropped here."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual menu without a second undo."""
        without_history(self.createStandardContextMenu()).exec(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the unit at the end of the field."""
        super().resizeEvent(event)
        self._place_unit()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the unit the room that it needs in another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_unit"):
            self._place_unit()

    def _place_unit(self) -> None:
        if not self._unit.text():
            return
        size = self._unit.sizeHint()
        self.setTextMargins(0, 0, size.width() + 6, 0)
        self._unit.setGeometry(
            self.width() - size.width() - 11, (self.height() - size.height()) // 2, size.width(), size.height()
        )


class ChoiceEditor(QComboBox):
    """Edit a text that has usual answers; any other answer may be typed as well."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, choices: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.line = LineEditor(parent=self)
        self.setLineEdit(self.line)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one does not know the sheet's item sizes
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # A completer would put letters that nobody typed behind the caret; Qt's types do not know that None means none.
        self.setCompleter(None)  # type: ignore[arg-type] # none is what takes it away
        self.addItems(choices)
        self.setCurrentIndex(-1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.typed.connect(self.typed)
        self.line.entered.connect(self.entered)
        self.line.left.connect(self.left)
        self.textActivated.connect(self.typed)

    def text(self) -> str:
        """Return the text as it stands in the field."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show the document's text."""
        if not self.line.composing and self.line.text() != text:
            self.setCurrentIndex(self.findText(text))
            self.line.show_text(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page; it must never change an answer in passing."""
        event.ignore()
