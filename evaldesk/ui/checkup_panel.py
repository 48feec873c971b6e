"""The 体检 panel: one verdict, the findings by level and tab, and the chosen one in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
)

from evaldesk.model.finding import LEVEL_NAMES, Finding, Level
from evaldesk.rules.findings import verdict
from evaldesk.ui.checkup_detail import CheckupDetail
from evaldesk.ui.checkup_lines import Keys, Line, fold_key, holders, is_settled, lines_of
from evaldesk.ui.checkup_list import FindingList
from evaldesk.ui.checkup_places import Places
from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import set_text
from evaldesk.ui.palette import MARKS
from evaldesk.ui.session import Session

WIDTH, NARROWEST = 344, 264
FRAME, EDGES = 20, 24  # pixels around the words of a level, and around the row of them
HALF = 400  # the list and what is told about one finding share the height
EVERYWHERE = "全部"


class Every:
    """Hold every key: all folds open."""

    def __contains__(self, key: object) -> bool:
        return True


class CheckupPanel(QFrame):
    """Show what the check-up found. ``wanted`` carries a finding to go to, ``mend_asked`` a line to mend."""

    wanted = Signal(object)
    mend_asked = Signal(object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.places = Places(session.template)
        self._opened: set[str] = set()
        self.setObjectName("checkup")
        self.setMinimumWidth(NARROWEST)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.levels = {level: QToolButton() for level in Level}
        self.tab = QComboBox()
        self.tab.setItemDelegate(QStyledItemDelegate(self.tab))
        self.tab.addItems([EVERYWHERE, *self.places.tabs])
        self.tab.setAccessibleName("只看一页")
        self.shut = QToolButton()
        self.shut.setText("✕")
        self.shut.setToolTip("收起体检（F7）")
        self.shut.setAccessibleName("收起体检")
        self.shut.clicked.connect(self._shut)
        self.list = FindingList()
        self.detail = CheckupDetail(session)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        for level, button in self.levels.items():
            button.setCheckable(True)
            button.setChecked(True)
            button.setProperty("tone", level.value)
            button.toggled.connect(self.show_findings)
        self.tab.currentIndexChanged.connect(self.show_findings)
        self.list.chosen.connect(self._show_chosen)
        self.list.wanted.connect(self._want)
        self.list.folded.connect(self._fold)
        self.detail.go_asked.connect(self._want)
        self.detail.mend_asked.connect(self.mend_asked)
        session.checked.connect(self.show_findings)
        session.changed.connect(self.detail.show_answer)
        self.show_findings()

    def show_findings(self, *_: object) -> None:
        """Show the session's findings, touching only the lines that differ."""
        set_text(self.verdict, verdict(self.session.findings))
        self._name_levels()
        self.list.lines.show_lines(lines_of(self.visible_findings(), self._opened, self._place))
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the levels by their marks alone where the words do not fit."""
        super().resizeEvent(event)
        self._name_levels()

    def _name_levels(self) -> None:
        waiting = self.session.found.waiting
        counts = {level: f"{MARKS[level.value]} {waiting[level]}" for level in self.levels}
        words = {level: f"{count} {LEVEL_NAMES[level]}" for level, count in counts.items()}
        needed = sum(self.fontMetrics().horizontalAdvance(text) + FRAME for text in words.values())
        shown = words if needed <= self.width() - EDGES else counts
        for level, button in self.levels.items():
            if button.text() != shown[level] or button.accessibleName() != words[level]:
                button.setText(shown[level])
                button.setToolTip(f"显示或不显示{LEVEL_NAMES[level]}")
                button.setAccessibleName(words[level])

    def list_height(self) -> int:
        """Return the list's share of the height, in thousandths."""
        sizes = self._halves.sizes()
        return 1000 * sizes[0] // sum(sizes) if sum(sizes) else 500

    def show_list(self, thousandths: int) -> None:
        """Give the list a share of the height."""
        self._halves.setSizes([thousandths, max(1000 - thousandths, 1)])

    def visible_findings(self) -> list[Finding]:
        """Return the findings of the chosen levels and tab."""
        tab = self.tab.currentText() if self.tab.currentIndex() > 0 else ""
        hidden = [level for level, button in self.levels.items() if not button.isChecked()]
        found: Sequence[Finding] = self.session.findings
        for level in hidden:
            found = [finding for finding in found if finding.level is not level]
        return [finding for finding in found if not tab or self.places.tab_of(finding.where) == tab]

    def step(self, by: int) -> Finding | None:
        """Choose the next finding (+1) or the one before (-1) that still waits, its fold opened; None without one."""
        found = self._in_lines()
        if not found:
            return None
        keys = Keys(self.visible_findings())
        line = self.list.current_line()
        order = [keys.of(finding) for finding in found]
        at = self._start(line, order, found, by)
        waiting = [place % len(found) for place in range(at + by, at + by + by * len(found), by)]
        place = next((place for place in waiting if not is_settled(found[place])), waiting[0])
        self.choose(found[place])
        return found[place]

    def choose(self, finding: Finding) -> None:
        """Choose a finding's line, opening what folds it."""
        visible = self.visible_findings()
        key = Keys(visible).of(finding)
        if self.list.lines.row_of(key) < 0:
            self._opened |= holders(visible, finding)
            self.show_findings()
        self.list.choose(key)

    def _in_lines(self) -> list[Finding]:
        """Return the visible findings in the order of the lines, folded or not."""
        return [line.finding for line in lines_of(self.visible_findings(), Every(), str) if not line.members]

    def _start(self, line: Line | None, order: list[str], found: list[Finding], by: int) -> int:
        if line is None:
            return -1 if by > 0 else 0
        if line.key in order:
            return order.index(line.key)
        first = next((at for at, finding in enumerate(found) if fold_key(finding) == line.key), 0)
        return first - 1 if by > 0 else first

    def _place(self, where: str) -> str:
        return self.places.label(where, self.session.evaluation)

    def _show_chosen(self) -> None:
        self.detail.show_line(self.list.current_line())

    def _want(self, line: Line) -> None:
        self.wanted.emit(line.finding)

    def _fold(self, line: Line, opened: bool) -> None:
        if opened:
            self._opened.add(line.key)
        else:
            self._opened.discard(line.key)
        self.show_findings()

    def _shut(self, checked: bool = False) -> None:
        self.closed.emit()

    def _lay_out(self) -> None:
        title = QLabel("体检")
        title.setFont(scaled(title.font(), 1.15, bold=True))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.tab)
        head.addWidget(self.shut)
        levels = QHBoxLayout()
        levels.setSpacing(4)
        for button in self.levels.values():
            levels.addWidget(button)
        levels.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 8, 8, 8)
        top.setSpacing(4)
        top.addLayout(head)
        top.addWidget(self.verdict)
        top.addLayout(levels)
        self._halves.addWidget(self.list)
        self._halves.addWidget(self.detail)
        self._halves.setSizes([HALF, HALF])
        self._halves.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._halves, 1)
