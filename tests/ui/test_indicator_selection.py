"""The selected cells are those that Qt counts one by one, without counting them one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.exchange.tabbed import from_tabbed
from evaldesk.model import indicators
from evaldesk.ui import indicator_cells as cells
from evaldesk.ui.indicator_row import ACTUAL, ATTRIBUTES, NAME, TARGET, WEIGHT
from evaldesk.ui.indicator_selection import Selected, selected_rows
from tests.ui.indicator_rig import Table, example


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, example())


def shown(table: Table) -> list[QModelIndex]:
    """Return the rows of the screen from above."""
    rows, index = [], table.model.index(0, 0)
    while index.isValid():
        rows.append(index)
        index = table.view.indexBelow(index)
    return rows


def select(table: Table, *blocks: tuple[int, int, int, int]) -> None:
    """Select cells by rows of the screen and columns: (first row, last row, first column, last column)."""
    rows = shown(table)
    chosen = QItemSelection()
    for first, last, left, right in blocks:
        for row in rows[first : last + 1]:
            chosen.select(row.siblingAtColumn(left), row.siblingAtColumn(right))
    table.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def counted(table: Table) -> list[list[QModelIndex]]:
    """Return what is selected as Qt tells it, cell by cell."""
    known = set(table.view.selectedIndexes())
    rows = [[row.siblingAtColumn(column) for column in range(len(ATTRIBUTES))] for row in shown(table)]
    return [found for row in rows if (found := [index for index in row if index in known])]


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ((4, 4, TARGET, TARGET),),
        ((0, 30, NAME, ACTUAL),),
        ((3, 5, WEIGHT, WEIGHT), (8, 9, TARGET, ACTUAL), (4, 8, ACTUAL, ACTUAL)),
    ],
    ids=["nothing", "a cell", "over three levels", "in pieces"],
)
def test_rows_and_columns_are_those_that_qt_counts(table: Table, blocks: tuple[tuple[int, int, int, int], ...]) -> None:
    select(table, *blocks)
    expected = counted(table)
    assert bool(expected) == bool(blocks)
    assert selected_rows(table.view) == expected
    selected = Selected(table.view.selectionModel().selection())
    columns = {row[0].siblingAtColumn(0): frozenset(index.column() for index in row) for row in expected}
    for row in shown(table):
        assert selected.columns(row) == columns.get(row, frozenset())


def test_all_selected_leaves_out_what_is_hidden(table: Table) -> None:
    table.panel.filter.choose("short")
    table.view.setColumnHidden(WEIGHT, True)
    table.view.selectAll()
    found = selected_rows(table.view)
    assert found == counted(table)
    assert 0 < len(found) < len(list(indicators.walk(table.document.indicators)))
    assert {index.column() for row in found for index in row} == set(range(len(ATTRIBUTES))) - {WEIGHT}


def test_copying_everything_looks_no_cell_up_in_the_tree(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = [node for _, node in indicators.walk(table.document.indicators)]

    def refuse(*_: object) -> None:
        raise AssertionError("a walk through the tree for one of thousands of cells")

    table.view.selectAll()
    monkeypatch.setattr(indicators, "path", refuse)
    cells.copy(table.view)
    lines = from_tabbed(QApplication.clipboard().text())
    assert [line[NAME] for line in lines] == [node.name for node in nodes]
    assert [line[TARGET] for line in lines] == [node.target for node in nodes]
