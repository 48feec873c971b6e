"""The window: one form, its undo, its file, its closing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from evaldesk.errors import EvaldeskError
from evaldesk.files.store import open_document
from evaldesk.model.document import field, put
from evaldesk.paths import log_file
from evaldesk.ui import dialogs, rim, saving
from evaldesk.ui.desk import Desk
from evaldesk.ui.form import FormPanel
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.money import MoneyLine
from evaldesk.ui.session import Session
from evaldesk.ui.window import Window
from tests.ui.failures import failure_in


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def editor(window: Window, key: str) -> LineEditor:
    found = window.findChild(LineEditor, key)
    assert isinstance(found, LineEditor)
    return found


def replace(window: Window, key: str, text: str) -> None:
    editor(window, key).selectAll()
    QTest.keyClicks(editor(window, key), text)


def answer(monkeypatch: pytest.MonkeyPatch, **answers: Any) -> None:
    for name, value in answers.items():
        monkeypatch.setattr(dialogs, name, lambda *_, value=value: value)


def test_tabs_come_from_the_template_in_its_order(window: Window) -> None:
    titles = [window.tabs.tabText(at) for at in range(window.tabs.count())]
    assert titles == ["基本信息", "资金情况", "绩效目标", "指标评分", "自评总结", "图示", "打印预览"]


def test_every_field_of_the_template_has_a_row(window: Window) -> None:
    rows = {key for panel in window.findChildren(FormPanel) for key in panel.rows}
    assert rows == {field.key for field in session_of(window).template.fields}


def test_typing_in_one_field_is_one_step_until_the_focus_leaves(window: Window) -> None:
    session = session_of(window)
    replace(window, "contact", "Li")
    QTest.keyClicks(editor(window, "contact"), " Ming")
    assert session.stack.count() == 1
    editor(window, "contact").left.emit()
    QTest.keyClicks(editor(window, "contact"), "!")
    assert session.stack.count() == 2
    assert window.menus.actions["undo"].text() == "撤销(&U) 修改“联系人”"
    window.menus.actions["undo"].trigger()
    assert editor(window, "contact").text() == "Li Ming"
    window.menus.actions["undo"].trigger()
    assert editor(window, "contact").text() == "某某乙"
    assert not window.menus.actions["undo"].isEnabled()
    window.menus.actions["redo"].trigger()
    assert editor(window, "contact").text() == "Li Ming"


def test_undo_shows_what_it_changed_in_its_tab(window: Window) -> None:
    replace(window, "planned", "2000")
    window.show_tab(0)
    window.menus.actions["undo"].trigger()
    assert window.tabs.tabText(window.tabs.currentIndex()) == "资金情况"


def test_typing_back_what_stood_there_leaves_no_step(window: Window) -> None:
    QTest.keyClicks(editor(window, "contact"), "x")
    assert session_of(window).dirty
    QTest.keyClick(editor(window, "contact"), Qt.Key.Key_Backspace)
    assert session_of(window).stack.count() == 0
    assert not session_of(window).dirty


def test_the_window_says_whether_it_is_saved(window: Window) -> None:
    assert window.windowTitle().startswith("表.evform[*]")
    assert not window.isWindowModified()
    assert window.strip.saved.text().startswith("已保存")
    QTest.keyClicks(editor(window, "contact"), "x")
    assert window.isWindowModified()
    assert window.strip.saved.text() == "● 未保存"
    window.menus.actions["save"].trigger()
    assert not window.isWindowModified()
    assert window.strip.saved.text().startswith("已保存 ")


def test_save_writes_what_was_typed(window: Window, form: Path) -> None:
    replace(window, "contact", "Wang")
    window.menus.actions["save"].trigger()
    assert open_document(form) == session_of(window).document
    assert open_document(form).fields["contact"] == "Wang"


def test_typing_after_a_save_is_a_step_of_its_own(window: Window) -> None:
    QTest.keyClicks(editor(window, "contact"), "x")
    window.menus.actions["save"].trigger()
    QTest.keyClicks(editor(window, "contact"), "y")
    assert session_of(window).stack.count() == 2
    window.menus.actions["undo"].trigger()
    assert not session_of(window).dirty


def test_a_new_form_asks_where_it_should_lie(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.new_form("jiangmen-annex-3@2023")
    replace(window, "project_name", 'a/b:"c"')
    replace(window, "year", "2023")
    proposed: list[str] = []

    def ask(_: object, proposal: str) -> Path:
        proposed.append(Path(proposal).name)
        return tmp_path / "我的表"

    monkeypatch.setattr(dialogs, "ask_save", ask)
    window.menus.actions["save"].trigger()
    assert proposed == ["a_b__c_-2023.evform"]
    assert session_of(window).path == tmp_path / "我的表.evform"
    assert open_document(tmp_path / "我的表.evform").fields["year"] == "2023"


def test_save_that_is_not_possible_keeps_the_form_and_says_so(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClicks(editor(window, "contact"), "x")
    answer(monkeypatch, ask_save=tmp_path / "没有" / "表.evform")
    window.menus.actions["save-as"].trigger()
    assert window.notice.isVisible()
    assert session_of(window).dirty
    assert session_of(window).path == tmp_path / "表.evform"


@pytest.mark.parametrize(
    ("reply", "closes", "saves"), [("save", True, True), ("discard", True, False), ("cancel", False, False)]
)
def test_closing_asks_about_unsaved_changes(
    reply: str, closes: bool, saves: bool, desk: Desk, window: Window, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(window, "contact", "Zhao")
    answer(monkeypatch, ask_unsaved=reply)
    assert window.close() is closes
    assert (window not in desk.windows) is closes
    assert (open_document(form).fields["contact"] == "Zhao") is saves


def test_closing_a_saved_form_asks_nothing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: pytest.fail("asked"))
    assert window.close()


def test_quitting_stops_at_the_form_that_is_to_stay(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClicks(editor(window, "contact"), "x")
    answer(monkeypatch, ask_unsaved="cancel")
    desk.close_all()
    assert desk.windows == [window]


def test_opened_forms_are_remembered(desk: Desk, window: Window, form: Path) -> None:
    assert desk.recent() == [form]
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title().startswith("最近打开"))
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["&1 表.evform"]


def test_a_form_is_opened_once(desk: Desk, window: Window, form: Path) -> None:
    assert desk.open_path(form) is window
    assert len(desk.windows) == 1


def test_a_second_form_gets_a_window_of_its_own(desk: Desk, window: Window) -> None:
    other = desk.new_form("jiangmen-annex-2@2023", window)
    assert other is not window
    assert len(desk.windows) == 2


def test_an_empty_window_takes_the_form(desk: Desk, form: Path) -> None:
    empty = desk.new_window()
    assert desk.open_path(form, empty) is empty


def drop(window: Window, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, data, button, none))
    return enter.isAccepted()


def test_a_file_dropped_on_the_window_opens(desk: Desk, form: Path) -> None:
    window = desk.new_window()
    assert drop(window, form)
    assert session_of(window).path == form


def test_a_file_dropped_on_a_field_is_left_to_the_window(window: Window, form: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form))])
    event = QDragEnterEvent(
        QPoint(2, 2), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    editor(window, "contact").dragEnterEvent(event)
    assert not event.isAccepted()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1}',
        '{"format": "evaldesk"}'.encode("utf-16"),
        "自评表".encode("gbk"),
        b'{"format":"evaldesk","version":99}',
    ],
    ids=["empty", "truncated", "foreign", "utf-16", "gbk", "newer"],
)
def test_a_bad_file_leaves_the_open_form_untouched(content: bytes, desk: Desk, window: Window, tmp_path: Path) -> None:
    bad = tmp_path / "坏.evform"
    bad.write_bytes(content)
    before = session_of(window).document
    drop(window, bad)
    assert session_of(window).document is before
    assert len(desk.windows) == 1
    assert window.notice.isVisible()
    window.notice.copy.click()
    assert window.notice.sentence.text() in QApplication.clipboard().text()


def test_a_missing_file_is_told_in_the_window(desk: Desk, tmp_path: Path) -> None:
    window = desk.new_window()
    desk.begin([tmp_path / "没有.evform"], window)
    assert window.notice.isVisible()
    assert window.session is None


def test_an_unexpected_exception_is_logged_and_told_and_the_form_stays(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        raise ZeroDivisionError("somewhere deep")
    except ZeroDivisionError as error:
        known = rim.as_error(error)
    rim.log(known.details)
    desk.tell(known)
    assert failure_in(window).details.startswith(rim.SORRY)
    assert "ZeroDivisionError" in log_file().read_text("utf-8")
    assert window.session is not None


def test_the_strip_follows_at_every_key(window: Window) -> None:
    rate = window.strip.labels["rate"].value
    assert rate.text() == "97.66%"
    seen = []
    editor(window, "spent_own").selectAll()
    for key in "552.423":
        QTest.keyClicks(editor(window, "spent_own"), key)
        seen.append(rate.text())
    assert seen == ["0.45%", "4.98%", "49.96%", "49.96%", "50%", "50%", "50%"]
    assert rate.font().bold()


def test_a_figure_that_changed_is_bold_only_for_a_moment(window: Window, qtbot: QtBot) -> None:
    replace(window, "spent_own", "0")
    label = window.strip.labels["rate"].value
    assert label.font().bold()
    qtbot.waitUntil(lambda: not label.font().bold(), timeout=3000)


def test_strip_and_money_use_the_words_of_the_template(desk: Desk) -> None:
    window = desk.new_form("mof-2020-10@2020")
    money = session_of(window).evaluation.execution
    assert money is not None
    assert window.strip.labels["rate"].caption.text() == money.rate_label
    assert window.findChildren(MoneyLine)[0].rate.text().startswith(f"{money.rate_label} —（÷ {money.base_label}）")


def test_overspent_money_is_marked(window: Window) -> None:
    replace(window, "spent_own", "2000")
    assert window.strip.labels["rate"].value.text().startswith("◆ ")
    assert window.strip.labels["rate"].value.property("tone") == "explain"


def test_pdf_is_written_where_asked(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, ask_export=tmp_path / "出", ask_draft="go")
    window.menus.actions["pdf"].trigger()
    assert (tmp_path / "出.pdf").read_bytes().startswith(b"%PDF-")


def test_every_command_has_a_shortcut_of_its_own(window: Window) -> None:
    keys: dict[str, str] = {}
    for action in window.findChildren(type(window.menus.actions["save"])):
        for key in action.shortcuts():
            assert keys.setdefault(key.toString(), action.text()) == action.text()


def test_appearance_is_chosen_and_remembered(desk: Desk, window: Window, qapp: QApplication) -> None:
    desk.choose_appearance("dark")
    assert qapp.palette().window().color().lightness() < 128
    assert Desk(qapp).appearance == "dark"
    desk.choose_appearance("light")
    assert qapp.palette().window().color().lightness() > 128


def test_a_closed_window_is_not_redressed(desk: Desk, qapp: QApplication) -> None:
    desk.new_form("jiangmen-annex-3@2023").close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.choose_appearance("dark")
    desk.choose_appearance("light")


def test_window_state_is_remembered(desk: Desk, window: Window) -> None:
    window.resize(900, 640)
    window.close()
    assert "geometry" in Desk(desk.application).state


def test_titles_name_the_form(desk: Desk) -> None:
    window = desk.new_form("jiangmen-annex-3@2023")
    assert saving.title(session_of(window)) == "项目支出绩效自评表（尚未保存）"
    session_of(window).apply("改名", put(session_of(window).document, field("project_name"), "甲"))
    assert window.windowTitle().startswith("甲（尚未保存）")


def test_errors_of_ours_keep_their_sentence() -> None:
    assert rim.as_error(EvaldeskError("读不了。", "x")).sentence == "读不了。"
