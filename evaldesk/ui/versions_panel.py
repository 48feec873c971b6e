"""历史版本: what the form was at each save, print and hand-in, to read, compare, name and bring back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QListWidgetItem

from evaldesk.files.templates import known_template, template_of
from evaldesk.history.diff import diff
from evaldesk.history.events import event_name
from evaldesk.history.snapshots import Snapshot, kept, load, name
from evaldesk.history.snapshots.lines import Line, history
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.ui.background import Background
from evaldesk.ui.comparison import comparison_page
from evaldesk.ui.halves import in_a_column, in_a_row, lay_out, push_button, reading_page, wrapping_list
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.keeping_versions import beside_of, choose_beside, wants_beside
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
        answer_key(self)
        self._window, self.session = window, session
        self._lines: tuple[Line, ...] = ()
        self._asked = 0
        self.background = Background(self)
        self.finished.connect(self.background.stop)
        self.list = wrapping_list("历史版本", self._show_chosen, self._look)
        self.mode = QComboBox()
        self.mode.addItems([PRESENT, BEFORE])
        self.mode.setAccessibleName("比较")
        self.mode.currentIndexChanged.connect(self._show_chosen)
        self.page = reading_page("变动")
        self.words = QLineEdit()
        self.words.setPlaceholderText("给这一版起个名字，有名字的版本一直保留")
        self.words.setAccessibleName("版本名称")
        self.words.returnPressed.connect(self._name)
        self.naming = push_button("命名", self._name)
        self.bring = push_button("恢复为这一版", self._bring_back)
        self.look = push_button("在新窗口查看", self._look)
        self.beside = QCheckBox("以后在表格旁边也留一份")
        self.beside.setToolTip("历史版本总是留在本机；选中后，表格所在的文件夹里也留一份，随表格一起带走或共享。")
        self.beside.setChecked(wants_beside(window.desk.state))
        self.beside.toggled.connect(self._choose_beside)
        self.told = QLabel()
        self.told.setProperty("tone", "faint")
        self.told.setWordWrap(True)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read the versions again, without making anyone wait."""
        work = partial(_read, self.session.document.id, beside_of(self.session.path))
        self.background.do(work, self._show_lines, self._fail)

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
        self.bring.setEnabled(snapshot is not None and self.session.understood)
        self._asked += 1
        if snapshot is None:
            self.page.clear()
            return
        self.words.setText(snapshot.name)
        before = self._lines[self.list.currentRow() + 1].snapshot if self._has_before() else None
        present = None if self.mode.currentText() == BEFORE else self.session.document
        work = partial(page_of, snapshot, before, present, known_template(self.session.document), tones())
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
            self._window.desk.show_session(Session(document, template_of(document)))

    def _name(self, checked: bool = False) -> None:
        self._window.run(self._give_name)

    def _give_name(self) -> None:
        if snapshot := self.chosen:
            name(snapshot, self.words.text())
            self.refresh()

    def _choose_beside(self, wanted: bool) -> None:
        choose_beside(self._window.desk, wanted)

    def _lay_out(self) -> None:
        head = in_a_row(self.mode, self.words, self.naming, wide=self.words)
        shut = push_button("关闭", self._shut)
        foot = in_a_row(self.bring, self.look, None, self.beside, shut)
        lay_out(self, in_a_column(self.list, self.told), in_a_column(head, self.page), foot, SIZE)

    def _shut(self, checked: bool = False) -> None:
        self.close()


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
    snapshot: Snapshot, before: Snapshot | None, present: Document | None, template: Template | None, on: Tones
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


def _read(form: str, beside: Path | None) -> Shown:
    lines: Sequence[Line] = history(form, beside)
    return Shown(tuple(lines), kept(form, beside).sentence)
