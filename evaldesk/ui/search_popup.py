"""The search: a line over the form and below it what is found as one types. It never changes anything.

The form is read when the popup opens, and again only when it became another value meanwhile.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from evaldesk.history.labels import STEP, row_names
from evaldesk.model.document import Document
from evaldesk.model.finding import Finding
from evaldesk.model.search import Entry, Hits, Index, all_places, everything
from evaldesk.ui.checkup_places import Places
from evaldesk.ui.labels import faint, set_text
from evaldesk.ui.search_list import HitList
from evaldesk.ui.session import Session

Scope = Literal["everything", "places"]

HINTS: dict[Scope, str] = {
    "everything": "搜索字段、指标、文字、体检和审核意见；可用拼音或首字母，如 zwfw",
    "places": "转到字段或指标；可用拼音或首字母，如 xmmc",
}
KEYS = "↑↓ 选择，回车前往，F3 下一处，Esc 关闭"
WIDEST = 640
MOST_ROWS = 8
EDGE = 24
Key = Qt.Key
MOVES = {Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_PageUp: -MOST_ROWS, Key.Key_PageDown: MOST_ROWS}
ENTER = (Key.Key_Return, Key.Key_Enter)


class SearchPopup(QFrame):
    """Search one session. ``wanted`` carries the entry to go to; ``gave_up`` says that Esc closed it.

    ``last`` is where the officer went last.
    """

    wanted = Signal(object)
    gave_up = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.places = Places(session.template)
        self.scope: Scope = "everything"
        self.hits = Hits()
        self.last: Entry | None = None
        self._index: Index | None = None
        self._above: dict[str, tuple[str, ...]] | None = None
        self._read: tuple[Scope, Document, tuple[Finding, ...]] | None = None
        self.setObjectName("search")
        self.setAccessibleName("搜索")
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName("搜索内容")
        self.list = HitList(self._place, self)
        self.count = faint("")
        self.keys = faint(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.line, self.list, self.count, self.keys):
            column.addWidget(widget)
        self.count.setWordWrap(True)
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.list.wanted.connect(self._go)
        parent.installEventFilter(self)
        self.hide()

    @property
    def query(self) -> str:
        """Return what is being looked for."""
        return self.line.text()

    def open(self, scope: Scope, query: str | None = None) -> None:
        """Come over the form, with ``query`` or else the last one marked, ready to be typed over."""
        if scope != self.scope and query is None:
            query = ""
        self.scope = scope
        self.line.setPlaceholderText(HINTS[scope])
        self.line.setAccessibleDescription(HINTS[scope])
        if query is not None:
            self.line.setText(query)
        self.search()
        self.show()
        self.raise_()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def search(self, *_: object) -> None:
        """Find what the line says and show it."""
        listed = self.scope == "places" and not self.query.strip()
        self.hits = self._current().all() if listed else self._current().find(self.query)
        self.list.show_hits(self.hits.entries, self.query)
        set_text(self.count, self._said())
        self._fit()

    def look(self, most: int) -> Hits:
        """Return what the last query finds in the form as it is now."""
        return self._current().find(self.query, most)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        if watched is not self.line:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if event.type() == QEvent.Type.FocusOut and not self.line.hasFocus() and self._is_left():
            self.hide()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Key(event.key())
        if key == Key.Key_Escape:
            self.hide()
            self.gave_up.emit()
        elif key in ENTER:
            self._go(self.list.chosen())
        elif key in MOVES:
            self.list.choose(self.list.currentIndex().row() + MOVES[key])
        else:
            return key in (Key.Key_Tab, Key.Key_Backtab)  # there is nowhere else to go in here
        return True

    def _is_left(self) -> bool:
        # Another program in front, a menu or the input method's list take the focus for a moment only.
        top = self.window()
        return top.isActiveWindow() and top.focusWidget() is not self.line

    def _go(self, entry: Entry | None) -> None:
        if entry is not None:
            self.hide()
            self.wanted.emit(entry)

    def _current(self) -> Index:
        read = (self.scope, self.session.document, self.session.findings)
        if self._index is None or self._read is None or not _same(read, self._read):
            template = self.session.template
            entries = (
                all_places(read[1], template) if self.scope == "places" else everything(read[1], template, read[2])
            )
            self._index, self._read, self._above = Index(entries), read, None
        return self._index

    def _said(self) -> str:
        found, total = len(self.hits.entries), self.hits.total
        if not self.query.strip():
            return "" if self.scope == "everything" else f"共 {total} 处"
        if not total:
            return f"没有找到“{self.query.strip()}”。可以少打几个字，或改用拼音首字母。"
        return f"{total} 处" if found == total else f"{total} 处，先列出前 {found} 处；多打几个字会更准"

    def _place(self, entry: Entry) -> str:
        if entry.kind == "label":
            return self.places.tab_of(entry.where)
        if entry.kind == "name":  # its own name stands above; two of the same name differ by what they stand under
            if self._above is None:
                self._above = row_names(self.session.document.indicators)
            return STEP.join(self._above.get(entry.where.split("/")[1], ())[:-1])
        return self.places.label(entry.where, self.session.evaluation)

    def _fit(self) -> None:
        over = self.parentWidget()
        assert over is not None
        room = over.size()
        rows = min(MOST_ROWS, len(self.hits.entries))
        self.list.setVisible(bool(rows))
        self.count.setVisible(bool(self.count.text()))
        width = min(WIDEST, room.width() - 2 * EDGE)
        self.setFixedWidth(width)
        self.list.setFixedHeight(2)
        spare = room.height() - EDGE - self.sizeHint().height()
        rows = min(rows, max(1, spare // self.list.row_height()))
        self.list.setFixedHeight(rows * self.list.row_height() + 2)
        self.adjustSize()
        self.move((room.width() - width) // 2, EDGE // 2)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(a is b for a, b in zip(one, other, strict=True))
