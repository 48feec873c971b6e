"""Editing in place where it is delicate: input methods, refreshes from elsewhere, paste, the hint below the cell."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from evaldesk.model.document import cell, field
from tests.ui.indicator_rig import Table, commit, compose, example, focus, press, small, write

pytestmark = pytest.mark.screen


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table(qtbot, small())


def preedit(editor: QPlainTextEdit) -> str:
    return editor.textCursor().block().layout().preeditAreaText()


def hint(table: Table) -> str:
    aid = table.panel.delegate.aid
    return aid.reading.text() if aid.isVisible() else ""


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_a_composition_survives_a_change_from_elsewhere(table: Table) -> None:
    table.at("a/reason")
    press("F2")
    compose("yuan")
    editor = cast(QPlainTextEdit, table.editor)
    table.session.edit(field("goal"), "另一处", "x")
    table.session.edit(cell("b", "actual"), "7", "x")
    assert preedit(editor) == "yuan"
    assert table.text("a/reason") == ""
    commit("原因")
    assert table.text("a/reason") == "原因"


def test_a_composition_survives_a_change_of_its_own_cell(table: Table) -> None:
    table.at("a/reason")
    press("F2")
    compose("yuan")
    editor = cast(QPlainTextEdit, table.editor)
    table.session.edit(cell("a", "reason"), "别处写的", "x")
    assert (preedit(editor), editor.toPlainText()) == ("yuan", "")
    commit("原因")
    assert table.text("a/reason") == "原因"


def test_a_composition_opens_a_cell_and_keeps_going(table: Table) -> None:
    table.at("a/actual")
    compose("wan")
    assert isinstance(table.editor, QPlainTextEdit)
    compose("wancheng")
    assert preedit(table.editor) == "wancheng"
    commit("完成")
    write("了")
    assert table.text("a/actual") == "完成了"
    assert focus() is table.editor


def test_a_composition_in_a_line_is_not_in_the_document_before_it_is_committed(table: Table) -> None:
    table.at("a/completion")
    press("F2")
    compose("bai")
    assert table.text("a/completion") == ""
    table.session.edit(cell("b", "actual"), "7", "x")
    commit("百分之八十")
    assert table.text("a/completion") == "百分之八十"
    assert table.shown("a/completion") != ""


def test_the_caret_stays_when_the_form_changes_elsewhere(table: Table) -> None:
    table.at("a/actual")
    press("F2")
    press("Home")
    write("1")
    editor = cast(QPlainTextEdit, table.editor)
    assert editor.textCursor().position() == 1
    table.session.edit(field("goal"), "另一处", "x")
    assert editor.textCursor().position() == 1
    write("2")
    assert table.text("a/actual") == "124次"


@pytest.mark.parametrize(
    "text", ["≥ 9 5 ％", "1,079.8x", "a\u00a0b", "第一行\r\n第二行", "\u3000\u3000缩进", "😀5项", " "]
)
def test_opening_and_leaving_an_editor_changes_no_text(table: Table, text: str) -> None:
    for attribute in ("name", "weight", "target", "actual", "completion", "self_score", "reason"):
        table.session.edit(cell("a", attribute), text, "x")
        table.session.seal()
        before, count = table.document, table.session.stack.count()
        table.at(f"a/{attribute}")
        press("F2")
        press("Return")
        assert table.document is before
        assert table.session.stack.count() == count


def test_the_hint_says_how_the_text_is_read(table: Table) -> None:
    table.at("a/target")
    write(">=")
    write("300")
    commit("项")
    assert hint(table) == ">=300项 → 不少于 300 项"
    press("Return")
    assert hint(table) == ""


def test_the_hint_knows_the_name(table: Table) -> None:
    table.session.edit(cell("a", "name"), "视频终端接入数量（万路）", "x")
    table.at("a/actual")
    write("4.7")
    assert hint(table) == "4.7 → 4.7 万路"


def test_the_hint_names_a_score_that_is_no_number(table: Table) -> None:
    table.at("a/self_score")
    write("1O")
    assert hint(table) == "“1O”不是一个分数，按未填计"


def test_the_hint_never_takes_the_focus_and_stays_in_the_table(qtbot: QtBot) -> None:
    table = Table(qtbot, example())
    for id in ("a3-001", "a3-073"):
        table.at(f"{id}/completion")
        press("F2")
        aid = table.panel.delegate.aid
        assert aid.isVisible()
        assert focus() is table.editor
        assert table.view.viewport().rect().contains(aid.geometry())
        assert not aid.geometry().intersects(cast(QLineEdit, table.editor).geometry())
        press("Escape")


def test_a_click_on_an_offer_is_an_answer(table: Table) -> None:
    table.at("d/completion")
    press("F2")
    answers = table.panel.delegate.aid.answers
    answers.itemClicked.emit(answers.item(1))
    assert table.text("d/completion") == "80%"
    assert table.editor is not None


def test_a_long_reason_grows_its_editor_and_stays_in_the_table(table: Table) -> None:
    table.at("e/reason")
    press("F2")
    before = cast(QPlainTextEdit, table.editor).height()
    commit("因项目审批时间较晚，合同款支付延期。" * 12)
    editor = cast(QPlainTextEdit, table.editor)
    assert editor.height() > 2 * before
    assert table.view.viewport().rect().contains(editor.geometry())


def test_the_placeholder_shows_what_an_empty_weight_is_worth(table: Table) -> None:
    table.at("a/weight")
    press("F2")
    assert cast(QLineEdit, table.editor).placeholderText() == "10.00"


def test_the_row_under_edit_goes_and_its_editor_with_it(table: Table) -> None:
    table.at("b/actual")
    table.session.seal()
    press("Ctrl+N")
    assert table.view.is_editing()
    press("Ctrl+Z")
    assert not table.view.is_editing()
    assert table.order("g1") == "a b c"
    write("3")
    assert table.session.stack.count() == 1


def test_paste_puts_a_table_right_and_down_as_one_step(table: Table) -> None:
    table.at("a/target")
    clip("≥5项\t6项\r\n≥95%\t97%\r\n")
    press("Ctrl+V")
    assert [table.text(place) for place in ("a/target", "a/actual", "b/target", "b/actual")] == [
        "≥5项",
        "6项",
        "≥95%",
        "97%",
    ]
    assert table.session.stack.count() == 1
    assert table.session.stack.undo_text() == "粘贴 2 行"
    press("Ctrl+Z")
    assert (table.text("a/target"), table.text("b/actual")) == ("≥3次", "")


def test_paste_goes_over_sums_to_the_next_group_and_says_what_found_no_place(table: Table, qtbot: QtBot) -> None:
    table.at("c/actual")
    clip("1\n2\n3\n4\n5")
    with qtbot.waitSignal(table.panel.said) as said:
        press("Ctrl+V")
    assert said.args == ["剪贴板上还有 2 行没有位置，没有粘贴。"]
    assert [table.text(f"{id}/actual") for id in "cde"] == ["1", "2", "3"]


def test_one_cell_fills_the_selection(table: Table) -> None:
    table.at("a/reason")
    press("Shift+Down")
    press("Shift+Down")
    clip("已达标")
    press("Ctrl+V")
    assert [table.text(f"{id}/reason") for id in "abc"] == ["已达标"] * 3
    assert table.session.stack.count() == 1


def test_copy_gives_other_programs_what_is_shown_and_ourselves_what_was_typed(table: Table) -> None:
    table.at("a/weight")
    press("Shift+Right")
    press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "10.00\t≥3次"
    table.at("b/weight")
    press("Ctrl+V")
    assert (table.text("b/weight"), table.text("b/target")) == ("", "≥3次")


def test_cut_is_copy_and_clear(table: Table) -> None:
    table.at("a/target")
    press("Ctrl+X")
    assert table.text("a/target") == ""
    table.at("b/target")
    press("Ctrl+V")
    assert table.text("b/target") == "≥3次"


def test_paste_inside_an_editor_is_the_editors(table: Table) -> None:
    table.at("a/actual")
    press("F2")
    clip("/年")
    press("Ctrl+V")
    assert table.text("a/actual") == "4次/年"


def test_a_double_click_edits_and_keeps_the_text(table: Table) -> None:
    table.at("b/name")
    rect = table.view.visualRect(table.model.place(cell("a", "actual")))
    QTest.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    write("!")
    assert table.text("a/actual") == "4次!"


def test_a_second_cell_clicked_while_one_is_edited_commits_it(table: Table) -> None:
    table.at("a/actual")
    write("8")
    rect = table.view.visualRect(table.model.place(cell("d", "target")))
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert (table.text("a/actual"), table.cursor, table.editor) == ("8", "d/target", None)
