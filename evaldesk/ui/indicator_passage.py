"""Calm paragraphs that can be selected and copied, and of which a key changes only those that differ."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QShowEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from evaldesk.ui.indicator_story import Paragraph, Paragraphs, Role
from evaldesk.ui.palette import tones

LINE = 1.5  # of a Chinese character's height
GAP = 8
HANGING = (Role.STEP, Role.QUESTION, Role.ERROR, Role.HINT)


class Passage(QTextEdit):
    """Show paragraphs, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Paragraphs = ()
        self._formats: dict[Role, tuple[QTextBlockFormat, QTextCharFormat]] = {}
        self._unseen = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("passage")
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2 * GAP)

    def show_paragraphs(self, paragraphs: Paragraphs) -> None:
        """Show the paragraphs, writing only those that differ; what is selected and scrolled to stays."""
        before, self._shown = self._shown, paragraphs
        if paragraphs == before:
            return
        same, tail = _common(before, paragraphs)
        if not same:
            self._write()
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at in range(same):
            self._rewrite(at, before[at], paragraphs[at])
        self._replace(same, len(before) - tail, paragraphs[same : len(paragraphs) - tail])
        for back in range(-tail, 0):
            self._rewrite(len(paragraphs) + back, before[back], paragraphs[back])
        cursor.endEditBlock()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:  # Qt scrolls to the text cursor then, which writing has pushed to the end
            self._unseen = False
            self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_shown"):
            self._write()

    def _write(self) -> None:
        self.clear()
        self._formats = {role: (self._block_format(role), self._char_format(role)) for role in Role}
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, part in enumerate(self._shown):
            block, letters = self._formats[part.role]
            if at:
                cursor.insertBlock(block, letters)
            else:
                cursor.setBlockFormat(_without_margin(block))
            cursor.insertText(part.text, letters)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(0)

    def _replace(self, start: int, end: int, parts: Paragraphs) -> None:
        """Put ``parts`` in the place of the paragraphs from ``start`` to before ``end``; one stands before them."""
        cursor = self._end_of(start - 1)
        if end > start:
            cursor.setPosition(self._end_of(end - 1).position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        for part in parts:
            block, letters = self._formats[part.role]
            cursor.insertBlock(block, letters)
            cursor.insertText(part.text, letters)

    def _rewrite(self, at: int, old: Paragraph, new: Paragraph) -> None:
        if old.text != new.text:
            cursor = self._end_of(at)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new.text, self._formats[new.role][1])

    def _end_of(self, at: int) -> QTextCursor:
        cursor = QTextCursor(self.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return cursor

    def _block_format(self, role: Role) -> QTextBlockFormat:
        form = QTextBlockFormat()
        em = self.fontMetrics().horizontalAdvance("国")
        form.setLineHeight(LINE * em, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if role is Role.HEADING:
            form.setTopMargin(1.5 * GAP)
        if role in HANGING:
            # A number hangs before its step, so that the lines of a long step stand below each other.
            form.setLeftMargin(1.5 * em)
            form.setTextIndent(-1.5 * em)
            form.setTabPositions([QTextOption.Tab(1.5 * em, QTextOption.TabType.LeftTab)])
        return form

    def _char_format(self, role: Role) -> QTextCharFormat:
        form, on = QTextCharFormat(), tones()
        colours = {Role.PLACE: on.faint, Role.HEADING: on.faint, Role.QUESTION: on.explain, Role.ERROR: on.error}
        form.setForeground(QColor(colours.get(role, on.text)))
        if role is Role.TITLE:
            form.setFontWeight(QFont.Weight.Bold)
        return form


def _common(before: Paragraphs, after: Paragraphs) -> tuple[int, int]:
    """Return how many paragraphs at the beginning and at the end are of the same kinds in both."""
    kinds = list(zip(before, after, strict=False))
    same = next((at for at, (old, new) in enumerate(kinds) if old.role is not new.role), len(kinds))
    ends = list(zip(reversed(before[same:]), reversed(after[same:]), strict=False))
    tail = next((at for at, (old, new) in enumerate(ends) if old.role is not new.role), len(ends))
    return same, tail


def _without_margin(block: QTextBlockFormat) -> QTextBlockFormat:
    first = QTextBlockFormat(block)
    first.setTopMargin(0)
    return first
