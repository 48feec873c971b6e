"""Below the list: the chosen finding in full, why it is one, the button that mends it, and its explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evaldesk.model.finding import LEVEL_NAMES, Level
from evaldesk.rules.explanations import may_be_explained, outdated
from evaldesk.ui.checkup_lines import Line
from evaldesk.ui.checkup_mend import mend_words
from evaldesk.ui.labels import faint, set_text
from evaldesk.ui.palette import MARKS
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor

EDGE, GAP = 16, 8
EMPTY = "选中一条，这里说明理由和改法。\n按 F8 到下一条，Shift+F8 到上一条。"
CHANGED = "数值已改，原说明需重新确认。原说明："
EXPLAIN, OBJECT = "说明（会印在附页）", "如果不是错误，请写明理由"


class CheckupDetail(QScrollArea):
    """Show one line of the check-up. ``mend_asked`` carries it when the button is pressed, ``shown`` when its place is.

    What is typed as an explanation is in the form at every key, so that nothing typed can be lost.
    """

    mend_asked = Signal(object)
    go_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.line: Line | None = None
        self.setObjectName("finding")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.level = QLabel()
        self.place = QPushButton()
        self.place.setProperty("link", True)
        self.sentence = _words()
        self.why, self.source = _words(), faint("")
        self.source.setWordWrap(True)
        self.mend = QPushButton()
        self.asked = faint("")
        self.note = faint("")
        self.note.setWordWrap(True)
        self.note.setProperty("tone", "explain")
        self.answer = TextEditor(fewest=2)
        self.answer.setAccessibleName("说明")
        self.again = QPushButton("沿用原说明")
        self.again.setProperty("flat", True)
        self.withdraw = QPushButton("撤回说明")
        self.withdraw.setProperty("flat", True)
        self._lay_out()
        self.place.clicked.connect(self._go)
        self.mend.clicked.connect(self._mend)
        self.answer.typed.connect(self._typed)
        self.answer.left.connect(session.seal)
        self.again.clicked.connect(self._again)
        self.withdraw.clicked.connect(self._withdraw)
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """Show a line of the list, or how to choose one; only what differs is set."""
        if (line and line.key) != (self.line and self.line.key):
            self.session.seal()
            self.verticalScrollBar().setValue(0)
        self.line = line
        finding = line.finding if line else None
        mark, name = _level(line)
        set_text(self.level, f"{mark} {name}".strip())
        _tone(self.level, "met" if line and line.settled else finding.level.value if finding else "faint")
        self.level.setToolTip(finding.code if finding else "")
        self.place.setVisible(bool(line and line.place))
        self._fit_place()
        set_text(self.sentence, line.text if line else EMPTY)
        _tone(self.sentence, "" if line else "faint")
        set_text(self.why, finding.why if finding and finding.why != finding.message else "")
        self.why.setVisible(bool(self.why.text()))
        set_text(self.source, f"依据：{finding.source}" if finding and finding.source else "")
        self.source.setVisible(bool(self.source.text()))
        words = mend_words(line) if line else ""
        self.mend.setText(words.replace("&", "&&"))
        self.mend.setVisible(bool(words))
        self.show_answer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the place as far as the new width takes it."""
        super().resizeEvent(event)
        self._fit_place()

    def _fit_place(self) -> None:
        place = self.line.place if self.line else ""
        room = self.viewport().width() - 2 * EDGE - self.level.sizeHint().width() - 2 * GAP
        self.place.setText(self.place.fontMetrics().elidedText(place, Qt.TextElideMode.ElideMiddle, room))
        self.place.setToolTip(place)

    def focus_answer(self) -> bool:
        """Take the focus into the explanation, where the chosen finding takes one; tell whether it does."""
        if self.answer.isHidden():
            return False
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.answer)
        return True

    def show_answer(self) -> None:
        """Show the answer to the finding: one that no longer holds changes no finding and yet what stands here."""
        line = self.line
        finding = line.finding if line and not line.members else None
        takes = finding is not None and may_be_explained(finding)
        for widget in (self.asked, self.answer):
            widget.setVisible(takes)
        before = outdated(self.session.document, finding) if finding is not None and takes else ""
        set_text(self.asked, OBJECT if finding is not None and finding.level is Level.ERROR else EXPLAIN)
        set_text(self.note, f"{CHANGED}“{before}”" if before else "")
        self.note.setVisible(bool(before))
        self.again.setVisible(bool(before))
        self.answer.show_text(finding.explained if finding is not None else "")
        self.withdraw.setVisible(bool(finding is not None and finding.explained))

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("sheet")
        column = QVBoxLayout(page)
        column.setContentsMargins(EDGE, 12, EDGE, 16)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.level)
        head.addWidget(self.place, 1, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.again, self.withdraw):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)
        column.addWidget(self.asked)
        column.addWidget(self.answer)
        column.addLayout(buttons)
        column.addWidget(self.why)
        column.addWidget(self.source)
        column.addStretch(1)
        page.setMinimumWidth(1)
        self.place.setMinimumWidth(1)
        self.mend.setMinimumWidth(1)
        self.setWidget(page)

    def _go(self, checked: bool = False) -> None:
        self.go_asked.emit(self.line)

    def _mend(self, checked: bool = False) -> None:
        self.mend_asked.emit(self.line)

    def _typed(self, text: str) -> None:
        if self.line is not None:
            self.session.explain(self.line.finding, text)

    def _again(self, checked: bool = False) -> None:
        if self.line is not None:
            self.session.seal()
            self.session.explain(self.line.finding, outdated(self.session.document, self.line.finding))
            self.session.seal()

    def _withdraw(self, checked: bool = False) -> None:
        if self.line is not None:
            self.session.seal()
            self.session.explain(self.line.finding, "")
            self.session.seal()


def _level(line: Line | None) -> tuple[str, str]:
    if line is None:
        return "", ""
    return (MARKS["met"], "已说明") if line.settled else (MARKS[line.level.value], LEVEL_NAMES[line.level])


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(1)
    return label


def _tone(label: QLabel, tone: str) -> None:
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
