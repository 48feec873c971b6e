"""The list of what was guessed in a paste or an import; each line goes to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from evaldesk.history.labels import place_label, row_names
from evaldesk.model.document import address, get
from evaldesk.model.finding import Finding
from evaldesk.ui.banner import put_up
from evaldesk.ui.checkup_guide import go_to
from evaldesk.ui.halves import WrappingLine
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.palette import MARKS

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

KEY = "guesses"
GONE = "这一格已经不在表里了。"
SIZE = (560, 420)


def tell_guesses(window: Window, done: str, findings: Sequence[Finding]) -> None:
    """Say what was done, and offer the list of what was guessed where there is any."""
    if not findings:
        window.tell_news(done)
        return
    sentence = f"{done}有 {len(findings)} 处是推断的，请逐一核对。"
    put_up(window, KEY, sentence, [("逐条查看(&G)", lambda: show_guesses(window, findings))], mark="hint")


def show_guesses(window: Window, findings: Sequence[Finding]) -> bool:
    """Open the list beside the form; the banner that offered it stays."""
    for old in window.findChildren(Guesses):
        old.close()
    Guesses(window, findings).show()
    return False


class Guesses(QDialog):
    """List findings; Enter, a double click or the button goes to the cell, and the list stays open."""

    def __init__(self, window: Window, findings: Sequence[Finding]) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("推断的内容")
        answer_key(self)
        self._window, self._findings = window, tuple(findings)
        told = QLabel("这些内容是推断的，或者没有读入。按回车到那一格，核对后可以直接改。")
        told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("推断的内容")
        self.list.setWordWrap(True)
        self.list.setItemDelegate(WrappingLine(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        session = window.session
        assert session is not None  # the list is about its form
        names = row_names(session.document.indicators)
        for finding in self._findings:
            place = place_label(session.template, names, finding.where) if finding.where else ""
            self.list.addItem(QListWidgetItem(_words(finding, place)))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        shut = QPushButton("关闭(&C)")
        shut.setAutoDefault(False)
        shut.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addWidget(shut, 0, Qt.AlignmentFlag.AlignRight)
        window.closed.connect(self.close)
        self.resize(*SIZE)
        self.list.setFocus()

    def _go(self, item: QListWidgetItem) -> None:
        finding = self._findings[self.list.row(item)]
        if not finding.where:
            return
        session = self._window.session
        assert session is not None  # as above
        where = address(finding.where)
        try:
            get(session.document, where)
        except KeyError:
            self._window.tell_news(GONE)
            return
        go_to(self._window, where)


def _words(finding: Finding, place: str) -> str:
    mark = MARKS["hint" if finding.where else "explain"]
    return f"{mark} {place}\n{finding.message}" if place else f"{mark} {finding.message}"
