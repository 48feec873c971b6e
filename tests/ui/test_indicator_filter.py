"""Fewer rows, or in another order, on the screen alone: by keys on a real window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.model.document import cell
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import leaves
from evaldesk.ui.indicator_choice import Choice, chosen, is_open, ranks
from evaldesk.ui.indicator_commands import FILTERED, LAST_SHOWN
from evaldesk.ui.indicator_filter import RowFilter
from tests.ui.indicator_rig import Table, example, leaf, press, small, write

pytestmark = pytest.mark.screen


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, small())


@pytest.fixture
def long(qtbot: QtBot) -> Table:
    return Table(qtbot, example())


def strip(table: Table) -> RowFilter:
    return table.panel.filter


def shown(table: Table) -> list[str]:
    """Return the ids of the indicators that the table shows, from above."""
    found, index = [], table.model.index(0, 0)
    while index.isValid():
        found.append(table.model.id_of(index))
        index = table.view.indexBelow(index)
    return [id for id in found if id in table.order().split()]


def test_ctrl_shift_l_opens_it_and_typing_narrows(long: Table) -> None:
    press("Ctrl+Shift+L")
    write("zwfw")
    ids = shown(long)
    nodes = {node.id: node for node in leaves(long.document.indicators)}
    assert len(ids) == len(chosen(long.session, Choice(text="政务服务")))
    assert 3 < len(ids) < 20
    assert all("政务服务" in nodes[id].name + nodes[id].reason for id in ids)
    total = len(nodes)
    assert strip(long).sentence.text() == f"已筛选 {len(ids)} / {total} 项，纸面顺序不变"
    assert strip(long).cancel.text() == "取消筛选"


def test_enter_goes_on_in_the_table_and_walks_the_shown_rows(table: Table) -> None:
    press("Ctrl+Shift+L")
    write("zhibiaod")
    press("Return")
    assert QApplication.focusWidget() is table.view
    assert table.cursor == "d/name"
    assert shown(table) == ["d"]


def test_esc_shows_everything_again_and_returns(table: Table) -> None:
    table.at("a/actual")
    before = table.document
    press("Ctrl+Shift+L")
    write("zhibiaod")
    press("Escape")
    assert shown(table) == ["a", "b", "c", "d", "e"]
    assert strip(table).isHidden()
    assert QApplication.focusWidget() is table.view
    assert table.document is before


def test_rows_that_fall_short_are_chosen(table: Table) -> None:
    table.session.edit(cell("a", "actual"), "2次", "改")
    strip(table).choose("short")
    assert shown(table)[0] == "a"
    assert "a" in chosen(table.session, Choice("short"))
    table.session.edit(cell("a", "actual"), "3次", "改")
    assert "a" in shown(table)  # it does not go while it is being filled in
    strip(table).again.click()
    assert "a" not in shown(table)


def test_rows_with_findings_are_chosen(table: Table) -> None:
    finding = Finding("a.b", Level.HINT, "indicators/c/actual", "请核对。")
    table.session.findings = (
        finding,
        Finding("a.b", Level.EXPLAIN, "indicators/b/actual", "请核对。", explained="属实"),
    )
    strip(table).choose("marked")
    assert shown(table) == ["c"]


def test_rows_that_wait_for_something_are_chosen(table: Table) -> None:
    strip(table).choose("open")
    assert shown(table) == ["b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("texts", "waits"),
    [
        ({"target": "3", "actual": "4"}, False),
        ({"target": "3"}, True),
        ({"actual": "4"}, True),
        ({"self_score": "4"}, False),
        ({"completion": "100%"}, False),
        ({"name": " ", "target": "3", "actual": "4"}, True),
        ({}, True),
    ],
)
def test_what_waits(texts: dict[str, str], waits: bool) -> None:
    assert is_open(leaf("x", **texts)) is waits


def test_groups_without_a_shown_row_go_as_well(table: Table) -> None:
    strip(table).choose(text="指标d")
    ids = [table.model.id_of(table.model.index(0, 0))]
    index = table.model.index(0, 0)
    while (index := table.view.indexBelow(index)).isValid():
        ids.append(table.model.id_of(index))
    assert ids == ["out", "g2", "d"]


def test_the_order_on_the_screen_changes_and_the_document_does_not(long: Table) -> None:
    before = long.document
    strip(long).choose(order="lost")
    rank = ranks(long.session, "lost")
    assert rank is not None
    nodes = long.session.evaluation.nodes
    for group in (group for branch in before.indicators for group in branch.children):
        ids = [id for id in shown(long) if any(child.id == id for child in group.children)]
        assert ids == sorted((child.id for child in group.children), key=rank.__getitem__)
        lost = [nodes[id].weight - nodes[id].score for id in ids]
        assert lost == sorted(lost, reverse=True)
    assert long.document is before
    assert "纸面顺序不变" in strip(long).sentence.text()
    strip(long).lift()
    assert shown(long) == long.order().split()


def test_rows_come_and_go_while_ordered_and_narrowed(table: Table) -> None:
    table.session.edit(cell("b", "target"), "5次", "改")
    table.session.edit(cell("b", "actual"), "1次", "改")
    strip(table).choose(order="completion")
    assert shown(table)[:3] != ["a", "b", "c"]
    table.at("b/name")
    press("Ctrl+N")
    write("xin")
    press("Return")
    new = table.order("g1").split()[2]
    assert table.order("g1") == f"a b {new} c"
    ids = shown(table)
    assert ids.index(new) == ids.index("b") + 1
    table.at("b/name")
    press("Ctrl+Delete")
    assert "b" not in shown(table)
    press("Ctrl+Z")
    assert sorted(shown(table)) == sorted(table.order().split())
    strip(table).choose(text="指标a")
    table.at("a/name")
    press("Ctrl+N")
    assert table.order("g1").split()[1] in shown(table)


def test_rows_are_not_moved_blindly_nor_added_behind_the_last_shown(table: Table) -> None:
    said: list[str] = []
    table.panel.said.connect(said.append)
    strip(table).choose(text="指标b")
    table.at("b/name")
    press("Alt+Down")
    assert table.order("g1") == "a b c"
    press("Return")
    press("Return")
    assert table.order() == "a b c d e"
    assert said == [FILTERED, LAST_SHOWN, LAST_SHOWN]
    strip(table).lift()
    table.at("b/name")
    press("Alt+Down")
    assert table.order("g1") == "a c b"


def test_typing_in_a_narrowed_table_goes_where_it_shows(table: Table) -> None:
    strip(table).choose(text="指标c")
    table.at("c/actual")
    write("7次")
    press("Return")
    assert (table.text("c/actual"), shown(table)) == ("7次", ["c"])


def test_going_to_a_hidden_row_shows_everything(table: Table) -> None:
    strip(table).choose(text="指标c")
    assert table.panel.show_where(cell("e", "weight"))
    assert table.cursor == "e/weight"
    assert not strip(table).is_on


def test_nothing_found_shows_an_empty_table_that_can_be_left(table: Table) -> None:
    press("Ctrl+Shift+L")
    write("qqqq")
    assert shown(table) == []
    press("Return")
    press("Down")
    press("Ctrl+Shift+L")
    press("Escape")
    assert shown(table) == ["a", "b", "c", "d", "e"]
