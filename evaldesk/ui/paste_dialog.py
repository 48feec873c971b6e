"""粘贴表格: the clipboard's table before it goes into the form, with what each column is and what was read."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from evaldesk.exchange.imported import guesses, with_total
from evaldesk.exchange.pasted import Pasted
from evaldesk.exchange.placing import Placed, place
from evaldesk.exchange.roles import Role
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import path
from evaldesk.ui.help_key import answer_key
from evaldesk.ui.paste_cell import PasteCell, cell_size
from evaldesk.ui.paste_header import RoleHeader
from evaldesk.ui.paste_model import FACE, PasteModel
from evaldesk.ui.session import Session

TITLE = "粘贴表格"
EDGE = 24
WIDEST = 260
ROOM = (1240, 680)
LOOKED_AT = 60  # rows that a column's width is taken from
NO_NAME = "还没有一列是“三级指标”。请在指标名称那一列的上方选“三级指标”。"
NOTHING = "与表里已有的内容相同，没有要粘贴的。"
Answer = Literal["table", "cells", "cancel"]


class PasteDialog(QDialog):
    """Show a ``Pasted``, let columns and target be corrected; ``placed`` is the form with the rows in it.

    ``group`` is the level-2 row that the cursor stands in, ``""`` for none. With ``may_be_cells`` the cells can also
    be put into those that exist.
    """

    def __init__(
        self, parent: QWidget | None, session: Session, pasted: Pasted, group: str, may_be_cells: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        answer_key(self)
        self._session, self._group = session, group
        self.pasted = pasted
        self.answer: Answer = "cancel"
        self.model = PasteModel(pasted, self)
        self.table = QTableView()
        self.header = RoleHeader(self.table, pasted.grid.width)
        self.by_names = QRadioButton("按表里的一级、二级指标名称(&N)")
        self.into_group = QRadioButton()
        self.match = QCheckBox("名称相同的，填进原有的行(&M)")
        self.counts = QLabel()
        self.buttons = QDialogButtonBox()
        self.paste = self.buttons.addButton("粘贴(&P)", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cells: QPushButton | None = None
        if may_be_cells:
            self.cells = self.buttons.addButton("只填已有的单元格(&C)", QDialogButtonBox.ButtonRole.ActionRole)
            self.cells.clicked.connect(self._choose_cells)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._dress()
        self._lay_out()
        self._join()
        self.show_plan()
        self._fit_columns()
        self.table.setFocus()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return a finding for every value that was guessed, and for what was left out."""
        return guesses(self.pasted.table(), self.placed, self.pasted.layout)

    def choose_role(self, column: int, role: Role) -> None:
        """Take the officer's word for what a column is."""
        self.pasted = self.pasted.with_role(column, role)
        self.show_plan()

    def show_plan(self, *_: object) -> None:
        """Show how the table is read now, and what would become of the form."""
        table = self.pasted.table()
        self.model.show(self.pasted, table)
        self.header.show_layout(self.pasted.layout)
        group = self._group if self.into_group.isChecked() else ""
        document, template = self._session.document, self._session.template
        placed = place(document, table, template, group, self.match.isChecked())
        # Rows for one branch say nothing of the whole table's sums.
        whole = placed.document if group else with_total(placed.document, table)
        self.placed: Placed = replace(placed, document=whole)
        self.counts.setText(self._sentence(bool(table.rows)))
        ready = bool(table.rows) and self.placed.document != document and bool(self.pasted.layout.columns("name"))
        self.paste.setEnabled(ready)

    def accept(self) -> None:
        """Paste the table."""
        self.answer = "table"
        super().accept()

    def _sentence(self, found: bool) -> str:
        if not self.pasted.layout.columns("name"):
            return NO_NAME
        if not found:
            return "没有读到指标。请核对每一列的上方选得对不对。"
        if self.placed.document == self._session.document:
            return NOTHING
        parts = [f"{words} {len(ids)} 项" for words, ids in self._changes() if ids]
        guessed = len(self.pasted.guessed())
        tail = f"有 {guessed} 格是推断的（◆），请核对。" if guessed else "每一格都有出处。"
        return f"{'，'.join(parts) or '填写分级的权重和得分'}。{tail}"

    def _changes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("新增", self.placed.added), ("更新", self.placed.changed)

    def _dress(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(PasteCell(self.table))
        self.table.setHorizontalHeader(self.header)
        self.table.setAccessibleName("剪贴板上的表格")
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setObjectName("pasted")
        rows = self.table.verticalHeader()
        rows.setDefaultSectionSize(cell_size(self.font(), self.model.face(0, 0)).height())
        rows.setMinimumWidth(rows.fontMetrics().horizontalAdvance("表头") + 16)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.setCurrentIndex(self.model.index(min(len(self.pasted.layout.heads), self.model.rowCount() - 1), 0))

    def _fit_columns(self) -> None:
        """Make each column as wide as its cells and, where there is room for that, as the reason over it."""
        columns = range(self.model.columnCount())
        cells = [min(self._widest(column), WIDEST) for column in columns]
        narrow = [max(cells[column], self.header.wanted_width(column)) for column in columns]
        told = [max(cells[column], self.header.told_width(column)) for column in columns]
        room = self.width() - 2 * EDGE - self.table.verticalHeader().width() - 2
        for column, width in enumerate(told if sum(told) <= room else narrow):
            self.table.setColumnWidth(column, width)

    def _widest(self, column: int) -> int:
        faces = [self.model.index(at, column).data(FACE) for at in range(min(self.model.rowCount(), LOOKED_AT))]
        return max((cell_size(self.font(), face).width() for face in faces), default=0)

    def _lay_out(self) -> None:
        grid = self.pasted.grid
        told = QLabel(f"剪贴板上有 {len(grid.rows)} 行、{grid.width} 列。请核对每一列是什么，认错的可以在上方改选。")
        told.setWordWrap(True)
        target = QHBoxLayout()
        target.setSpacing(24)
        target.addWidget(QLabel("放到："))
        target.addWidget(self.by_names)
        target.addWidget(self.into_group)
        target.addStretch(1)
        target.addWidget(self.match)
        self.counts.setAccessibleName("粘贴的结果")
        self.counts.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 20, EDGE, 16)
        column.setSpacing(12)
        column.addWidget(told)
        column.addWidget(self.table, 1)
        column.addLayout(target)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(ROOM[0], room.width() - 64), min(ROOM[1], room.height() - 96))

    def _join(self) -> None:
        named = any(role in self.pasted.layout.roles for role in ("level1_name", "level2_name"))
        self.by_names.setChecked(True)
        self.match.setChecked(True)
        if self._group:
            name = path(self._session.document.indicators, self._group)[-1].name.strip() or "未命名"
            self.into_group.setText(f"全部放进当前的“{name}”(&G)")
            self.into_group.setChecked(not named)
        else:
            self.into_group.hide()
        order: list[QWidget] = [
            *self.header.choosers,
            self.table,
            self.by_names,
            self.into_group,
            self.match,
            self.paste,
        ]
        for before, widget in pairwise(order):
            self.setTabOrder(before, widget)
        self.paste.setDefault(True)
        self.header.chosen.connect(self.choose_role)
        self.by_names.toggled.connect(self.show_plan)
        self.match.toggled.connect(self.show_plan)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _choose_cells(self, checked: bool = False) -> None:
        self.answer = "cells"
        super().accept()
