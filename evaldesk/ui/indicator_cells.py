"""Copy, cut, paste and wipe over the selected cells of the indicator table; each change is one undo step."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QGuiApplication

from evaldesk.exchange.tabbed import Texts, from_tabbed, to_tabbed
from evaldesk.model.document import Where, put_all
from evaldesk.model.indicators import LEVELS
from evaldesk.ui import indicator_moves as moves
from evaldesk.ui.indicator_row import is_editable
from evaldesk.ui.indicator_selection import selected_rows
from evaldesk.ui.indicator_view import IndicatorView

# Our own cells travel a second time as they were typed: a computed weight is no typed one after copy and paste.
OWN = "application/x-evaldesk-cells"
Places = list[tuple[Where, str]]
Index = QModelIndex | QPersistentModelIndex


def copy(view: IndicatorView) -> None:
    """Put the selected cells on the clipboard, as shown for other programs and as typed for ourselves."""
    rows = selected_rows(view)
    if not rows:
        return
    model = view.rows
    leaves = [row for row in rows if model.depth_of(row[0]) == LEVELS - 1]
    data = QMimeData()
    data.setText(to_tabbed([[_shown(view, index) for index in row] for row in rows]))
    typed = to_tabbed([[model.typed(index) for index in row] for row in leaves or rows])
    data.setData(OWN, QByteArray(typed.encode()))
    QGuiApplication.clipboard().setMimeData(data)


def wipe(view: IndicatorView) -> None:
    """Clear the selected cells that take text."""
    places: Places = [
        (view.rows.where(index), "")
        for row in selected_rows(view)
        for index in row
        if is_editable(view.rows.depth_of(index), index.column())
    ]
    _put(view, places, "清空", f"清空 {len(places)} 个单元格")


def alike(view: IndicatorView, index: Index) -> Places:
    """Return the selected cells of the same column and level as ``index``, each with its text."""
    model = view.rows
    depth, column = model.depth_of(index), index.column()
    if not view.selectionModel().isSelected(index):
        return []
    return [
        (model.where(other), model.typed(other))
        for row in selected_rows(view)
        for other in row
        if other.column() == column and model.depth_of(other) == depth and _takes(view, other)
    ]


def fill(view: IndicatorView, places: Places, text: str) -> None:
    """Put one text into several cells."""
    _put(view, [(where, text) for where, _ in places], "填入", f"填入 {len(places)} 个单元格")


def paste(view: IndicatorView) -> str:
    """Put the clipboard's cells right and down from the cursor into cells that exist; one cell fills the selection.

    Return a sentence about what found no place, ``""`` when all did.
    """
    cells = _clipboard()
    start = view.currentIndex()
    if not cells or not start.isValid():
        return ""
    rows = selected_rows(view)
    if len(cells) == len(cells[0]) == 1:
        places = [(view.rows.where(index), cells[0][0]) for row in rows for index in row if _takes(view, index)]
        _put(view, places, "粘贴到", f"粘贴到 {len(places)} 个单元格")
        return ""
    if rows and len(rows) + len(rows[0]) > 2:
        start = rows[0][0]
    places, left = _lay_out(view, start, cells)
    _put(view, places, "粘贴到", f"粘贴 {len(cells)} 行")
    return f"剪贴板上还有 {left} 行没有位置，没有粘贴。" if left else ""


def is_foreign() -> bool:
    """Tell whether the clipboard holds something that is not our own cells."""
    return not QGuiApplication.clipboard().mimeData().hasFormat(OWN)


def room(view: IndicatorView) -> tuple[int, int]:
    """Return how many rows and columns there are for cells from the cursor on, down and to the right."""
    start = view.currentIndex()
    columns = moves.shown_columns(view)
    if not start.isValid() or start.column() not in columns:
        return 0, 0
    count, row = 1, start
    while (below := moves.next_row(view, view.rows, row, 1)) != row:
        count, row = count + 1, below
    return count, len(columns) - columns.index(start.column())


def _lay_out(view: IndicatorView, start: QModelIndex, cells: Texts) -> tuple[Places, int]:
    places: Places = []
    columns = moves.shown_columns(view)
    columns = columns[columns.index(start.column()) :]
    row = start
    for done, texts in enumerate(cells):
        for column, text in zip(columns, texts, strict=False):
            index = row.siblingAtColumn(column)
            if _takes(view, index):
                places.append((view.rows.where(index), text))
        below = moves.next_row(view, view.rows, row, 1)
        if below == row:
            return places, len(cells) - done - 1
        row = below
    return places, 0


def _put(view: IndicatorView, places: Places, one: str, many: str) -> None:
    session = view.rows.session
    after = put_all(session.document, places)
    if len(places) == 1:
        index = view.rows.place(places[0][0])
        name = view.rows.step_name(index).removeprefix("修改").removeprefix("填写")
        session.apply(f"{one}{name}", after, places[0][0])
    elif after is not session.document:
        session.apply(many, after)


def _clipboard() -> Texts:
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(OWN):
        return from_tabbed(bytes(data.data(OWN).data()).decode())
    return from_tabbed(data.text()) if data.hasText() and data.text() else []


def _takes(view: IndicatorView, index: QModelIndex) -> bool:
    return is_editable(view.rows.depth_of(index), index.column())


def _shown(view: IndicatorView, index: QModelIndex) -> str:
    typed = view.rows.typed(index)
    if typed or index.column() == 0:
        return typed
    return view.rows.row(index.internalId()).texts[index.column()]
