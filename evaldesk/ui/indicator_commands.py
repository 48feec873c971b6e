"""What keys and menus of the table do: each command ends in one change of the session and one place of the cursor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, get
from evaldesk.model.indicators import LEVELS
from evaldesk.ui import indicator_cells as cells
from evaldesk.ui import indicator_moves as moves
from evaldesk.ui import indicator_steps as steps
from evaldesk.ui.indicator_delegate import IndicatorDelegate
from evaldesk.ui.indicator_leave import Leave
from evaldesk.ui.indicator_row import NAME
from evaldesk.ui.indicator_selection import selected_rows
from evaldesk.ui.indicator_story import DIRECTIONS
from evaldesk.ui.indicator_view import IndicatorView

LAST = "已经是最后一行。再按一次回车，就在下面新增一项指标。"
LAST_SHOWN = "已经是筛选出来的最后一行。"
FILTERED = "现在看到的不是纸面顺序，没有移动。请先取消筛选，再上移或下移。"
Change = Callable[[Document, str], steps.Step | None]


class Commands(QObject):
    """Do what the officer asks of an ``IndicatorView``.

    ``said`` carries a sentence for the window's strip; ``evidence_asked`` says that files are to be listed for a row.
    """

    said = Signal(str)
    evidence_asked = Signal()

    def __init__(self, view: IndicatorView, delegate: IndicatorDelegate) -> None:
        super().__init__(view)
        self.view = view
        self.delegate = delegate
        self.session = view.rows.session
        self._offered = ""
        self.is_filtered: Callable[[], bool] = bool
        """Tells whether the table shows only some rows, or another order; by itself it never does."""
        self.offer_table: Callable[[], bool] | None = None
        """Asks about a clipboard that holds more than cells before it is pasted; tells whether that settled it."""
        view.asked.connect(self.do_cells)
        view.edit_asked.connect(self.edit)
        view.moved.connect(self._forget_offer)
        delegate.left.connect(self.go_on)

    def by_id(self) -> dict[str, Callable[[], object]]:
        """Return the calls of the 指标 menu by the ids of its offers."""
        return {
            "row.add": partial(self.change, steps.add_row),
            "row.add-group": partial(self.change, steps.add_group),
            "row.duplicate": partial(self.change, steps.duplicate),
            "row.up": partial(self.move, -1),
            "row.down": partial(self.move, 1),
            "row.remove": self.remove,
            "cell.edit": self.edit,
            "cell.wipe": partial(self.do_cells, "wipe"),
            "evidence.add": self.evidence_asked.emit,
            "branch.fold": partial(self.fold, False),
            "branch.unfold": partial(self.fold, True),
            "branch.unfold-all": self.view.expandAll,
        }

    def change(self, change: Change) -> None:
        """Change the tree from the current row."""
        self.delegate.finish()
        self._take(change(self.session.document, self._id()))

    def move(self, by: int) -> None:
        """Move the current row up (-1) or down (1) on paper; not while the screen shows another order."""
        if self.is_filtered():
            self.said.emit(FILTERED)
        else:
            self.change(partial(steps.move, by=by))

    def remove(self) -> None:
        """Remove the rows of all selected cells."""
        self.delegate.finish()
        ids = {self.view.rows.id_of(row[0]) for row in selected_rows(self.view)}
        self._take(steps.remove(self.session.document, ids))

    def edit(self, index: QModelIndex | None = None) -> None:
        """Open the editor of a cell with its text kept and the caret behind it."""
        index = index or self.view.currentIndex()
        if self.view.begin(index) and self.delegate.editor is not None:
            self.delegate.editor.caret_to_end()

    def do_cells(self, word: str) -> None:
        """Copy, cut, paste or wipe the selected cells."""
        if word in ("copy", "cut"):
            cells.copy(self.view)
        if word in ("wipe", "cut"):
            cells.wipe(self.view)
        settled = word == "paste" and self.offer_table is not None and cells.is_foreign() and self.offer_table()
        if word == "paste" and not settled and (sentence := cells.paste(self.view)):
            self.said.emit(sentence)
        if word == "more":
            self.offer_row()

    def fold(self, is_open: bool) -> None:
        """Fold or unfold the branch of the current row; an indicator's is its group's."""
        self.delegate.finish()
        index = self.view.currentIndex()
        if not is_open and (self.view.rows.depth_of(index) == LEVELS - 1 or not self.view.isExpanded(index)):
            index = index.parent().siblingAtColumn(max(index.column(), 0))
            if index.isValid():
                self.view.put_cursor(index)
        if index.isValid():
            self.view.setExpanded(index.siblingAtColumn(0), is_open)

    def go_on(self, how: Leave) -> None:
        """Move the cursor as the way of leaving an editor asks for."""
        index, rows = self.view.currentIndex(), self.view.rows
        if how in (Leave.DOWN, Leave.UP):
            self._forget_offer()  # Enter that ends typing is not yet an answer
            self.view.step(1 if how is Leave.DOWN else -1)
        elif how in (Leave.NEXT, Leave.PREVIOUS):
            self.view.go_to(moves.next_cell(self.view, rows, index, 1 if how is Leave.NEXT else -1))

    def offer_row(self) -> None:
        """Offer another indicator after the last one; asked again there, add it."""
        index = self.view.currentIndex()
        if self.view.rows.depth_of(index) < LEVELS - 1 or not self.session.understood:
            return
        if self.is_filtered():
            self.said.emit(LAST_SHOWN)
        elif self._offered == self._id():
            self.change(steps.add_row)
        else:
            self._offered = self._id()
            self.said.emit(LAST)

    def _forget_offer(self) -> None:
        self._offered = ""

    def direct(self, direction: str) -> None:
        """Choose which way is better for the current indicator."""
        id = self._id()
        if id:
            self.delegate.finish()
            name = dict(DIRECTIONS)[direction]
            self.session.edit(cell(id, "direction"), direction, f"{steps.said(self.session.document, id)}{name}")
            self.session.seal()

    def show_menu(self, place: QPoint, actions: list[QAction]) -> QMenu:
        """Open the context menu of the current cell."""
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for word, text in (("cut", "剪切单元格"), ("copy", "复制单元格"), ("paste", "粘贴单元格")):
            menu.addAction(text).triggered.connect(partial(self._cells_from_menu, word))
        menu.addSeparator()
        menu.addActions(actions)
        if self.view.rows.depth_of(self.view.currentIndex()) == LEVELS - 1:
            menu.addSeparator()
            self._add_directions(menu.addMenu("方向"))
        menu.popup(place)
        return menu

    def _add_directions(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        now = get(self.session.document, cell(self._id(), "direction"))
        for value, text in DIRECTIONS:
            action = group.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(partial(self._direct_from_menu, value))
            menu.addAction(action)

    # QAction.triggered hands over `checked`, which no command wants.
    def _cells_from_menu(self, word: str, checked: bool = False) -> None:
        self.do_cells(word)

    def _direct_from_menu(self, direction: str, checked: bool = False) -> None:
        self.direct(direction)

    def _id(self) -> str:
        id = self.view.rows.id_of(self.view.currentIndex())
        known = id and any(node.id == id for _, node in indicators.walk(self.session.document.indicators))
        return id if known else ""

    def _take(self, step: steps.Step | None) -> None:
        if step is None:
            return
        column = NAME if step.opens_name else max(self.view.currentIndex().column(), NAME)
        self.session.apply(step.name, step.document)
        index = self.view.rows.index_of(step.id, column)
        self.view.go_to(index)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if step.opens_name:
            self.edit(index)
