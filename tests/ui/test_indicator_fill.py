"""One text for several cells, and Enter after the last row: by keys on a real window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from evaldesk.model import indicators
from evaldesk.ui.indicator_commands import LAST
from evaldesk.ui.indicator_delegate import FILL
from tests.ui.indicator_rig import Table, press, small, write

pytestmark = pytest.mark.screen


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, small())


def texts(table: Table, attribute: str) -> dict[str, str]:
    return {node.id: getattr(node, attribute) for _, node in indicators.walk(table.document.indicators)}


def test_ctrl_enter_fills_all_selected_cells_of_the_column_in_one_step(table: Table) -> None:
    before = table.document
    table.at("a/actual")
    press("Shift+Down")
    press("Shift+Down")
    write("4次")
    assert table.panel.delegate.aid.hint.text() == FILL.format(3)
    press("Ctrl+Return")
    assert [table.text(f"{id}/actual") for id in "abc"] == ["4次"] * 3
    assert table.editor is None
    press("Ctrl+Z")
    assert table.document == before
    assert not table.session.dirty


def test_f2_edits_the_text_of_the_cursor_for_all(table: Table) -> None:
    table.at("c/target")
    for _ in range(2):
        press("Shift+Up")
    press("F2")
    write("/年")
    press("Ctrl+Return")
    assert [table.text(f"{id}/target") for id in "abc"] == ["≥3次/年"] * 3


def test_sums_between_indicators_are_left_alone(table: Table) -> None:
    before = texts(table, "weight")
    table.at("c/weight")
    press("Shift+Down")
    press("Shift+Down")
    press("Shift+Down")  # over the head of the next group, back among its indicators
    table.view.begin(table.model.index_of("d", 1))
    press("Ctrl+A")
    write("3")
    press("Ctrl+Return")
    assert texts(table, "weight") == {**before, "c": "3", "d": "3"}


def test_other_columns_of_the_selection_are_left_alone(table: Table) -> None:
    table.at("a/target")
    press("Shift+Down")
    press("Shift+Right")
    write("5次")
    press("Ctrl+Return")
    assert [table.text(f"{id}/actual") for id in "ab"] == ["5次"] * 2
    assert [table.text(f"{id}/target") for id in "ab"] == ["≥3次", ""]


def test_without_ctrl_only_the_cursor_s_cell_is_edited(table: Table) -> None:
    table.at("a/actual")
    press("Shift+Down")
    write("9次")
    press("Return")
    assert (table.text("a/actual"), table.text("b/actual")) == ("4次", "9次")


def test_ctrl_enter_in_one_cell_ends_typing_and_stays(table: Table) -> None:
    table.at("a/actual")
    write("9次")
    press("Ctrl+Return")
    assert (table.text("a/actual"), table.cursor, table.editor) == ("9次", "a/actual", None)


def test_esc_with_several_selected_changes_nothing(table: Table) -> None:
    before = table.document
    table.at("a/actual")
    press("Shift+Down")
    write("9次")
    press("Escape")
    assert table.document == before


def test_enter_after_the_last_row_offers_a_row_and_adds_it_when_asked_again(table: Table) -> None:
    said: list[str] = []
    table.panel.said.connect(said.append)
    table.at("e/actual")
    write("5")
    press("Return")
    assert said == [LAST]
    assert table.order() == "a b c d e"
    press("Return")
    assert table.order().startswith("a b c d e ")
    assert table.editor is not None  # the new row's name is waited for
    write("xin")
    new = table.order().split()[-1]
    assert table.text(f"{new}/name") == "xin"


def test_typing_in_the_last_row_again_only_offers_again(table: Table) -> None:
    table.at("e/actual")
    press("Return")
    write("5")
    press("Return")
    assert table.order() == "a b c d e"


def test_moving_away_takes_the_offer_back(table: Table) -> None:
    table.at("e/actual")
    press("Return")
    press("Shift+Return")
    assert table.cursor == "d/actual"
    press("Return")
    press("Return")
    assert table.order() == "a b c d e"
