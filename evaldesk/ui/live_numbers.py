"""Live numbers in a long text: after ``{`` the form's figures are offered, and inside one its present value is told.

The stored text stays as typed: ``{支出率}``. Paper and screen fill in the figure.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from evaldesk.rules.prose.live import offers, placeholders
from evaldesk.ui.indicator_aid import Aid
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

OPEN = re.compile(r"[{｛]([^{}｛｝]{0,20})$")
REST = re.compile(r"^([^{}｛｝]{0,20})[}｝]")
MOST = 8

Key = Qt.Key
STEPS = {Key.Key_Down: 1, Key.Key_Up: -1}
TAKES = (Key.Key_Return, Key.Key_Enter, Key.Key_Tab)


class LiveNumbers(QObject):
    """Offer the figures below the caret of an editor; ``told`` carries what the one under the caret is now."""

    told = Signal(str)

    def __init__(self, session: Session, editor: TextEditor) -> None:
        super().__init__(editor)
        self.session = session
        self.editor = editor
        self._aid: Aid | None = None
        self._said = ""
        editor.cursorPositionChanged.connect(self._look)
        editor.left.connect(self._hide)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys choose among the offers while these are shown, and only then."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.shown:
            return False
        assert self._aid is not None
        key = Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in STEPS:
            self._aid.step(STEPS[key])
        elif key in TAKES:
            self._take(self._aid.offers[max(self._aid.answers.currentRow(), 0)][0])
        elif key == Key.Key_Escape:
            self._hide()
        else:
            return False
        return True

    @property
    def shown(self) -> bool:
        """Tell whether figures are offered now."""
        return self._aid is not None and self._aid.isVisible()

    def _look(self) -> None:
        """Follow the caret: offer what fits behind an open brace, tell what a whole one stands for."""
        if not self.editor.hasFocus() or self.editor.composing:
            return
        before, after = self._around()
        opened = OPEN.search(before)
        if opened is None:
            self._hide()
            self._say("")
            return
        session = self.session
        figures = placeholders(session.document, session.template, session.evaluation)
        rest = REST.match(after)
        if rest is None:
            self._say("")
            self._offer([(name, figures[name]) for name in offers(opened[1], figures)][:MOST])
            return
        self._hide()
        name = (opened[1] + rest[1]).strip()
        if name in figures:
            self._say(f"{{{name}}} 现在是 {figures[name]}，表中的数改了，这里跟着改。")
        else:
            self._say(f"表中没有叫“{name}”的数，这里会照原样印出。")

    def _offer(self, found: list[tuple[str, str]]) -> None:
        if not found:
            self._hide()
            return
        window = self.editor.window()
        if self._aid is None or self._aid.parent() is not window:
            self._aid = Aid(window)
            self._aid.picked.connect(self._take)
        self._aid.offer(tuple(found))
        self._aid.mark(found[0][0])
        caret = self.editor.cursorRect()
        corner = self.editor.viewport().mapTo(window, caret.topLeft())
        self._aid.hang(QRect(corner, caret.size()), window.rect())

    def _take(self, name: str) -> None:
        before, after = self._around()
        opened = OPEN.search(before)
        self._hide()
        if opened is None:
            return
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(opened[1]))
        cursor.insertText(name + ("" if after[:1] in ("}", "｝") else "}"))
        self.editor.setTextCursor(cursor)

    def _around(self) -> tuple[str, str]:
        """Return the text of the caret's line before and behind it."""
        cursor = self.editor.textCursor()
        text, at = cursor.block().text(), cursor.positionInBlock()
        # Qt counts rare characters twice; names of figures have none, so only the cut has to mind it.
        raw = text.encode("utf-16-le", "surrogatepass")
        cut = 2 * at
        return raw[:cut].decode("utf-16-le", "replace"), raw[cut:].decode("utf-16-le", "replace")

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self.told.emit(sentence)

    def _hide(self) -> None:
        if self._aid is not None:
            self._aid.hide()
