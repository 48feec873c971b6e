"""Last year's text of a field: a quiet line below its editor, and a grey suggestion in a long text that is empty."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from evaldesk.model.document import field as field_at
from evaldesk.model.document import get
from evaldesk.model.previous import called
from evaldesk.model.template.fields import Field, YearField
from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import SMALL, faint
from evaldesk.ui.line_editors import ChoiceEditor, LineEditor
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

HOW = "灰色是{before}的文字，还没有填入。按 Alt+↓ 采用，按 Esc 不用，也可以直接填写。"


class LastYear(QWidget):
    """Say what stood in a field last year, where that is known and is not what stands there now.

    The line keeps its place while it says nothing, so that nothing jumps under whoever types.
    """

    def __init__(self, session: Session, field: Field, editor: LineEditor | ChoiceEditor | TextEditor) -> None:
        super().__init__()
        self._session = session
        self._where = field_at(field.key)
        self._editor = editor
        known = not isinstance(field, YearField)  # nobody needs to be told that year
        self.text = session.document.previous.fields.get(field.key, "") if known else ""
        self._said = ""
        self.line = faint("")
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line.setMinimumHeight(self.line.fontMetrics().lineSpacing())
        self.take = QPushButton("采用")
        self.take.setProperty("link", True)
        self.take.setFont(scaled(self.take.font(), SMALL))
        self.take.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+↓ in the text does the same
        self.take.setAccessibleName("采用去年的文字")
        self.take.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.take)
        row.addWidget(self.line, 1)
        if not self.text.strip():
            self.hide()
        if isinstance(editor, TextEditor) and self.text.strip() and session.understood:
            editor.suggest(self.text)
            editor.textChanged.connect(self.show_state)
            editor.left.connect(self.show_state)
            editor.answered.connect(session.seal)  # taking it is a step of its own
            editor.answered.connect(self.show_state)
            self.take.clicked.connect(editor.take_suggestion)
        self.show_state()

    def show_state(self) -> None:
        """Say last year's text, or how the suggestion is taken; nothing where it is the same."""
        if not self.text.strip():
            return
        document = self._session.document
        before = called(document.previous, document.fields.get("year", ""))
        offered = isinstance(self._editor, TextEditor) and self._editor.offers
        self.take.setVisible(offered)
        same = get(document, self._where).strip() == self.text.strip()
        said = HOW.format(before=before) if offered else f"{before}：{' '.join(self.text.split())}"
        self._say("" if same and not offered else said)
        shown = f"<p style='white-space:pre-wrap'>{escape(before)}：{escape(self.text)}</p>"
        if self.line.toolTip() != shown:
            self.line.setToolTip(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as the new width takes."""
        super().resizeEvent(event)
        self._fit()

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self.line.setAccessibleName(text)
            self._fit()

    def _fit(self) -> None:
        shown = self.line.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, self.line.width())
        if shown != self.line.text():
            self.line.setText(shown)
