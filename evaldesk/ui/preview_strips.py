"""Strips over the pages: what the paper cannot show, and what could go along with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from evaldesk.model.document import address
from evaldesk.model.finding import Finding
from evaldesk.report.annex_choice import EXPLAINED, TITLES
from evaldesk.report.missing import CODE
from evaldesk.ui.palette import MARKS
from evaldesk.ui.printout import Printout
from evaldesk.ui.session import Session


class PreviewStrips(QWidget):
    """Name the characters that no font has, and offer 需说明事项; ``chosen`` carries the place of such a character."""

    chosen = Signal(object)

    def __init__(self, session: Session, printout: Printout) -> None:
        super().__init__()
        self._session = session
        self._printout = printout
        self._at = 0
        self.missing = Strip("hint", ("转到(&G)",))
        self.missing.buttons[0].clicked.connect(self._go)
        self.offer = Strip("explain", ("附上(&A)", "不附(&N)"))
        self.offer.buttons[0].clicked.connect(self._take)
        self.offer.buttons[1].clicked.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.missing)
        column.addWidget(self.offer)

    def show_state(self) -> None:
        """Show what there is to say now, and nothing else."""
        found = self._missing()
        self.missing.say(found[0].message + (f"（共 {len(found)} 处）" if len(found) > 1 else "") if found else "")
        count = self._printout.explanations()
        title = TITLES[EXPLAINED]
        self.offer.say(f"已写好 {count} 条说明，可以作为附页“{title}”一起打印。" if count else "")

    def _missing(self) -> list[Finding]:
        return [finding for finding in self._session.findings if finding.code == CODE]

    def _go(self, checked: bool = False) -> None:
        if found := self._missing():
            self.chosen.emit(address(found[self._at % len(found)].where))
            self._at += 1

    def _take(self, checked: bool = False) -> None:
        self._printout.choose(EXPLAINED)

    def _leave(self, checked: bool = False) -> None:
        self._printout.decline()


class Strip(QFrame):
    """Say one sentence with a few buttons; without a sentence it is not there."""

    def __init__(self, level: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("level", level)
        mark = QLabel(MARKS[level])
        mark.setProperty("tone", level)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(self.sentence, 1)
        self.buttons = [QPushButton(word) for word in words]
        for button in self.buttons:
            button.setProperty("flat", True)
            row.addWidget(button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or go away with an empty one."""
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
