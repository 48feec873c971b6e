"""Calm paragraphs that can be selected and copied, and of which a key changes only those that differ."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from evaldesk.ui.indicator_story import Paragraph, Role
from evaldesk.ui.palette import tones

LINE = 1.5  # of a Chinese character's height
GAP = 8


class Passage(QTextEdit):
    """Show paragraphs, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Paragraph, ...] = ()
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

    def show_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Show the paragraphs, writing only those that differ; the view goes to the top when their kinds change."""
        if paragraphs == self._shown:
            return
        before, self._shown = self._shown, paragraphs
        if [part.role for part in before] != [part.role for part in paragraphs] or not before:
            self._write()
            return
        block = self.document().firstBlock()
        for old, new in zip(before, paragraphs, strict=True):
            if old.text != new.text:
                _rewrite(block, new.text)
            block = block.next()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_shown"):
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for at, part in enumerate(self._shown):
            if at:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(part.role, at == 0))
            cursor.setBlockCharFormat(self._char_format(part.role))
            cursor.insertText(part.text, self._char_format(part.role))
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(0)

    def _block_format(self, role: Role, first: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        em = self.fontMetrics().horizontalAdvance("国")
        form.setLineHeight(LINE * em, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if role is Role.HEADING and not first:
            form.setTopMargin(1.5 * GAP)
        if role in (Role.STEP, Role.QUESTION):
            # A number hangs before its step, so that the lines of a long step stand below each other.
            form.setLeftMargin(1.5 * em)
            form.setTextIndent(-1.5 * em)
            form.setTabPositions([QTextOption.Tab(1.5 * em, QTextOption.TabType.LeftTab)])
        return form

    def _char_format(self, role: Role) -> QTextCharFormat:
        form, on = QTextCharFormat(), tones()
        colours = {Role.PLACE: on.faint, Role.HEADING: on.faint, Role.QUESTION: on.explain}
        form.setForeground(QColor(colours.get(role, on.text)))
        if role is Role.TITLE:
            form.setFontWeight(QFont.Weight.Bold)
        return form


def _rewrite(block: QTextBlock, text: str) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
