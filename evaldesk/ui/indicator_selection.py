"""What is selected in the indicator table, read from Qt's few rectangles: its list of cells may have 35,000."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionRange, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QTreeView

from evaldesk.ui import indicator_moves as moves

Index = QModelIndex | QPersistentModelIndex
Block = tuple[int, int, frozenset[int]]
NOTHING: frozenset[int] = frozenset()


class Selected:
    """Know the selected columns of each row."""

    def __init__(self, selection: QItemSelection | None = None) -> None:
        self._blocks: dict[int, list[Block]] = {}
        for block in _blocks(selection) if selection is not None else ():
            columns = frozenset(range(block.left(), block.right() + 1))
            self._blocks.setdefault(_key(block.parent()), []).append((block.top(), block.bottom(), columns))

    def columns(self, index: Index) -> frozenset[int]:
        """Return the selected columns of the row at ``index``."""
        if not self._blocks:
            return NOTHING
        row, blocks = index.row(), self._blocks.get(_key(index.parent()), ())
        return NOTHING.union(*(columns for top, bottom, columns in blocks if top <= row <= bottom))


def selected_rows(view: QTreeView) -> list[list[QModelIndex]]:
    """Return the selected cells that are not hidden, row by row as they lie on the screen."""
    shown = sorted(moves.shown_columns(view))
    cells: dict[tuple[int, ...], set[QModelIndex]] = {}
    for block in _blocks(view.selectionModel().selection()):
        model, above = block.model(), block.parent()
        path = _path(above)
        columns = [column for column in shown if block.left() <= column <= block.right()]
        for row in range(block.top(), block.bottom() + 1):
            if columns and not view.isRowHidden(row, above):
                cells.setdefault((*path, row), set()).update(model.index(row, column, above) for column in columns)
    return [sorted(cells[path], key=QModelIndex.column) for path in sorted(cells)]


def _blocks(selection: QItemSelection) -> list[QItemSelectionRange]:
    return [selection.at(number) for number in range(selection.count())]


def _key(parent: Index) -> int:
    return parent.internalId() if parent.isValid() else 0


def _path(index: QModelIndex) -> tuple[int, ...]:
    rows: list[int] = []
    while index.isValid():
        rows.append(index.row())
        index = index.parent()
    return tuple(reversed(rows))
