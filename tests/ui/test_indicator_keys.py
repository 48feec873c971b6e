"""Every key of the indicator table, pressed in a real window: what the document says then, and where the cursor is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evaldesk.model.document import cell, get
from tests.ui.indicator_rig import Table, example, press, small, write

pytestmark = pytest.mark.screen


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, small())


def test_typing_replaces_the_text_and_is_in_the_document_at_every_key(table: Table) -> None:
    table.at("a/actual")
    seen = []
    for letter in "2.5":
        write(letter)
        seen.append((table.text("a/actual"), table.shown("a/completion")))
    assert [text for text, _ in seen] == ["2", "2.", "2.5"]
    assert seen[0][1] == "66.67%"
    assert seen[2][1] == "83.33%"
    assert table.session.stack.count() == 1
    assert table.session.stack.undo_text() == "修改“指标a”评价年度实现值"


def test_f2_keeps_the_text_with_the_caret_behind_it(table: Table) -> None:
    table.at("a/target")
    press("F2")
    write("/")
    assert table.text("a/target") == "≥3次/"


def test_chinese_typed_into_a_cell_opens_its_editor_and_replaces(table: Table) -> None:
    table.at("d/target")
    write("及时")
    assert table.text("d/target") == "及时"


def test_enter_commits_and_goes_down_to_the_next_indicator(table: Table) -> None:
    table.at("c/actual")
    write("7")
    press("Return")
    assert table.editor is None
    assert table.cursor == "d/actual"
    press("Return")
    assert table.cursor == "e/actual"
    press("Return")
    assert table.cursor == "e/actual"


def test_shift_enter_commits_and_goes_up(table: Table) -> None:
    table.at("d/actual")
    write("7")
    press("Shift+Return")
    assert (table.text("d/actual"), table.cursor) == ("7", "c/actual")


def test_enter_on_a_sum_goes_to_the_next_row(table: Table) -> None:
    table.at("out/weight")
    press("Return")
    assert table.cursor == "g1/weight"


def test_tab_goes_through_the_editable_cells_and_on_to_the_next_row(table: Table) -> None:
    table.at("g1/name")
    places = []
    for _ in range(6):
        press("Tab")
        places.append(table.cursor)
    assert places == ["g1/weight", "g1/self_score", "g1/reason", "a/name", "a/weight", "a/target"]


def test_shift_tab_goes_back(table: Table) -> None:
    table.at("a/name")
    press("Shift+Tab")
    assert table.cursor == "g1/reason"


def test_tab_commits_what_was_typed(table: Table) -> None:
    table.at("b/target")
    write("5")
    press("Tab")
    write("6")
    press("Tab")
    assert (table.text("b/target"), table.text("b/actual"), table.cursor) == ("5", "6", "b/completion")


def test_tab_leaves_the_table_behind_its_last_cell(table: Table) -> None:
    table.at("e/reason")
    press("Tab")
    assert QApplication.focusWidget() is not table.view


def test_escape_puts_the_former_text_back_and_leaves_no_step(table: Table) -> None:
    before = table.document
    table.at("a/actual")
    write("99")
    press("Escape")
    assert table.document == before
    assert table.editor is None
    assert table.session.stack.count() == 0


def test_escape_after_a_save_is_a_step_of_its_own(table: Table) -> None:
    table.at("a/actual")
    write("9")
    table.session.seal()
    table.session.stack.set_clean()
    write("9")
    press("Escape")
    assert table.text("a/actual") == "4次"
    assert table.session.dirty


def test_arrows_move_between_cells(table: Table) -> None:
    table.at("a/target")
    for keys, place in (
        ("Right", "a/actual"),
        ("Down", "b/actual"),
        ("Left", "b/target"),
        ("Up", "a/target"),
        ("Home", "a/name"),
        ("End", "a/reason"),
        ("Ctrl+Home", "out/name"),
        ("Ctrl+End", "e/reason"),
    ):
        press(keys)
        assert table.cursor == place, keys


def test_arrows_leave_an_editor_of_one_line(table: Table) -> None:
    table.at("a/actual")
    write("6")
    press("Down")
    assert (table.text("a/actual"), table.cursor, table.editor) == ("6", "b/actual", None)
    table.at("b/weight")
    write("6")
    press("Up")
    assert (table.text("b/weight"), table.cursor, table.editor) == ("6", "a/weight", None)


def test_arrows_stay_in_a_reason(table: Table) -> None:
    table.at("a/reason")
    write("x")
    press("Down")
    assert isinstance(table.editor, QPlainTextEdit)


def test_alt_enter_breaks_a_line_in_a_reason(table: Table) -> None:
    table.at("a/reason")
    write("x")
    press("Alt+Return")
    write("y")
    assert table.text("a/reason") == "x\ny"


def test_ctrl_n_adds_a_row_and_opens_its_name(table: Table) -> None:
    table.at("a/actual")
    press("Ctrl+N")
    write("new")
    press("Return")
    new = table.order("g1").split()[1]
    assert table.text(f"{new}/name") == "new"
    assert table.order("g1") == f"a {new} b c"
    assert table.cursor == "b/name"


def test_ctrl_n_on_a_group_adds_its_first_indicator(table: Table) -> None:
    table.at("g2/name")
    press("Ctrl+N")
    write("x")
    assert table.order("g2").split()[1] == "d"
    assert len(table.order("g2").split()) == 2


def test_ctrl_n_on_a_branch_adds_a_group_and_offers_the_names_left(table: Table) -> None:
    table.at("out/name")
    press("Ctrl+N")
    assert isinstance(table.editor, QLineEdit)
    assert [text for text, _ in table.panel.delegate.aid.offers] == ["时效指标", "成本指标"]
    press("Down")
    press("Return")
    assert [node.name for node in table.document.indicators[0].children] == ["时效指标", "数量指标", "质量指标"]


def test_ctrl_n_works_while_a_cell_is_edited(table: Table) -> None:
    table.at("a/actual")
    write("5")
    press("Ctrl+N")
    assert table.text("a/actual") == "5"
    assert len(table.order("g1").split()) == 4


def test_ctrl_d_duplicates_the_row(table: Table) -> None:
    table.at("a/actual")
    press("Ctrl+D")
    ids = table.order("g1").split()
    assert len(ids) == 4
    assert ids[0] == "a"
    assert table.cursor == f"{ids[1]}/actual"
    assert table.text(f"{ids[1]}/actual") == "4次"


def test_alt_arrows_move_the_row_and_the_cursor_with_it(table: Table) -> None:
    table.at("b/target")
    press("Alt+Up")
    assert (table.order("g1"), table.cursor) == ("b a c", "b/target")
    press("Alt+Down")
    press("Alt+Down")
    assert (table.order("g1"), table.cursor) == ("a c b", "b/target")


def test_alt_down_at_the_end_of_a_group_goes_on_into_the_next(table: Table) -> None:
    table.at("c/name")
    press("Alt+Down")
    assert (table.order("g1"), table.order("g2"), table.cursor) == ("a b", "c d", "c/name")
    press("Alt+Up")
    assert (table.order("g1"), table.order("g2"), table.cursor) == ("a b c", "d", "c/name")


def test_alt_up_on_the_first_row_does_nothing(table: Table) -> None:
    table.at("a/name")
    press("Alt+Up")
    assert table.session.stack.count() == 0


def test_delete_clears_the_cell_in_one_step(table: Table) -> None:
    table.at("a/actual")
    press("Delete")
    assert table.text("a/actual") == ""
    assert table.session.stack.undo_text() == "清空“指标a”评价年度实现值"
    press("Ctrl+Z")
    assert table.text("a/actual") == "4次"


def test_delete_clears_all_selected_cells_in_one_step(table: Table) -> None:
    table.at("a/target")
    press("Shift+Right")
    press("Shift+Down")
    press("Delete")
    assert (table.text("a/target"), table.text("a/actual")) == ("", "")
    assert table.session.stack.undo_text() == "清空 4 个单元格"
    press("Ctrl+Z")
    assert (table.text("a/target"), table.text("a/actual")) == ("≥3次", "4次")


def test_delete_inside_an_editor_deletes_a_letter(table: Table) -> None:
    table.at("a/actual")
    press("F2")
    press("Home")
    press("Delete")
    assert table.text("a/actual") == "次"


def test_ctrl_delete_removes_the_row_and_goes_to_its_neighbour(table: Table) -> None:
    table.at("b/actual")
    press("Ctrl+Delete")
    assert (table.order("g1"), table.cursor) == ("a c", "c/actual")
    press("Ctrl+Delete")
    assert (table.order("g1"), table.cursor) == ("a", "a/actual")


def test_undo_brings_a_removed_row_back_and_the_cursor_to_it(table: Table) -> None:
    before = table.document
    table.at("g1/name")
    press("Ctrl+Delete")
    assert table.order() == "d e"
    press("Ctrl+Z")
    assert table.document is before
    assert table.cursor == "g1/name"
    assert table.view.isExpanded(table.model.index_of("g1"))


def test_ctrl_delete_with_selected_rows_removes_them_in_one_step(table: Table) -> None:
    table.at("a/target")
    press("Shift+Down")
    press("Ctrl+Delete")
    assert table.order("g1") == "c"
    assert table.session.stack.undo_text() == "删除 2 行"


def test_undo_inside_an_editor_is_the_windows_undo(table: Table) -> None:
    table.at("a/actual")
    write("12")
    press("Ctrl+Z")
    assert table.text("a/actual") == "4次"
    editor = table.editor
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "4次"
    press("Ctrl+Shift+Z")
    assert table.text("a/actual") == "12"
    assert editor.toPlainText() == "12"


def test_undo_and_redo_over_everything_restore_the_very_values(table: Table) -> None:
    values = [table.document]
    for place, keys in (
        ("a/actual", ("5", "Return")),
        ("b/name", ("Ctrl+N", "Escape")),
        ("c/name", ("Alt+Up",)),
        ("a/target", ("Delete",)),
        ("d/name", ("Ctrl+D",)),
        ("e/name", ("Ctrl+Delete",)),
        ("ben/weight", ("4", "2", "Tab")),
    ):
        table.at(place)
        for key in keys:
            press(key)
        values.append(table.document)
    for value in reversed(values[:-1]):
        press("Ctrl+Z")
        assert table.document is value
    for value in values[1:]:
        press("Ctrl+Shift+Z")
        assert table.document is value


def test_folding_by_keys(table: Table) -> None:
    table.at("a/actual")
    press("Alt+Left")
    assert table.cursor.startswith("g1/")
    assert not table.view.isExpanded(table.model.index_of("g1"))
    press("Alt+Right")
    assert table.view.isExpanded(table.model.index_of("g1"))


def test_signs_and_spaces_begin_a_text_and_fold_nothing(table: Table) -> None:
    for sign in "+-* ":
        table.at("g1/name")
        write(sign)
        assert table.text("g1/name") == sign
        press("Return")
    assert table.view.isExpanded(table.model.index_of("g1"))


def test_a_completion_can_be_chosen_with_the_arrows(table: Table) -> None:
    table.at("d/completion")
    press("F2")
    press("Down")
    press("Down")
    assert table.text("d/completion") == "80%"
    press("Return")
    assert table.cursor == "e/completion"
    assert table.shown("d/completion") == "80%"


def test_a_locked_cell_takes_no_text(table: Table) -> None:
    table.at("g1/target")
    write("5")
    press("Delete")
    press("F2")
    assert table.editor is None
    assert table.session.stack.count() == 0


def test_leaving_the_table_seals_the_step(table: Table) -> None:
    table.at("a/actual")
    write("5")
    table.panel.detail.points.setFocus()
    assert table.editor is None
    table.at("a/actual")
    write("6")
    assert table.session.stack.count() == 2


def test_the_real_form_follows_at_every_key(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    table.at("a3-007/self_score")
    press("Delete")
    table.at("a3-007/actual")
    write("150")
    assert table.shown("a3-007/completion") == "50%"
    assert table.shown("a3-007/self_score") == "0.53"
    assert get(table.document, cell("a3-007", "actual")) == "150"
