"""历史版本: what the form was at each save, print and hand-in, to read, compare, name and bring back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from evaldesk.files.templates import load_template
from evaldesk.history.diff import diff
from evaldesk.history.events import event_name
from evaldesk.history.snapshots import Snapshot, kept, load, name
from evaldesk.history.snapshots.lines import Line, history
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.ui.background import Background
from evaldesk.ui.comparison import comparison_page
from evaldesk.ui.palette import Tones, tones
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

STEP = "恢复历史版本"
SIZE = (980, 640)
NONE = "这张表还没有历史版本。每次保存、打印和定稿都会留下一版。"
PRESENT, BEFORE = "与现在比较", "与前一版比较"


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what the list shows, and what is told of damaged versions."""

    lines: tuple[Line, ...]
    told: str


class Versions(QDialog):
    """Show the versions of a window's form, newest first, and beside them what the chosen one differs in."""

    def __init__(self, window: Window, session: Session) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("历史版本")
        self._window, self.session = window, session
        self._lines: tuple[Line, ...] = ()
        self._asked = 0
        self.background = Background(self)
        self.finished.connect(self.background.stop)
        self.list = QListWidget()
        self.list.setAccessibleName("历史版本")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.list.itemActivated.connect(self._look)
        self.mode = QComboBox()
        self.mode.addItems([PRESENT, BEFORE])
        self.mode.setAccessibleName("比较")
        self.mode.currentIndexChanged.connect(self._show_chosen)
        self.page = QTextBrowser()
        self.page.setAccessibleName("变动")
        self.page.document().setDocumentMargin(16)
        self.words = QLineEdit()
        self.words.setPlaceholderText("给这一版起个名字，有名字的版本一直保留")
        self.words.setAccessibleName("版本名称")
        self.words.returnPressed.connect(self._name)
        self.naming = QPushButton("命名")
        self.naming.clicked.connect(self._name)
        self.bring = QPushButton("恢复为这一版")
        self.bring.clicked.connect(self._bring_back)
        self.look = QPushButton("在新窗口查看")
        self.look.clicked.connect(self._look)
        self.told = QLabel()
        self.told.setProperty("tone", "faint")
        self.told.setWordWrap(True)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read the versions again, without making anyone wait."""
        self.background.do(partial(_read, self.session.document.id), self._show_lines, self._fail)

    @property
    def chosen(self) -> Snapshot | None:
        """Return the chosen version."""
        row = self.list.currentRow()
        return self._lines[row].snapshot if 0 <= row < len(self._lines) else None

    def _show_lines(self, shown: Shown) -> None:
        row = max(self.list.currentRow(), 0)
        self._lines = shown.lines
        self.list.clear()
        for line in shown.lines:
            item = QListWidgetItem(said(line), self.list)
            item.setToolTip(line.since)
        self.told.setText(shown.told or ("" if shown.lines else NONE))
        self.told.setVisible(bool(self.told.text()))
        self.list.setCurrentRow(min(row, len(shown.lines) - 1))
        self.list.setFocus()
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        snapshot = self.chosen
        for widget in (self.bring, self.look, self.naming, self.words, self.mode):
            widget.setEnabled(snapshot is not None)
        self._asked += 1
        if snapshot is None:
            self.page.clear()
            return
        self.words.setText(snapshot.name)
        before = self._lines[self.list.currentRow() + 1].snapshot if self._has_before() else None
        present = None if self.mode.currentText() == BEFORE else self.session.document
        work = partial(page_of, snapshot, before, present, self.session.template, tones())
        self.background.do(work, partial(self._show_page, self._asked), self._fail)

    def _has_before(self) -> bool:
        return self.list.currentRow() + 1 < len(self._lines)

    def _show_page(self, asked: int, page: str) -> None:
        if asked == self._asked:
            self.page.setHtml(page)

    def _fail(self, error: Exception) -> None:
        self.page.setPlainText(getattr(error, "sentence", str(error)))

    def _bring_back(self, checked: bool = False) -> None:
        self._window.run(self._bring)

    def _bring(self) -> None:
        if snapshot := self.chosen:
            bring_back(self.session, load(snapshot))
            self._window.tell_news(f"已恢复为 {snapshot.at.astimezone():%m-%d %H:%M} 的内容，撤销可以回到刚才。")
            self.close()

    def _look(self, *_: object) -> None:
        self._window.run(self._open)

    def _open(self) -> None:
        if snapshot := self.chosen:
            document = load(snapshot)
            self._window.desk.show_session(Session(document, load_template(document.template)))

    def _name(self, checked: bool = False) -> None:
        self._window.run(self._give_name)

    def _give_name(self) -> None:
        if snapshot := self.chosen:
            name(snapshot, self.words.text())
            self.refresh()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mode)
        head.addWidget(self.words, 1)
        head.addWidget(self.naming)
        beside.addLayout(head)
        beside.addWidget(self.page, 1)
        halves = QSplitter()
        halves.setHandleWidth(16)
        halves.setStyleSheet("QSplitter::handle { background: transparent; }")
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setChildrenCollapsible(False)
        halves.setSizes([SIZE[0] * 2 // 5, SIZE[0] * 3 // 5])
        shut = QPushButton("关闭")
        shut.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.bring)
        buttons.addWidget(self.look)
        buttons.addStretch(1)
        buttons.addWidget(shut)
        for button in (self.bring, self.look, self.naming, shut):
            button.setAutoDefault(False)  # Enter names, or opens what the list has chosen
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(halves, 1)
        whole.addLayout(buttons)
        self.resize(*SIZE)


def show_versions(window: Window) -> Versions:
    """Show the versions of the window's form beside it."""
    assert window.session is not None  # the command is off without a form
    panel = Versions(window, window.session)
    panel.show()
    return panel


def bring_back(session: Session, old: Document) -> None:
    """Put an earlier content into the form as one undo step; hand-ins and remarks since then stay on record."""
    now = session.document
    keep = {key: getattr(now, key) for key in ("id", "template", "revision", "history", "remarks")}
    session.apply(STEP, old.model_copy(update=keep))


def said(line: Line) -> str:
    """Return two lines about a version: when and why, then revision, score and what changed."""
    item = line.snapshot
    named = f"“{item.name}”" if item.name else ""
    score = f"{item.score} 分（{item.grade}）" if item.score else "未计分"
    when = item.at.astimezone()
    return f"{when:%Y-%m-%d %H:%M}　{event_name(item.event)}{named}　第 {item.revision} 稿　{score}\n{line.since}"


def page_of(
    snapshot: Snapshot, before: Snapshot | None, present: Document | None, template: Template, on: Tones
) -> str:
    """Return what a version differs in: from ``present``, else from the version before it.

    :raises Unreadable: when a version is damaged.
    """
    document = load(snapshot)
    if present is not None:
        return comparison_page(diff(document, present, template), on)
    if before is None:
        return "<p>这是最早的版本。</p>"
    return comparison_page(diff(load(before), document, template), on)


def _read(form: str) -> Shown:
    lines: Sequence[Line] = history(form)
    return Shown(tuple(lines), kept(form).sentence)
