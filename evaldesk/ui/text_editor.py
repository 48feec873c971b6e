"""The editor of long texts: it grows with what is typed, and its caret and scroll stay when the form is refreshed."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from evaldesk.ui.edits import asks_history, difference, units, without_history
from evaldesk.ui.underlines import Span, place, underline

PARAGRAPH = "\u2029"
FEWEST, MOST = 3, 18
BORDERS = 4


def as_shown(text: str) -> str:
    """Return a text with the only line ends that an editor can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class TextEditor(QPlainTextEdit):
    """Edit a text of many lines."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, fewest: int = FEWEST) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self.composing = False
        self._shown = ""
        self._pointed = False
        self._spans: tuple[Span, ...] = ()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(8)
        self.textChanged.connect(self._text_changed)

    def text(self) -> str:
        """Return the text verbatim; ``toPlainText`` would turn no-break spaces into spaces."""
        return self.document().toRawText().replace(PARAGRAPH, "\n")

    def show_text(self, text: str) -> None:
        """Show the document's text, putting in only the piece that differs."""
        text = as_shown(text)
        if self.composing or text == self._shown:
            return
        before = self._shown
        at, until, piece = difference(before, text)
        start, end = units(before[:at]), units(before[:until])
        self._shown = text
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(piece)
        self._grow()
        if self.hasFocus():
            self.setTextCursor(cursor)

    def show_spans(self, text: str, spans: tuple[Span, ...]) -> None:
        """Underline the exact words of findings in ``text``; while the input method composes they stay as they are."""
        if self.composing or spans == self._spans or as_shown(text) != self._shown:
            return
        self._spans = spans
        underline(self, text, spans)

    def select(self, text: str, start: int, end: int) -> None:
        """Select a piece of ``text``, the form's text, and bring it into view."""
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place(text, start), last))
        cursor.setPosition(min(place(text, end), last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._pointed = True

    def changeEvent(self, event: QEvent) -> None:
        """Take over other colours."""
        super().changeEvent(event)
        # It also comes before `__init__` is through.
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_spans"):
            underline(self, self._shown, self._spans)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if asks_history(event):
            event.ignore()
            return False
        return super().event(event)

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
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            kept = self._pointed
        else:
            kept = False
            if self._pointed:  # words that were pointed at do not stay marked when the officer goes on
                cursor = self.textCursor()
                cursor.clearSelection()
                self.setTextCursor(cursor)
        self._pointed = kept
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the text under the mouse, until the officer is in the text."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew, and be as high as that needs."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """Ask for the height of the text, within reason."""
        return QSize(320, self._height())

    def _height(self) -> int:
        # Asking for a block's rectangle lays it out; the document's own size only knows the blocks painted so far.
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        layout = self.document().documentLayout()
        height = 0.0
        block = self.document().begin()
        while block.isValid() and height < MOST * line:
            layout.blockBoundingRect(block)
            height += block.layout().boundingRect().height()
            block = block.next()
        margin = self.document().documentMargin()
        # At its highest the field ends with a whole line, so that nothing looks cut.
        return ceil(min(MOST * line + margin, max(self._fewest * line, height) + 2 * margin)) + BORDERS

    def _grow(self) -> None:
        height = self._height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _text_changed(self) -> None:
        # It also fires for our own refresh and while the input method composes: then nothing was typed.
        text = self.text()
        if text != self._shown:
            self._shown = text
            self._grow()
            self.typed.emit(text)
