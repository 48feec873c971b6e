"""Ctrl+F, Ctrl+G and F3 in a real window: what is listed, and where the officer is afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from evaldesk.history.remarks import with_remark
from evaldesk.ui.desk import Desk
from evaldesk.ui.fields import FieldRow
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.search_guide import popup_of
from evaldesk.ui.search_list import shown
from evaldesk.ui.session import Session
from evaldesk.ui.text_editor import TextEditor
from evaldesk.ui.window import Window
from tests.ui.indicator_rig import commit, press, write

pytestmark = pytest.mark.screen


@pytest.fixture
def opened(qtbot: QtBot, window: Window) -> Window:
    window.resize(1280, 800)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.settle_checkup()
    return window


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def table(window: Window) -> IndicatorPanel:
    return next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))


def cursor(window: Window) -> str:
    panel = table(window)
    return str(panel.model.where(panel.view.currentIndex()))


def listed(window: Window) -> list[str]:
    return [entry.text for entry in popup_of(window).hits.entries]


def focused_field() -> str:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget.field.key if isinstance(widget, FieldRow) else ""


def test_initials_find_an_indicator_and_enter_goes_there(opened: Window) -> None:
    press("Ctrl+F")
    write("yjszt")
    names = [entry for entry in popup_of(opened).hits.entries if entry.kind == "name"]
    assert [entry.text for entry in names] == ["一件事主题服务数量"]
    while popup_of(opened).list.chosen() is not names[0]:
        press("Down")
    press("Return")
    assert popup_of(opened).isHidden()
    assert cursor(opened) == names[0].where
    assert QApplication.focusWidget() is table(opened).view


def test_a_field_is_found_by_its_label_and_its_words_are_marked(opened: Window) -> None:
    press("Ctrl+F")
    write("xmmc")
    assert listed(opened)[0].startswith("项目名称")
    press("Return")
    assert focused_field() == "project_name"
    session = session_of(opened)
    key = next(key for key, text in session.document.fields.items() if "律师" in text and len(text) > 200)
    press("Ctrl+F")
    write("律师")
    popup = popup_of(opened)
    while (entry := popup.list.chosen()) and entry.where != f"fields/{key}":
        press("Down")
    press("Return")
    editor = QApplication.focusWidget()
    assert isinstance(editor, TextEditor)
    assert editor.textCursor().selectedText() == "律师"


def test_findings_and_remarks_are_found(opened: Window) -> None:
    session = session_of(opened)
    document = with_remark(
        session.document, "indicators/a3-007", "请补充佐证材料", "财政局", "2024-05-06T10:00:00+08:00"
    )
    session.apply("审核", document)
    opened.settle_checkup()
    press("Ctrl+F")
    write("qbczzcl")
    assert listed(opened) == ["请补充佐证材料"]
    press("Return")
    assert cursor(opened) == "indicators/a3-007/name"
    message = session.findings[0].message
    popup = popup_of(opened)
    popup.open("everything", message[:20])
    assert any(entry.kind == "finding" and entry.text == message for entry in popup.hits.entries)


def test_f3_goes_on_and_round_and_back(opened: Window) -> None:
    press("Ctrl+F")
    commit("热线")
    count = popup_of(opened).hits.total
    press("Escape")
    seen = []
    for _ in range(count):
        press("F3")
        seen.append(popup_of(opened).last)
    assert len(set(seen)) == count > 2
    press("F3")
    assert popup_of(opened).last == seen[0]
    press("Shift+F3")
    assert popup_of(opened).last == seen[-1]
    assert f"共 {count} 处" in opened.notice.sentence.text()


def test_f3_without_a_search_opens_it(opened: Window) -> None:
    press("F3")
    assert popup_of(opened).isVisible()


def test_escape_leaves_everything_as_it_was(opened: Window) -> None:
    opened.show_tab_of(table(opened))
    before, where = session_of(opened).document, cursor(opened)
    press("Ctrl+F")
    write("zwfw")
    press("Escape")
    assert popup_of(opened).isHidden()
    assert cursor(opened) == where
    assert QApplication.focusWidget() is table(opened).view
    assert session_of(opened).document is before


def test_go_to_lists_all_places_and_finds_one(opened: Window) -> None:
    press("Ctrl+G")
    assert popup_of(opened).hits.total > 73
    write("yszxl")
    press("Ctrl+G")
    write("dianhua")
    assert all(entry.kind in ("label", "name") for entry in popup_of(opened).hits.entries)
    press("Return")
    assert focused_field() == "phone"


def test_nothing_found_is_said_and_enter_does_nothing(opened: Window) -> None:
    press("Ctrl+F")
    commit("没有这样的字")
    assert "没有找到" in popup_of(opened).count.text()
    press("Return")
    assert popup_of(opened).isVisible()


def test_a_selection_is_looked_for_at_once(opened: Window) -> None:
    press("Ctrl+G")
    write("xmmc")
    press("Return")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setSelection(1, 4)
    press("Ctrl+F")
    assert popup_of(opened).query == editor.text()[1:5]


def test_what_is_typed_later_is_found_and_what_is_gone_is_told(opened: Window) -> None:
    press("Ctrl+F")
    commit("完成报告数量")
    entry = popup_of(opened).hits.entries[0]
    press("Escape")
    id = entry.where.split("/")[1]
    panel = table(opened)
    opened.show_tab_of(panel)
    panel.view.go_to(panel.model.index_of(id))
    press("Ctrl+Delete")
    popup_of(opened).wanted.emit(entry)
    assert "不在表里" in opened.notice.sentence.text()
    press("Ctrl+F")
    assert entry not in popup_of(opened).hits.entries


def test_the_popup_goes_when_the_officer_clicks_elsewhere(opened: Window) -> None:
    press("Ctrl+F")
    table(opened).view.setFocus()
    opened.show_tab_of(table(opened))
    assert popup_of(opened).isHidden()


def test_a_piece_far_behind_is_shown_from_shortly_before_it() -> None:
    assert shown("一二三" * 20 + "目标文字后面", "目标") == "…" + ("一二三" * 20)[-12:] + "目标文字后面"
    assert shown(" 甲\n乙 ", "") == "甲 乙"


def test_the_commands_are_off_without_a_form(desk: Desk) -> None:
    window = desk.new_window()
    assert not any(window.menus.actions[id].isEnabled() for id in ("find", "find-next", "find-previous", "go-to"))
