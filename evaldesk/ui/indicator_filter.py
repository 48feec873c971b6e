"""The strip over the table that shows only some of its rows, or orders them otherwise; the paper keeps its order.

What is shown is chosen once, when it is asked for: a row that is being filled in never goes from under the hands.
"""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QStyledItemDelegate

from evaldesk.model.indicators import leaves
from evaldesk.ui.indicator_choice import ORDERS, WANTS, Choice, Order, Want, chosen, ranks
from evaldesk.ui.indicator_model import ROOT
from evaldesk.ui.indicator_view import IndicatorView
from evaldesk.ui.labels import set_text

WIDEST = 220
Key = Qt.Key


class RowFilter(QFrame):
    """Choose which rows an ``IndicatorView`` shows; ``left`` says that the officer wants to go on in the table."""

    left = Signal()

    def __init__(self, view: IndicatorView) -> None:
        super().__init__()
        self.view = view
        self.choice = Choice()
        self._hidden: frozenset[str] = frozenset()
        self.setObjectName("filter")
        self.setAccessibleName("筛选和排序")
        self.want = _combo("显示哪些指标", tuple(WANTS.values()))
        self.text = QLineEdit()
        self.text.setPlaceholderText("文字或拼音")
        self.text.setToolTip("只显示名称、预期值、实现值或原因里有这些字的指标，可用拼音首字母")
        self.text.setAccessibleName("指标含有的文字")
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(WIDEST)
        self.order = _combo("组内顺序", tuple(ORDERS.values()))
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)  # a narrow window takes two lines rather than being widened
        self.again = QPushButton("重新筛选")
        self.again.setToolTip("内容改动以后，按现在的内容再筛选一次")
        self.cancel = QPushButton("取消筛选")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for widget in (self.want, self.text, self.order):
            row.addWidget(widget)
        row.addWidget(self.sentence, 1)
        for button in (self.again, self.cancel):
            button.setProperty("flat", True)
            button.setAutoDefault(False)
            row.addWidget(button)
        self.want.currentIndexChanged.connect(self._chose)
        self.order.currentIndexChanged.connect(self._chose)
        self.text.textChanged.connect(self._chose)
        self.again.clicked.connect(self._refresh)
        self.cancel.clicked.connect(self._lift)
        for widget in (self.want, self.text, self.order):
            widget.installEventFilter(self)
        view.rows.modelReset.connect(self._hide_rows)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Tell whether the table shows something else than the paper."""
        return self.choice != Choice()

    def open(self) -> None:
        """Come over the table, the keyboard in the text to look for."""
        self.show()
        self._say()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def choose(self, want: Want = "all", text: str = "", order: Order = "paper") -> None:
        """Show what is wanted."""
        for widget in (self.want, self.text, self.order):
            widget.blockSignals(True)
        self.want.setCurrentIndex(get_args(Want).index(want))
        self.text.setText(text)
        self.order.setCurrentIndex(get_args(Order).index(order))
        for widget in (self.want, self.text, self.order):
            widget.blockSignals(False)
        self.apply(Choice(want, text, order))

    def lift(self) -> None:
        """Show everything as it stands on paper, and go away."""
        self.choose()
        self.hide()
        self.left.emit()

    def hides(self, id: str) -> bool:
        """Tell whether a row is not shown now."""
        index = self.view.rows.index_of(id)
        while index.isValid():
            if self.view.isRowHidden(index.row(), index.parent()):
                return True
            index = index.parent()
        return False

    def apply(self, choice: Choice) -> None:
        """Show what is wanted as the form is now; the cursor stays where it is as long as its row is shown."""
        view, session = self.view, self.view.rows.session
        id, column = view.rows.id_of(view.currentIndex()), max(view.currentIndex().column(), 0)
        if choice.order != self.choice.order or (choice == self.choice and choice.order != "paper"):
            view.rows.rank(ranks(session, choice.order))
        self.choice = choice
        everyone = frozenset(node.id for node in leaves(session.document.indicators))
        # What is not wanted is remembered, not what is: a row that is added meanwhile shows.
        self._hidden = everyone - chosen(session, choice) if choice.narrows else frozenset()
        self._hide_rows()
        if self.hides(id) or not view.currentIndex().isValid():
            id = next((node.id for node in leaves(session.document.indicators) if not self.hides(node.id)), "")
        view.put_cursor(view.rows.index_of(id, column))
        view.scrollTo(view.currentIndex())
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on in the table by Enter or Down, and show everything again by Esc."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Key(event.key())
        if key == Key.Key_Escape:
            self.lift()
        elif watched is self.text and key in (Key.Key_Return, Key.Key_Enter, Key.Key_Down):
            self.left.emit()
        else:
            return False
        return True

    def _hide_rows(self) -> None:
        rows = self.view.rows
        for top in range(rows.rowCount()):
            branch = rows.index(top, 0)
            hidden = [self._hide_below(rows.index(group, 0, branch)) for group in range(rows.rowCount(branch))]
            self._hide(branch, bool(self._hidden) and all(hidden))

    def _hide_below(self, group: QModelIndex) -> bool:
        rows = self.view.rows
        hidden = []
        for row in range(rows.rowCount(group)):
            index = rows.index(row, 0, group)
            hidden.append(rows.id_of(index) in self._hidden)
            self._hide(index, hidden[-1])
        self._hide(group, empty := bool(self._hidden) and all(hidden))
        return empty

    def _hide(self, index: QModelIndex, hidden: bool) -> None:
        parent = index.parent() if index.parent().isValid() else ROOT
        if self.view.isRowHidden(index.row(), parent) != hidden:
            self.view.setRowHidden(index.row(), parent, hidden)

    def _say(self) -> None:
        rows = self.view.rows
        all_ids = [node.id for node in leaves(rows.session.document.indicators)]
        shown = sum(id not in self._hidden for id in all_ids)
        if self.choice.narrows:
            said = f"已筛选 {shown} / {len(all_ids)} 项，纸面顺序不变"
        elif self.is_on:
            said = f"只改变屏幕上的排列，共 {len(all_ids)} 项，纸面顺序不变"
        else:
            said = f"共 {len(all_ids)} 项"
        set_text(self.sentence, said)
        self.cancel.setText("取消筛选" if self.is_on else "关闭")
        self.again.setVisible(self.is_on)

    def _chose(self, *_: object) -> None:
        self.apply(
            Choice(
                get_args(Want)[self.want.currentIndex()],
                self.text.text(),
                get_args(Order)[self.order.currentIndex()],
            )
        )

    def _refresh(self, checked: bool = False) -> None:
        self.apply(self.choice)

    def _lift(self, checked: bool = False) -> None:
        self.lift()


def _combo(name: str, choices: tuple[str, ...]) -> QComboBox:
    combo = QComboBox()
    combo.setItemDelegate(QStyledItemDelegate(combo))  # the usual one does not know the sheet's item sizes
    combo.addItems(choices)
    combo.setAccessibleName(name)
    return combo
