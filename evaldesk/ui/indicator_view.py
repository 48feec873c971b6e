"""The indicator table on the screen: it paints its rows and moves its cursor as a spreadsheet does.

It changes nothing: what a key asks for is said by a signal, and the panel does it.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyleOptionViewItem, QTreeView, QWidget

from evaldesk.model.indicators import LEVELS
from evaldesk.ui import indicator_moves as moves
from evaldesk.ui.indicator_findings import Marks, RowMarks
from evaldesk.ui.indicator_model import Index, IndicatorModel
from evaldesk.ui.indicator_paint import INDENT, Ink, Look, Section, paint_row
from evaldesk.ui.indicator_remarks import CellRemarks, RowRemarks
from evaldesk.ui.indicator_row import NAME, Row
from evaldesk.ui.indicator_selection import NOTHING, Selected
from evaldesk.ui.palette import tones
from evaldesk.ui.style_option import given

Key = Qt.Key
Move = QAbstractItemView.CursorAction
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CLIPBOARD = {
    "copy": QKeySequence.StandardKey.Copy,
    "cut": QKeySequence.StandardKey.Cut,
    "paste": QKeySequence.StandardKey.Paste,
}


class IndicatorView(QTreeView):
    """Show an ``IndicatorModel``.

    ``asked`` carries ``copy``, ``cut``, ``paste``, ``wipe``, and ``more`` where Enter finds no further row;
    ``edit_asked`` a cell whose text is to be kept (F2);
    ``menu_asked`` the place of a context menu; ``moved`` follows every move of the cursor; ``inked`` says that it is
    written in another font or other colours.
    """

    asked = Signal(str)
    edit_asked = Signal(QModelIndex)
    menu_asked = Signal(QPoint)
    moved = Signal()
    inked = Signal()
    unfolded = Signal()

    def __init__(self, model: IndicatorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.marks = RowMarks(model.session.found)
        self.remarks = RowRemarks(model.session.document.remarks)
        self._painted: dict[int, tuple[Row, Marks, CellRemarks]] = {}
        self._sections: tuple[Section, ...] = ()
        self._selected = Selected()
        self.ink = Ink(self.font(), tones())
        self.setModel(model)
        self.setAccessibleName("指标表")
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(INDENT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionsMovable(False)
        self.header().setHighlightSections(False)
        self.header().sectionResized.connect(self._repaint)
        # A new tree is shown whole; Qt would fold it.
        model.modelReset.connect(self.expandAll)
        self._unfolded = False

    def show_changes(self) -> None:
        """Repaint the visible rows that say something else than what was painted, and no others."""
        index = self.indexAt(QPoint(0, 0))
        height, width, step = self.viewport().height(), self.viewport().width(), self.ink.row_height
        top = self.visualRect(index).top()
        while index.isValid() and top < height:
            key = index.internalId()
            id = self.rows.id_of(index)
            if self._painted.get(key) != (self.rows.row(key), self.marks.of(id), self.remarks.of(id)):
                self.viewport().update(0, top, width, step)
            index = self.indexBelow(index)
            top += step

    def renew_ink(self) -> None:
        """Take over another font or other colours."""
        self.ink = Ink(self.font(), tones())
        self.scheduleDelayedItemsLayout()
        self._repaint()
        self.inked.emit()

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor on a cell and show it, its branch unfolded."""
        if index.isValid():
            above = index.parent()
            while above.isValid():
                self.expand(above)
                above = above.parent()
            self.put_cursor(index)
            self.scrollTo(index)

    def put_cursor(self, index: QModelIndex) -> None:
        """Put the cursor on a cell and select it alone.

        ``setCurrentIndex`` would look at the keys that are down, and those of a command's shortcut (Ctrl+N) would keep
        what was selected before: the next Del would wipe it.
        """
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, by: int) -> None:
        """Put the cursor on the next (1) or former (-1) row that takes text here; ask for more after the last."""
        index = self.currentIndex()
        target = moves.next_row(self, self.rows, index, by)
        if target == index and by > 0:
            self.asked.emit("more")
        else:
            self.go_to(target)

    def begin(self, index: QModelIndex) -> bool:
        """Open the editor of a cell; tell whether it could."""
        # Qt takes no event here and says whether it began; its stubs know neither.
        return self.edit(index, QAbstractItemView.EditTrigger.AllEditTriggers, None)  # type: ignore[call-overload, no-any-return]

    def is_editing(self) -> bool:
        """Tell whether a cell's editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def is_cut(self, index: QModelIndex) -> bool:
        """Tell whether a cell shows only a part of its text."""
        depth, column = self.rows.depth_of(index), index.column()
        text = self.rows.row(index.internalId()).texts[column]
        width = self.columnWidth(column) - (INDENT * (depth + 1) if column == NAME else 0)
        return self.ink.is_cut(text, width, depth)

    def event(self, event: QEvent) -> bool:
        # These keys are ours while the table has the focus, whatever the window's menus say.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if any(event.matches(key) for key in CLIPBOARD.values()) or (plain and event.key() == Key.Key_Delete):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers or modifiers == SHIFT
        key = Key(event.key())
        if word := next((word for word, keys in CLIPBOARD.items() if event.matches(keys)), ""):
            self.asked.emit(word)
        elif not index.isValid():
            super().keyPressEvent(event)
        elif plain and key in (Key.Key_Return, Key.Key_Enter):
            self.step(-1 if modifiers else 1)
        elif plain and key in (Key.Key_Tab, Key.Key_Backtab):
            back = key == Key.Key_Backtab or bool(modifiers)
            target = moves.next_cell(self, self.rows, index, -1 if back else 1)
            self.go_to(target)
            event.setAccepted(target.isValid())
        elif not modifiers and key == Key.Key_F2:
            self.edit_asked.emit(index)
        elif not modifiers and key in (Key.Key_Delete, Key.Key_Backspace):
            self.asked.emit("wipe")
        elif plain and event.text().isprintable() and event.text():
            # Straight to the editor: Qt would take + - * for folding and a space for selecting.
            self.edit(index, QAbstractItemView.EditTrigger.AnyKeyPressed, event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt opens the editor but drops the event that opened it: a sign that an input method commits at once is lost.
        opens = not self.is_editing()
        super().inputMethodEvent(event)
        editor = self.indexWidget(self.currentIndex())
        if opens and self.is_editing() and editor is not None:
            QCoreApplication.sendEvent(editor, event)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = self.currentIndex()
        if not index.isValid():
            return self.rows.index(0, 0)
        if action in (Move.MoveLeft, Move.MoveRight):
            return moves.beside(self, index, -1 if action == Move.MoveLeft else 1)
        if action in (Move.MoveUp, Move.MoveDown):
            return moves.in_row(self, index, -1 if action == Move.MoveUp else 1)
        if action in (Move.MoveHome, Move.MoveEnd):
            return moves.edge(self, self.rows, index, -1 if action == Move.MoveHome else 1, bool(modifiers & CONTROL))
        return super().moveCursor(action, modifiers)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self.visualRect(index).contains(place) and event.button() == Qt.MouseButton.LeftButton:
            self.edit_asked.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_asked.emit(self.viewport().mapToGlobal(place))
            return
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.put_cursor(index)
        self.menu_asked.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The row under the cursor is tinted over its whole width.
        for index in (current, previous):
            if index.isValid():
                rect = self.visualRect(index)
                self.viewport().update(0, rect.top(), self.viewport().width(), rect.height())
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._selected = Selected(self.selectionModel().selection())
        super().selectionChanged(selected, deselected)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor in view when something slides in above the table."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            place = self.visualRect(self.currentIndex())
            if place.top() < event.oldSize().height() and place.bottom() > self.viewport().height():
                self.scrollTo(self.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        # Not earlier: until it is shown, every change of font and style would lay all rows out again.
        if not self._unfolded:
            self._unfolded = True
            self.expandAll()
            self.unfolded.emit()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show whoever comes by Tab where she is."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "ink"):
            self.renew_ink()

    def paintEvent(self, event: QPaintEvent) -> None:
        header = self.header()
        self._sections = tuple(
            Section(column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in moves.shown_columns(self)
        )
        super().paintEvent(event)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        key = index.internalId()
        id = self.rows.id_of(index)
        row, marks, remarks = self.rows.row(key), self.marks.of(id), self.remarks.of(id)
        self._painted[key] = (row, marks, remarks)
        current = self.currentIndex()
        is_current = current.isValid() and current.internalId() == key
        folds = row.depth < LEVELS - 1 and self.rows.hasChildren(index)
        edits = is_current and self.is_editing()  # then the editor has the frame
        look = Look(
            selected=NOTHING if edits else self._selected.columns(index),
            cursor=current.column() if is_current and not edits else -1,
            is_current=is_current,
            has_focus=self.hasFocus(),
            findings=marks,
            remarks=remarks,
            fold=self.isExpanded(index) if folds else None,
        )
        paint_row(painter, self.ink, given(options).rect, self._sections, row, look)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint nothing: ``drawRow`` has painted the branch."""

    def _repaint(self) -> None:
        self.viewport().update()
