"""The two editors that lie over a cell: one line for figures, a growing field for words.

They hand every change on at once, know how to leave, and leave undo to the window. They never change a text that is
being composed by an input method.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from evaldesk.ui.edits import asks_history, without_history
from evaldesk.ui.indicator_leave import ENTER, FOR_A_MOMENT, Key, Leave, leave_by, offer_by, row_by

FRAME = 2  # the frame that the sheet gives to a cell editor
MARGIN = 6
LONGEST = 2**31 - 1  # Qt cuts at 32767 otherwise


class LineEditor(QLineEdit):
    """Edit one line: a figure or a short answer. ``chosen`` asks for the next (1) or the former (-1) usual answer."""

    edited = Signal(str)
    left = Signal(object)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.offering = False
        self.setMaxLength(LONGEST)
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Show ``text`` where it differs, leaving a composition alone."""
        if text != self.text() and not self.composing:
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(caret)

    def caret_to_end(self) -> None:
        """Put the caret behind the text, with nothing selected."""
        self.deselect()
        self.end(False)

    def event(self, event: QEvent) -> bool:
        if asks_history(event):
            event.ignore()
            return False
        # One line has no use for up and down, so they go on to the next row as in a spreadsheet.
        if leave := leave_by(event) or (None if self.offering else row_by(event)):
            event.accept()
            self.left.emit(leave)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Key.Key_Up: -1, Key.Key_Down: 1}.get(Key(event.key()))
        if step and self.offering:
            self.chosen.emit(step)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() not in FOR_A_MOMENT:
            self.left.emit(Leave.AWAY)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_history(self.createStandardContextMenu()).exec(event.globalPos())


class TextEditor(QPlainTextEdit):
    """Edit words over as many lines as they need; Alt+Enter breaks a line.

    ``chosen`` asks by Alt and an arrow for the next (1) or the former (-1) of the offers that hang below.

    With ``stays`` the arrows up and down always move in the text; without it they leave a text of one line, as in a
    spreadsheet.
    """

    edited = Signal(str)
    left = Signal(object)
    grown = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, stays: bool = True) -> None:
        super().__init__(parent)
        self.composing = False
        self.offering = False
        self._stays = stays
        self._known = ""  # the document's text, as far as this editor knows
        self._shown = ""  # the same as this widget writes it: it knows one kind of line end only
        self._showing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(MARGIN)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """Return the text exactly; ``toPlainText`` would turn a no-break space into a plain one."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Show ``text`` where it differs, leaving a composition alone."""
        if text == self._known or self.composing:
            return
        caret = self.textCursor().position()
        self._showing = True
        self.setPlainText(text)
        self._showing = False
        self._known, self._shown = text, self.text()
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def caret_to_end(self) -> None:
        """Put the caret behind the text, with nothing selected."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def wanted_height(self) -> int:
        """Return the height in which all lines show."""
        # The size of a plain text document is counted in lines, not pixels.
        return self._text_height() + 2 * FRAME

    def event(self, event: QEvent) -> bool:
        if asks_history(event):
            event.ignore()
            return False
        if self.offering and (by := offer_by(event)):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.chosen.emit(by)
            return True
        if leave := leave_by(event) or (None if self._stays or self._lines() > 1 else row_by(event)):
            event.accept()
            self.left.emit(leave)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composing = False
        super().focusOutEvent(event)
        if event.reason() not in FOR_A_MOMENT:
            self.left.emit(Leave.AWAY)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_history(self.createStandardContextMenu()).exec(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A text that fits stands in the middle, where the cell has painted it.
        above = max(0, (self.height() - 2 * FRAME - self._text_height() + 1) // 2)
        if self.viewportMargins().top() != above:
            self.setViewportMargins(0, above, 0, 0)
        super().resizeEvent(event)

    def _text_height(self) -> int:
        return self._lines() * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin())

    def _lines(self) -> int:
        return max(1, int(self.document().size().height()))

    def _grow(self) -> None:
        self.grown.emit()

    def _tell(self) -> None:
        # It also fires when we show a text and while an input method composes: then nothing was typed.
        text = self.text()
        if not self._showing and text != self._shown:
            self._known = self._shown = text
            self.edited.emit(text)


Editor = LineEditor | TextEditor
