"""Where the cursor of the indicator table goes next, as in a spreadsheet. All functions look at shown rows only."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView

from evaldesk.model.indicators import LEVELS
from evaldesk.ui.indicator_model import IndicatorModel
from evaldesk.ui.indicator_row import is_editable


def next_row(view: QTreeView, model: IndicatorModel, index: QModelIndex, step: int) -> QModelIndex:
    """Return the cell of the same column in the next row that takes text there; ``index`` itself at the end.

    From an indicator it is the next indicator: the sums between two groups are not filled in one by one.
    """
    leaf = model.depth_of(index) == LEVELS - 1
    row = index.siblingAtColumn(0)
    while (row := view.indexBelow(row) if step > 0 else view.indexAbove(row)).isValid():
        depth = model.depth_of(row)
        if (not leaf or depth == LEVELS - 1) and is_editable(depth, index.column()):
            return row.siblingAtColumn(index.column())
    return index


def next_cell(view: QTreeView, model: IndicatorModel, index: QModelIndex, step: int) -> QModelIndex:
    """Return the next cell that takes text, going on in the next row; an invalid index at the end of the table."""
    columns = shown_columns(view)[::step]
    row, column = index.siblingAtColumn(0), index.column()
    after = columns[columns.index(column) + 1 :] if column in columns else columns
    while row.isValid():
        depth = model.depth_of(row)
        for other in after:
            if is_editable(depth, other):
                return row.siblingAtColumn(other)
        row, after = view.indexBelow(row) if step > 0 else view.indexAbove(row), columns
    return QModelIndex()


def beside(view: QTreeView, index: QModelIndex, step: int) -> QModelIndex:
    """Return the cell left or right of ``index``; ``index`` itself at the edge."""
    columns = shown_columns(view)
    at = columns.index(index.column()) + step if index.column() in columns else 0
    return index.siblingAtColumn(columns[at]) if 0 <= at < len(columns) else index


def in_row(view: QTreeView, index: QModelIndex, step: int) -> QModelIndex:
    """Return the cell above or below ``index``; ``index`` itself at the edge."""
    row = index.siblingAtColumn(0)
    row = view.indexBelow(row) if step > 0 else view.indexAbove(row)
    return row.siblingAtColumn(index.column()) if row.isValid() else index


def edge(view: QTreeView, model: IndicatorModel, index: QModelIndex, step: int, of_table: bool) -> QModelIndex:
    """Return the first (-1) or last (1) cell of the row, or of the whole table."""
    columns = shown_columns(view)
    if of_table:
        index = last_row(view, model) if step > 0 else model.index(0, 0)
    return index.siblingAtColumn(columns[-1 if step > 0 else 0])


def last_row(view: QTreeView, model: IndicatorModel) -> QModelIndex:
    """Return the last shown row's first cell."""
    index = model.index(model.rowCount() - 1, 0)
    while view.isExpanded(index) and (count := model.rowCount(index)):
        index = model.index(count - 1, 0, index)
    return index


def shown_columns(view: QTreeView) -> list[int]:
    """Return the columns on the screen from left to right."""
    header = view.header()
    columns = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in columns if not header.isSectionHidden(column)]
