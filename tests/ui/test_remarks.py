"""A returned form: remarks pinned, answered and accepted, the hand-in with its revision, and the 修改说明."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document, save_document
from evaldesk.history.remarks import with_remark
from evaldesk.history.snapshots import Snapshot, listed
from evaldesk.model.document import cell, field, get
from evaldesk.ui import dialogs
from evaldesk.ui.desk import Desk
from evaldesk.ui.handing_in import NEVER
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.indicator_row import ACTUAL, NAME
from evaldesk.ui.indicator_story import story
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.palette import tones
from evaldesk.ui.remarks_marks import FieldMarks
from evaldesk.ui.remarks_panel import Remarks
from evaldesk.ui.session import Session
from evaldesk.ui.sheet import Sheet
from evaldesk.ui.window import Window

WHEN = "2024-05-06T10:00:00+08:00"


def last_handed_in(form: str) -> Snapshot | None:
    return next((item for item in listed(form) if item.event == "handed-in"), None)


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def editor(window: Window, key: str) -> LineEditor:
    found = window.findChild(LineEditor, key)
    assert isinstance(found, LineEditor)
    return found


@pytest.fixture
def returned(desk: Desk, form: Path) -> Window:
    """Return a window with a form that came back with two remarks."""
    document = with_remark(open_document(form), "fields/spent_own", "与决算不符，请核对。", "财政局", WHEN)
    document = with_remark(document, "indicators/a3-007", "佐证材料缺失。", "财政局", WHEN)
    save_document(document, form)
    return desk.open_path(form)


def panel_of(window: Window) -> Remarks:
    window.menus.actions["remarks"].trigger()
    panel = window.findChild(Remarks)
    assert isinstance(panel, Remarks)
    return panel


def test_remarks_are_listed_with_their_place_and_answered_key_by_key(returned: Window, form: Path) -> None:
    panel = panel_of(returned)
    assert [panel.list.item(at).text().split("　")[0] for at in range(2)] == ["◆ 待答复"] * 2
    assert "跨域通办事项数量" in panel.list.item(1).text()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert "佐证材料缺失" in panel.text.toPlainText()
    QTest.keyClicks(panel.answer, "Added")
    session = session_of(returned)
    assert session.document.remarks[1].response == "Added"
    assert session.stack.count() == 1
    assert panel.list.item(1).text().startswith("○ 已答复")
    QTest.keyClick(panel.accept_it, Qt.Key.Key_Space)
    assert panel.list.item(1).text().startswith("✓ 已认可")
    returned.menus.actions["save"].trigger()
    assert open_document(form).remarks[1].status == "accepted"
    returned.menus.actions["undo"].trigger()
    returned.menus.actions["undo"].trigger()
    assert panel.list.item(1).text().startswith("◆ 待答复")
    assert panel.answer.toPlainText() == ""


def test_a_remark_stands_at_its_field_too(returned: Window) -> None:
    marks = returned.findChild(FieldMarks)
    assert isinstance(marks, FieldMarks)
    assert marks.marks["fields/spent_own"].text() == "◆ 待答复的意见"
    assert "与决算不符" in marks.marks["fields/spent_own"].toolTip()
    QTest.keyClicks(panel_of(returned).answer, "ok")
    assert marks.marks["fields/spent_own"].text() == "○ 已答复的意见"


def test_a_remark_stands_at_its_cell_of_the_table(returned: Window, qtbot: QtBot) -> None:
    returned.show_where(cell("a3-007", "actual"))
    panel = returned.findChild(IndicatorPanel)
    assert isinstance(panel, IndicatorPanel)
    view = panel.view

    def corner() -> str:
        rect = view.visualRect(panel.model.index_of("a3-007", NAME))
        return str(view.viewport().grab().toImage().pixelColor(rect.right() - 2, rect.top() + 3).name())

    qtbot.waitUntil(lambda: corner() == QColor(tones().explain).name())
    assert view.remarks.of("a3-007") == ((NAME, "open"),)
    assert view.remarks.told("a3-007", NAME) == ["审核意见（待答复）：佐证材料缺失。"]
    assert any("佐证材料缺失" in item.text for item in story(session_of(returned), "a3-007").points)
    remarks = panel_of(returned)
    remarks.list.setCurrentRow(1)
    QTest.keyClicks(remarks.answer, "Added")
    assert view.remarks.of("a3-007") == ((NAME, "answered"),)
    qtbot.waitUntil(lambda: corner() != QColor(tones().explain).name())


def test_a_remark_on_a_text_stands_at_its_column(window: Window) -> None:
    session = session_of(window)
    for where in ("indicators/a3-007/actual", "indicators/a3-007/evidence", "indicators/gone/name", "fields/year", ""):
        session.apply("意见", with_remark(session.document, where, where, "财政局", WHEN))
    panel = window.findChild(IndicatorPanel)
    assert isinstance(panel, IndicatorPanel)
    assert panel.view.remarks.of("a3-007") == ((NAME, "open"), (ACTUAL, "open"))


def test_a_reviewer_pins_a_remark_where_the_caret_is(window: Window) -> None:
    window.show_where(field("planned"))
    panel = panel_of(window)
    QTest.keyClicks(panel.words, "why?")
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    (remark,) = session_of(window).document.remarks
    assert (remark.where, remark.text, remark.status) == ("fields/planned", "why?", "open")
    QTest.keyClick(panel.drop, Qt.Key.Key_Space)
    assert session_of(window).document.remarks == ()


def test_the_way_leads_from_a_remark_to_its_place(returned: Window) -> None:
    panel = panel_of(returned)
    panel.list.setCurrentRow(1)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert returned.tabs.tabText(returned.tabs.currentIndex()) == "指标评分"


def test_a_hand_in_raises_the_revision_and_the_answer_sheet_tells_why(
    returned: Window, form: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def ask(*told: object) -> bool:
        asked.append(told)
        return True

    monkeypatch.setattr(dialogs, "ask_hand_in", ask)
    session = session_of(returned)
    returned.menus.actions["response"].trigger()
    assert returned.notice.sentence.text() == NEVER
    returned.menus.actions["hand-in"].trigger()
    assert asked[0][1] == 1
    assert "2 条审核意见待答复" in str(asked[0][2])
    id = session.document.id
    qtbot.waitUntil(lambda: last_handed_in(id) is not None)
    panel = panel_of(returned)
    QTest.keyClick(panel.give_back, Qt.Key.Key_Space)
    editor(returned, "spent_own").selectAll()
    QTest.keyClicks(editor(returned, "spent_own"), "552.4")
    panel.list.setCurrentRow(0)
    QTest.keyClicks(panel.answer, "Checked again.")
    returned.menus.actions["hand-in"].trigger()
    assert asked[1][1] == 2
    assert open_document(form).revision == 2
    assert [event.event for event in open_document(form).history][-3:] == ["handed-in", "returned", "handed-in"]
    qtbot.waitUntil(lambda: (found := last_handed_in(id)) is not None and found.revision == 2)
    returned.menus.actions["response"].trigger()
    sheet = returned.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    for words in ("第 1 稿 → 第 2 稿", "552.4", "原因：Checked again."):
        assert words in sheet.plain
    QTest.keyClick(sheet.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == sheet.plain
    monkeypatch.setattr(dialogs, "ask_text", lambda *_: tmp_path / "说明")
    QTest.keyClick(sheet.keep, Qt.Key.Key_Space)
    assert (tmp_path / "说明.txt").read_text("utf-8-sig").rstrip() == sheet.plain


def test_a_hand_in_that_is_not_saved_has_not_happened(
    returned: Window, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_hand_in", lambda *_: True)
    monkeypatch.setattr(dialogs, "ask_conflict", lambda *_: "cancel")
    session = session_of(returned)
    before = session.document
    form.unlink()
    returned.menus.actions["hand-in"].trigger()
    assert session.document is before
    assert get(session.document, cell("a3-007", "actual"))
