"""The editor of long texts: it grows with what is typed, and its caret and scroll stay when the form is refreshed."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from evaldesk.ui.carry_fitting import fitted
from evaldesk.ui.carry_fitting import height as height_of
from evaldesk.ui.edits import asks_history, difference, units, without_history
from evaldesk.ui.palette import tones
from evaldesk.ui.underlines import Span, place, underline

PARAGRAPH = "\u2029"
FEWEST, MOST = 3, 18
SUGGESTED = 8  # lines of a suggestion that are shown
BORDERS = 4


def as_shown(text: str) -> str:
    """Return a text with the only line ends that an editor can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def takes(event: QKeyEvent) -> bool:
    """Tell whether a key takes what is suggested: the one that takes an offer in the table, too; Tab only moves on."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Down and plain == Qt.KeyboardModifier.AltModifier


class TextEditor(QPlainTextEdit):
    """Edit a text of many lines."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    answered = Signal()

    def __init__(self, parent: QWidget | None = None, fewest: int = FEWEST) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self.composing = False
        self._shown = ""
        self._pointed = False
        self._spans: tuple[Span, ...] = ()
        self._suggestion = self._offered = ""
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

    @property
    def offers(self) -> bool:
        """Tell whether a suggestion stands in the empty editor, waiting to be taken."""
        return bool(self._suggestion) and not self._shown

    def suggest(self, text: str) -> None:
        """Show a text in grey as long as nothing is typed; Alt+Down takes it, Escape sets it aside."""
        self._suggestion = as_shown(text)
        self._grow()

    def take_suggestion(self, checked: bool = False) -> None:
        """Type what is suggested."""
        if self.offers:
            self.answered.emit()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.textCursor().insertText(self._suggestion)
            self.answered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the suggestion; Qt's own would end at the very border."""
        super().paintEvent(event)
        if self.offers and not self.composing:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tones().faint))
            margin = round(self.document().documentMargin())
            inside = self.viewport().rect().adjusted(margin, margin, -margin, 0)
            painter.drawText(inside, Qt.TextFlag.TextWordWrap, self._offered)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Take over other colours, and be as high as the text needs in another size."""
        super().changeEvent(event)
        # It also comes before `__init__` is through.
        if not hasattr(self, "_spans"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            underline(self, self._shown, self._spans)
        elif event.type() == QEvent.Type.FontChange:
            self._grow()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if asks_history(event):
            event.ignore()
            return False
        if isinstance(event, QKeyEvent) and self.offers and not self.composing and not self.isReadOnly():
            if event.type() == QEvent.Type.ShortcutOverride and takes(event):
                event.accept()  # in the table the same key moves a row
                return True
            if event.type() == QEvent.Type.KeyPress and self._answers(event):
                return True
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

    def _answers(self, event: QKeyEvent) -> bool:
        """Tell whether a key was the answer to the suggestion."""
        if takes(event):
            self.take_suggestion()
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._suggestion = ""
            self._grow()
            self.viewport().update()
            self.answered.emit()
        else:
            return False
        return True

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
        if self.offers:
            height = max(height, self._fit_suggestion(ceil(self.viewport().width() - 2 * margin)))
        # At its highest the field ends with a whole line, so that nothing looks cut.
        return ceil(min(MOST * line + margin, max(self._fewest * line, height) + 2 * margin)) + BORDERS

    def _fit_suggestion(self, width: int) -> int:
        self._offered = fitted(self._suggestion, self.fontMetrics(), width, SUGGESTED)
        return height_of(self._offered, self.fontMetrics(), width)

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
