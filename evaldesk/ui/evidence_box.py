"""The list of a row's evidence in the detail pane: what it is called, on which page, and whether its file is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.evidence_list import PAGE, STATE, TITLE, Pieces
from evaldesk.ui.labels import faint, set_text
from evaldesk.ui.palette import MARKS, tones

GAP = 8
MOST_ROWS = 4
NARROWEST, HINT = 9, 8  # Chinese characters: the least width of the list, and of what invites to drop files
EMPTY = "可把文件拖到这里"
ATTRIBUTES = ("title", "page")
MENU = (
    ("open", "打开(&O)"),
    ("folder", "打开所在的文件夹(&D)"),
    ("rename", "修改名称(&N)"),
    ("page", "填写页码(&P)"),
    ("relocate", "重新指定文件(&F)…"),
    ("renew", "采用文件现在的内容(&H)"),
    ("remove", "移除(&R)"),
)
NEEDS_FILE = {"open", "folder", "renew"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what one line says: title, page, and the state of its file as a mark of ``MARKS`` and a word.

    ``told`` is the whole story under the mouse; ``has_file`` says that a file is there.
    """

    title: str
    page: str
    mark: str
    word: str
    told: str
    has_file: bool


class EvidenceBox(QWidget):
    """Show the evidence of one row and say what is wanted of it.

    ``asked`` carries a word of ``MENU`` or ``add`` with the number of the line (-1 for none), ``edited`` a number, an
    attribute and its new text, ``cancelled`` that reading files is to stop.
    """

    asked = Signal(str, int)
    edited = Signal(int, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("direction")  # the ground of the pane's lower edge
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: tuple[Shown, ...] = ()
        self._row = ""
        self._showing = False
        self.count = QLabel("佐证材料", self)
        self.hint = faint(EMPTY)
        self.add, self.open = QPushButton("添加…", self), QPushButton("打开", self)
        self.more = QToolButton(self)
        self.more.setText("更多")
        self.more.setAccessibleName("对所选佐证材料的其他操作")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self.menu)
        for button in (self.add, self.open):
            button.setProperty("flat", True)
        self.add.setToolTip("选择文件作为本指标的佐证材料（列表里按 Insert）")
        self.add.clicked.connect(partial(self._ask, "add"))
        self.open.clicked.connect(partial(self._ask, "open"))
        self.list = Pieces(self)
        self.list.asked.connect(self._ask)
        self.list.itemChanged.connect(self._changed)
        self.list.itemDoubleClicked.connect(self._double_clicked)
        self.list.currentItemChanged.connect(self._offer)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("读取文件的进度")
        self.words = faint("")
        self.cancel = QPushButton("取消", self)
        self.cancel.setProperty("flat", True)
        self.cancel.clicked.connect(self.cancelled)
        self._lay_out()
        self.show_progress("", 0)
        self.show_row("", ())

    @property
    def current(self) -> int:
        """Return the number of the chosen line, -1 for none."""
        return self.list.indexOfTopLevelItem(self.list.currentItem()) if self.list.currentItem() else -1

    def show_row(self, id: str, shown: Sequence[Shown]) -> None:
        """Show the evidence of a row, touching only what differs; the chosen line stays chosen."""
        shown = tuple(shown)
        if (id, shown) == (self._row, self._shown):
            return
        at = self.current if id == self._row else 0
        more = id == self._row and len(shown) > len(self._shown)
        self._row, self._shown, self._showing = id, shown, True
        while self.list.topLevelItemCount() > len(shown):
            self.list.takeTopLevelItem(len(shown))
        for number, piece in enumerate(shown):
            self._put(number, piece)
        if shown:
            last = len(shown) - 1
            self.list.setCurrentIndex(self.list.model().index(last if more else min(max(at, 0), last), TITLE))
        self._showing = False
        set_text(self.count, f"佐证材料 {len(shown)} 份" if shown else "佐证材料")
        self.list.setVisible(bool(shown))
        self.hint.setVisible(not shown)
        for widget in (self.open, self.more):
            widget.setVisible(bool(shown))
        self._fit()
        self._turn()
        self._offer()

    def show_progress(self, words: str, per_mille: int) -> None:
        """Show how far the reading of files is; without words nothing is being read."""
        set_text(self.words, words)
        self.progress.setValue(per_mille)
        for widget in (self.words, self.progress, self.cancel):
            widget.setVisible(bool(words))

    def edit(self, column: int) -> None:
        """Open the editor of the chosen line."""
        if item := self.list.currentItem():
            self.list.setFocus()
            self.list.editItem(item, column)

    def _put(self, number: int, piece: Shown) -> None:
        item = self.list.topLevelItem(number)
        if item is None:
            item = QTreeWidgetItem(self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        mark = f"{MARKS[piece.mark]} " if piece.mark else ""
        for column, text in enumerate((piece.title, piece.page, f"{mark}{piece.word}")):
            if item.text(column) != text:
                item.setText(column, text)
            item.setToolTip(column, piece.told)
        item.setForeground(STATE, QColor(getattr(tones(), piece.mark or "faint")))

    def _ask(self, word: str, *_: object) -> None:
        if word in ("rename", "page"):
            self.edit(TITLE if word == "rename" else PAGE)
        elif word == "add" or self.current >= 0:
            self.asked.emit(word, self.current)

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._showing and column in (TITLE, PAGE):
            self.edited.emit(self.list.indexOfTopLevelItem(item), ATTRIBUTES[column], item.text(column))

    def _double_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == STATE:
            self._ask("open")
        else:
            self.list.editItem(item, column)

    def _offer(self, *_: object) -> None:
        self.open.setEnabled(self._has_file())

    def _has_file(self) -> bool:
        return 0 <= self.current < len(self._shown) and self._shown[self.current].has_file

    def _fill_menu(self) -> None:
        self.menu.clear()
        for word, text in MENU:
            action = self.menu.addAction(text)
            action.setObjectName(f"evidence.{word}")
            action.setEnabled(word not in NEEDS_FILE or self._has_file())
            action.triggered.connect(partial(self._ask, word))

    def _show_menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is not None:
            self.menu.popup(self.list.viewport().mapToGlobal(place))

    def _fit(self) -> None:
        """Be as high as the lines, up to some; the passage above keeps the rest of the pane."""
        rows = max(min(len(self._shown), MOST_ROWS), 1)
        step = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        edges = 2 * self.list.frameWidth() + 2
        self.list.setMinimumHeight(step + edges)
        self.list.setMaximumHeight(rows * step + edges)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST * self._em(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the buttons below the words where they do not fit beside each other."""
        needed = self.count.sizeHint().width() + self._buttons.sizeHint().width() + 4 * GAP
        if not self._shown:
            needed += HINT * self._em()
        beside = self.width() >= needed
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("国")

    def sizeHint(self) -> QSize:
        return QSize(260, super().sizeHint().height())

    def _lay_out(self) -> None:
        words, buttons = QHBoxLayout(), QHBoxLayout()
        words.addWidget(self.count)
        words.addWidget(self.hint, 1)
        for button in (self.add, self.open, self.more):
            buttons.addWidget(button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(2 * GAP, 0, GAP, 0)
        self._head.setSpacing(GAP // 2)
        self._head.addLayout(words, 1)
        self._head.addLayout(buttons)
        self._buttons = buttons
        going = QHBoxLayout()
        going.setContentsMargins(2 * GAP, 0, GAP, 0)
        going.addWidget(self.words)
        going.addWidget(self.progress, 1)
        going.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP // 2, 0, GAP // 2)
        column.setSpacing(GAP // 2)
        column.addLayout(self._head)
        column.addLayout(going)
        column.addWidget(self.list)
