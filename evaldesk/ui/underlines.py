"""Underlines: the exact words of findings in a long text, laid over it; the text and its undo know nothing of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from evaldesk.model.finding import Level
from evaldesk.ui.edits import units
from evaldesk.ui.palette import tones

Style = QTextCharFormat.UnderlineStyle
# A shape for each level, as everywhere: waves, dashes, dots.
STYLES = {Level.ERROR: Style.WaveUnderline, Level.EXPLAIN: Style.DashUnderline, Level.HINT: Style.DotLine}

Span = tuple[int, int, Level]


def place(text: str, at: int) -> int:
    """Return where a place of the form's text stands in an editor, which counts UTF-16 and knows one line end."""
    return units(text[:at].replace("\r\n", "\n").replace("\r", "\n"))


def underline(editor: QPlainTextEdit, text: str, spans: Iterable[Span]) -> None:
    """Underline spans of ``text``, which the editor shows; those that reach beyond it are left out."""
    last = editor.document().characterCount() - 1
    marks = []
    for start, end, level in spans:
        first, behind = place(text, start), place(text, end)
        if not first < behind <= last:
            continue
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(editor.document())
        cursor.setPosition(first)
        cursor.setPosition(behind, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(STYLES[level])
        form.setUnderlineColor(QColor(getattr(tones(), level.value)))
        mark.cursor, mark.format = cursor, form  # type: ignore[attr-defined] # not in the stubs
        marks.append(mark)
    editor.setExtraSelections(marks)
