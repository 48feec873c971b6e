"""Editing a cell in place: every key is in the document at once, Esc puts the former text back, leaving seals it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from evaldesk.model.document import Where, get
from evaldesk.model.indicators import LEVELS
from evaldesk.ui import indicator_cells as cells
from evaldesk.ui.after_paint import AfterPaint
from evaldesk.ui.indicator_aid import Aid
from evaldesk.ui.indicator_editor import Editor, LineEditor, TextEditor
from evaldesk.ui.indicator_findings import messages
from evaldesk.ui.indicator_leave import Leave
from evaldesk.ui.indicator_offers import offers, reading, wording
from evaldesk.ui.indicator_row import ACTUAL, COMPLETION, FIGURES, NAME, TARGET
from evaldesk.ui.indicator_view import IndicatorView

MOST = 0.6
TAKE = "按 Alt+↓ 选用，或直接点一下"
FILL = "按 Ctrl+Enter 填入所选的 {} 格"
Index = QModelIndex | QPersistentModelIndex


class IndicatorDelegate(QStyledItemDelegate):
    """Open, feed and close the editors of an ``IndicatorView``; ``left`` says how a person left one."""

    left = Signal(object)

    def __init__(self, view: IndicatorView) -> None:
        super().__init__(view)
        self.view = view
        self.session = view.rows.session
        self.aid = Aid(view.viewport())
        self.aid.picked.connect(self._pick)
        self.editor: Editor | None = None
        self.where: Where | None = None
        self._before = ""
        self._step = ""
        self._alike: cells.Places = []
        self._offer_later = AfterPaint(self, self._offer)

    def show_state(self) -> None:
        """Bring the open editor and its aid up to the document."""
        if self.editor is None:
            return
        index = self._index()
        if index.isValid():
            self.editor.show_text(self.view.rows.typed(index))
            self._show_aid(index)

    def finish(self) -> None:
        """Close the open editor; what was typed is in the document already."""
        if self.editor is not None:
            self._close()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model, column = self.view.rows, index.column()
        self.where = model.where(index)
        self._before, self._step = model.typed(index), model.step_name(index)
        self._alike = cells.alike(self.view, index)
        self.session.seal()
        given = offers(self.session, self.where.key, column, model.depth_of(index))
        self.aid.offer(given)
        branch_name = column == NAME and model.depth_of(index) < LEVELS - 1
        if column in FIGURES or column == COMPLETION or branch_name:
            line = LineEditor(parent)
            line.offering = bool(given)
            line.chosen.connect(self._choose)
            if column in FIGURES:
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
            if not self._before:
                line.setPlaceholderText(model.row(index.internalId()).texts[column])
            self.editor = line
        else:
            text = TextEditor(parent, stays=column not in (TARGET, ACTUAL))
            text.grown.connect(self._place)
            text.chosen.connect(self._choose)
            self._offer_later.ask()
            if column == NAME:
                text.setPlaceholderText("指标名称")
            self.editor = text
        self.editor.setObjectName("cell")
        head = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        self.editor.setAccessibleName(f"{model.row(index.internalId()).texts[NAME] or '未命名'}：{head}")
        self.aid.follow(self.editor)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self._leave)
        return self.editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor.show_text(self.view.rows.typed(index))
            # A key that opens the editor replaces the text; F2 takes the selection away again.
            self.editor.selectAll()
            self._show_aid(index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Do nothing: the document has the text already."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if editor is not self.editor:
            return
        cell = self.view.visualRect(cast(QModelIndex, index))
        room = self.view.viewport().rect()
        if isinstance(self.editor, TextEditor):
            if self.editor.width() != cell.width():
                self.editor.resize(cell.width(), cell.height())
            highest, wanted = int(room.height() * MOST), self.editor.wanted_height()
            height = max(cell.height(), min(wanted, highest))
            as_needed = (
                Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > height else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            )
            if as_needed != self.editor.verticalScrollBarPolicy():
                self.editor.setVerticalScrollBarPolicy(as_needed)
            # Grow upwards where the table ends, as long as the cell itself is on the screen.
            overlap = max(0, min(cell.top() + height - room.bottom(), cell.top() - room.top()))
            cell = QRect(cell.left(), cell.top() - overlap, cell.width(), height)
        editor.setGeometry(cell)
        self._hang()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor = self.where = None
            self.aid.hide()
        editor.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave keys and focus to the editors: they know when they are left."""
        return False

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what the findings and remarks of a cell say, and its whole text where the cell shows only a part."""
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return False
        id, column = self.view.rows.id_of(index), index.column()
        lines = [*messages(self.session.findings, id, column), *self.view.remarks.told(id, column)]
        text = self.view.rows.typed(index)
        if self.view.is_cut(cast(QModelIndex, index)):
            lines.append(text)
        QToolTip.showText(event.globalPos(), "\n".join(lines), view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.view.columnWidth(index.column()), self.view.ink.row_height)

    def _edited(self, text: str) -> None:
        if self.where is not None:
            self.session.edit(self.where, text, self._step)
            self._offer_later.ask()

    def _offer(self) -> None:
        """Offer what is remembered for what is typed by now; it looks after the key, never during it."""
        index = self._index()
        if not isinstance(self.editor, TextEditor) or self.where is None or not index.isValid():
            return
        depth, typed = self.view.rows.depth_of(index), self.editor.text()
        given = () if self.editor.composing else wording(self.session, self.where.key, index.column(), depth, typed)
        self.editor.offering = bool(given)
        if given != self.aid.offers:
            self.aid.offer(given)
            self._show_aid(index)

    def _choose(self, by: int) -> None:
        self._pick(self.aid.step(by))

    def _pick(self, text: str) -> None:
        if isinstance(self.editor, LineEditor):
            self.editor.setText(text)
            self._edited(text)
        elif isinstance(self.editor, TextEditor):
            self.editor.show_text(text)
            self.editor.caret_to_end()
            self._edited(text)
            self._offer_later.drop()  # the offers stay, to go on through them

    def _leave(self, how: Leave) -> None:
        if self.editor is None or self.sender() is not self.editor:
            return
        if how is Leave.CANCEL and self.where is not None:
            self.session.edit(self.where, self._before, self._step)
        if how is Leave.FILL and self.where is not None and len(self._alike) > 1:
            text = get(self.session.document, self.where)
            self.session.edit(self.where, self._before, self._step)  # all cells are one step, this one with them
            cells.fill(self.view, self._alike, text)
        self._close()
        self.left.emit(how)

    def _close(self) -> None:
        editor, self.editor, self.where = self.editor, None, None
        self.aid.hide()
        self.session.seal()
        if editor is not None:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _index(self) -> QModelIndex:
        return self.view.rows.place(self.where) if self.where else QModelIndex()

    def _place(self) -> None:
        index = self._index()
        if self.editor is not None and index.isValid():
            self.updateEditorGeometry(self.editor, QStyleOptionViewItem(), index)

    def _show_aid(self, index: Index) -> None:
        assert self.editor is not None
        name = self.view.rows.result(index).node.name
        text, damaged = reading(name, self.editor.text(), index.column())
        self.aid.read(text, damaged)
        take = TAKE if isinstance(self.editor, TextEditor) and self.aid.offers else ""
        fill = FILL.format(len(self._alike)) if len(self._alike) > 1 else ""
        self.aid.tell("\n".join(filter(None, (take, fill))))
        self.aid.mark(self.editor.text())
        self._hang()

    def _hang(self) -> None:
        if self.editor is not None:
            self.aid.hang(self.editor.geometry(), self.view.viewport().rect())
