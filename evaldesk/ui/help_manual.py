"""The manual's window: contents and search at the left, the page at the right; all of it from the program's folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.help_book import CONTENTS, KEYS, book, find
from evaldesk.ui.help_keys import key_table
from evaldesk.ui.help_place import place_of
from evaldesk.ui.help_text import ManualText

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

SIZE = (960, 680)
SIDE = 240
ZOOMS = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
NOWHERE = "没有找到，请换几个字再试"
TARGET = Qt.ItemDataRole.UserRole


class Manual(QDialog):
    """Show the manual beside the form; it waits for nothing."""

    def __init__(self, window: Window, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用手册")
        self._window = window
        self._past: list[tuple[str, int]] = []
        self._coming: list[tuple[str, int]] = []
        self._zoom = remembered_zoom(window.desk.state.get("manual-zoom", ""))
        self.page = ""
        self.text = ManualText()
        self.text.anchorClicked.connect(self._follow)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册里查找")
        self.search.setAccessibleName("在手册里查找")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._take)
        self.search.installEventFilter(self)
        self.listed = QListWidget()
        self.listed.setAccessibleName("目录")
        self.listed.setWordWrap(True)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.listed.itemClicked.connect(self._open)
        self.listed.itemActivated.connect(self._open)
        self.back = self._button("后退", "Alt+Left", self.go_back)
        self.forth = self._button("前进", "Alt+Right", self.go_forth)
        self.home = self._button("目录", "Alt+Home", partial(self.go, CONTENTS))
        self.smaller = self._button("缩小", "Ctrl+-", partial(self.resize_text, -1))
        self.larger = self._button("放大", "Ctrl+=", partial(self.resize_text, 1))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)
        self._lay_out()
        self._list("")

    def go(self, page: str, heading: str = "") -> None:
        """Turn to a page, at a heading where it has that one."""
        if page not in book():
            page, heading = CONTENTS, ""
        if self.page and (page != self.page or heading):
            self._past.append(self._here())
            self._coming.clear()
        self._turn(page)
        if heading:
            self.text.scrollToAnchor(heading)
        self._show_ways()

    def go_back(self) -> None:
        """Turn to where the reader came from."""
        if self._past:
            self._coming.append(self._here())
            self._return(self._past.pop())

    def go_forth(self) -> None:
        """Undo going back."""
        if self._coming:
            self._past.append(self._here())
            self._return(self._coming.pop())

    def resize_text(self, by: int) -> None:
        """Take the next larger or smaller letters, and remember it."""
        at = ZOOMS.index(self._zoom) + by
        if 0 <= at < len(ZOOMS):
            self._zoom = ZOOMS[at]
            self.text.show_again(self._zoom)
            self._window.desk.remember_state(**{"manual-zoom": str(self._zoom)})
            self._show_ways()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move through what was found while the words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = self.listed.currentRow() + step
                self.listed.setCurrentRow(max(0, min(self.listed.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)

    def _words(self) -> str:
        text = book()[self.page].text
        return text.replace(KEYS, key_table(self._window)) if KEYS in text else text

    def _turn(self, page: str) -> None:
        if page != self.page:
            self.page = page
            self.text.show_text(self._words(), self._zoom)
        else:
            self.text.verticalScrollBar().setValue(0)
        if not self.search.text():
            self.listed.setCurrentRow(list(book()).index(page))

    def _here(self) -> tuple[str, int]:
        return self.page, self.text.verticalScrollBar().value()

    def _return(self, place: tuple[str, int]) -> None:
        self._turn(place[0])
        self.text.verticalScrollBar().setValue(place[1])
        self._show_ways()

    def _show_ways(self) -> None:
        self.back.setEnabled(bool(self._past))
        self.forth.setEnabled(bool(self._coming))
        self.smaller.setEnabled(self._zoom > ZOOMS[0])
        self.larger.setEnabled(self._zoom < ZOOMS[-1])

    def _follow(self, link: QUrl) -> None:
        """Follow a link inside the manual; any other leads nowhere."""
        if link.scheme() in ("", "file"):
            name = link.fileName().removesuffix(".md") or self.page
            if name in book():
                self.go(name, link.fragment(QUrl.ComponentFormattingOption.FullyDecoded))

    def _list(self, wanted: str) -> None:
        self.listed.clear()
        if wanted.strip():
            for hit in find(wanted):
                above = " ▸ ".join(part for part in (book()[hit.page].title, hit.heading) if part)
                item = QListWidgetItem(f"{above}\n{hit.words}", self.listed)
                item.setData(TARGET, (hit.page, hit.heading))
            if self.listed.count() == 0:
                QListWidgetItem(NOWHERE, self.listed).setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                self.listed.setCurrentRow(0)
            return
        for page in book().values():
            QListWidgetItem(page.title, self.listed).setData(TARGET, (page.name, ""))
        if self.page:
            self.listed.setCurrentRow(list(book()).index(self.page))

    def _take(self) -> None:
        if (item := self.listed.currentItem()) is not None:
            self._open(item)

    def _open(self, item: QListWidgetItem) -> None:
        target = item.data(TARGET)
        if target:
            self.go(*target)
            words = self.search.text().split()
            if words and not target[1]:
                self.text.find(words[0])

    def _button(self, name: str, keys: str, call: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(name)
        button.setShortcut(QKeySequence(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"{name}（{keys}）")
        button.clicked.connect(partial(_clicked, call))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        for button in (self.back, self.forth, self.home):
            top.addWidget(button)
        top.addStretch(1)
        for button in (self.smaller, self.larger):
            top.addWidget(button)
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 8, 0)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.listed, 1)
        main = QWidget()
        right = QVBoxLayout(main)
        right.setContentsMargins(8, 0, 0, 0)
        right.setSpacing(8)
        right.addLayout(top)
        right.addWidget(self.text, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(side)
        halves.addWidget(main)
        halves.setStretchFactor(1, 1)
        halves.setSizes([SIDE, SIZE[0] - SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(halves)
        room = self.screen().availableGeometry()
        self.resize(min(SIZE[0], room.width() - 32), min(SIZE[1], room.height() - 64))


def show_manual(window: Window, page: str = CONTENTS, heading: str = "") -> Manual:
    """Show the manual at a page, in the window that it has already; over a dialog that waits it is a part of that."""
    over = QApplication.activeModalWidget() or window
    known = [manual for manual in over.findChildren(Manual) if manual.isVisible()]
    manual = known[0] if known else Manual(window, over)
    manual.show()  # first: a heading is scrolled to in the size that the page will have
    manual.go(page, heading)
    manual.raise_()
    manual.activateWindow()
    manual.text.setFocus()
    return manual


def show_manual_here(window: Window) -> Manual:
    """Show the manual at the page of what has the focus."""
    place = place_of(window)
    return show_manual(window, place.page, place.heading)


def remembered_zoom(text: str) -> float:
    """Return the zoom that was remembered, 1 where that is none of ours."""
    return next((zoom for zoom in ZOOMS if str(zoom) == text), 1.0)


def _clicked(call: object, checked: bool = False) -> None:
    assert callable(call)
    call()
