"""Journeys: an officer's way through the real window, key by key, asserted on the document, the strip and the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.files.store import open_document, save_document
from evaldesk.history.remarks import with_remark
from evaldesk.history.snapshots import listed
from evaldesk.model.document import address, cell, field, get, put
from evaldesk.report.pixels import page_count
from evaldesk.ui import dialogs
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.labels import HelpLine
from evaldesk.ui.page_view import PageView
from evaldesk.ui.printing import page_layout
from evaldesk.ui.remarks_panel import Remarks
from evaldesk.ui.versions_panel import Versions
from evaldesk.ui.window import Window
from tests.journeys import ALT, CONTROL, filled, focus, key, started

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ROW = "a3-007"  # 跨域通办事项数量, ≥300项, 336项, typed score 1.05


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Return a copy of annex 3 as it was really filled."""
    return filled(tmp_path)


@pytest.fixture
def window(desk: Desk, form: Path, qtbot: QtBot) -> Window:
    """Return a window in front, with the form opened as a command-line argument is."""
    return started(desk, qtbot, form)


def keys(text: str) -> None:
    """Type as a person does, at whatever has the focus: letters by keys, Chinese by way of an input method."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focus(), letter)
        else:
            QApplication.sendEvent(focus(), QInputMethodEvent("pin yin", []))
            committed = QInputMethodEvent("", [])
            committed.setCommitString(letter)
            QApplication.sendEvent(focus(), committed)


@pytest.mark.screen
def test_from_the_open_form_to_the_saved_file_and_back(window: Window, form: Path) -> None:
    original = form.read_bytes()
    session = window.session
    assert session is not None

    # A field: every key is in the document and in the strip before the next one.
    key(Qt.Key.Key_2, ALT)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "资金情况"
    for _ in range(3):
        key(Qt.Key.Key_Tab)
    assert focus().objectName() == "spent_own"
    rate = window.strip.labels["rate"].value
    key(Qt.Key.Key_A, CONTROL)
    for typed, shown in (("5", "0.45%"), ("55", "4.98%"), ("552", "49.96%"), ("552.", "49.96%"), ("552.4", "50%")):
        keys(typed[-1])
        assert get(session.document, field("spent_own")) == typed
        assert rate.text() == shown
    assert "未保存" in window.strip.saved.text()

    # An indicator: the tree follows, and the suggested total beside the typed one.
    key(Qt.Key.Key_4, ALT)
    panel = window.findChild(IndicatorPanel)
    assert isinstance(panel, IndicatorPanel)
    where = cell(ROW, "actual")
    assert panel.show_where(where)
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_A, CONTROL)
    before = window.strip.labels["score"].remark.text()
    completions = []
    for end in range(1, 5):
        keys("150项"[end - 1])
        assert get(session.document, where) == "150项"[:end]
        completions.append(panel.model.data(panel.model.place(cell(ROW, "completion"))))
    assert completions == ["0.33%", "5%", "50%", "50%"]
    assert window.strip.labels["score"].remark.text() != before
    key(Qt.Key.Key_Return)

    # Without the typed score the suggestion counts, all the way up to the total.
    total = window.strip.labels["score"].value.text()
    assert panel.show_where(cell(ROW, "self_score"))
    key(Qt.Key.Key_Delete)
    assert get(session.document, cell(ROW, "self_score")) == ""
    assert window.strip.labels["score"].value.text() != total

    # Saved: the file holds what the screen shows.
    key(Qt.Key.Key_S, CONTROL)
    assert not session.dirty
    assert open_document(form) == session.document
    assert form.read_bytes() != original

    # Everything undone and saved again: the file is what it was, byte for byte.
    steps = 0
    while session.stack.can_undo():
        key(Qt.Key.Key_Z, CONTROL)
        steps += 1
    assert steps == 3
    assert rate.text() == "97.66%"
    key(Qt.Key.Key_S, CONTROL)
    assert form.read_bytes() == original


@pytest.mark.screen
def test_tabs_turn_by_keys_and_the_focus_is_in_them(window: Window) -> None:
    seen = []
    for _ in range(window.tabs.count()):
        seen.append(window.tabs.tabText(window.tabs.currentIndex()))
        assert window.tabs.currentWidget().isAncestorOf(focus()) or window.tabs.currentIndex() == 0
        key(Qt.Key.Key_Tab, CONTROL)
    assert seen == ["基本信息", "资金情况", "绩效目标", "指标评分", "自评总结", "图示", "打印预览"]


@pytest.mark.screen
def test_one_line_of_help_stands_under_the_focused_field_only(window: Window) -> None:
    key(Qt.Key.Key_1, ALT)
    key(Qt.Key.Key_Tab)
    session = window.session
    assert session is not None
    # The table keeps its own line, which is seen with the table.
    (told,) = [line.text() for line in window.findChildren(HelpLine) if line.text() and line.isVisible()]
    assert told.startswith(session.template.field(focus().objectName()).help)


@pytest.mark.screen
def test_undo_by_keys_goes_over_fields_and_tabs(window: Window) -> None:
    session = window.session
    assert session is not None
    before = session.document
    key(Qt.Key.Key_1, ALT)
    key(Qt.Key.Key_A, CONTROL)
    keys("abc")
    key(Qt.Key.Key_5, ALT)
    keys("def")
    assert session.stack.count() == 2
    key(Qt.Key.Key_Z, CONTROL)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "自评总结"
    key(Qt.Key.Key_Z, CONTROL)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "基本信息"
    assert session.document is before


def test_the_preview_shows_the_pages_and_follows(window: Window, qtbot: QtBot) -> None:
    session = window.session
    assert session is not None
    window.show_tab(-1)
    view = window.findChild(PageView)
    assert isinstance(view, PageView)
    qtbot.waitUntil(lambda: view.paper is not None and 0 in view.pictures, timeout=20_000)
    assert view.paper is not None
    assert view.paper.pages >= 5
    first = view.paper.number
    session.edit(field("contact"), "某某丙", "修改“联系人”")
    qtbot.waitUntil(lambda: view.paper is not None and view.paper.number > first, timeout=20_000)


def test_the_form_is_printed_to_pdf(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "纸.pdf"

    def choose(_: QWidget, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPageLayout(page_layout())
        printer.setResolution(72)
        return True

    monkeypatch.setattr(dialogs, "ask_printer", choose)
    exported = tmp_path / "表.pdf"
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: exported)
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    window.menus.actions["pdf"].trigger()
    window.menus.actions["print"].trigger()
    assert page_count(target.read_bytes()) == page_count(exported.read_bytes())
    assert page_layout().orientation() is QPageLayout.Orientation.Landscape


@pytest.fixture
def special(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Window:
    """Return a roomy window in front with annex 2 as it was really filled, everything in it read."""
    form = filled(tmp_path, "附件2.evform", "annex-2-special-fund.evform")
    window = started(desk, qtbot, form, size=(1280, 800))
    window.settle_checkup()
    return window


@pytest.mark.screen
def test_errors_are_found_mended_explained_and_asked_about_again(special: Window, desk: Desk) -> None:
    window, session = special, special.session
    assert session is not None

    def codes() -> set[str]:
        window.settle_checkup()
        assert session is not None
        return {finding.code for finding in session.findings if not finding.explained}

    # From error to error by one key, each in its own place with the focus there.
    key(Qt.Key.Key_F8)
    assert focus().objectName() == "project_name"
    key(Qt.Key.Key_F8)
    assert focus().objectName() == "spent_lower"

    # Mended by typing: it goes from the list; undone: it is back.
    key(Qt.Key.Key_A, CONTROL)
    keys("/")
    assert "funding.level-without-money" not in codes()
    key(Qt.Key.Key_Z, CONTROL)
    assert "funding.level-without-money" in codes()

    # Mended by the command, with the year's exact digits in view before.
    window.checkup.choose(next(finding for finding in session.findings if finding.code == "narrative.year"))
    key(Qt.Key.Key_F8, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "narrative.year" not in codes()
    assert "2023年数字政府" in get(session.document, field("performance"))

    # Explained in place, saved, opened again: still explained.
    over = next(finding for finding in session.findings if finding.code == "targets.over")
    window.checkup.choose(over)
    key(Qt.Key.Key_F8, CONTROL)
    assert window.checkup.detail.answer.hasFocus()
    keys("年中追加")
    key(Qt.Key.Key_S, CONTROL)
    assert not session.dirty
    path = session.path
    assert path is not None
    window.close()
    window = desk.open_path(path)
    session = window.session
    assert session is not None
    window.settle_checkup()
    again = next(finding for finding in session.findings if (finding.code, finding.where) == (over.code, over.where))
    assert again.explained == "年中追加"

    # Another value: it falls back, and offers the old words.
    session.edit(address(over.where), "5.2", "修改")
    window.settle_checkup()
    again = next(finding for finding in session.findings if (finding.code, finding.where) == (over.code, over.where))
    assert not again.explained
    window.checkup.choose(again)
    assert "年中追加" in window.checkup.detail.note.text()
    window.checkup.detail.again.click()
    assert again.code in {finding.code for finding in session.findings if finding.explained}


@pytest.mark.screen
def test_the_panel_never_takes_the_focus(special: Window) -> None:
    key(Qt.Key.Key_2, ALT)
    for _ in range(3):
        key(Qt.Key.Key_Tab)
    inside = focus()
    keys("9")
    special.settle_checkup()
    assert focus() is inside
    key(Qt.Key.Key_F7)
    key(Qt.Key.Key_F7)
    assert focus() is inside


def modal(letter: Qt.Key) -> None:
    """Press Alt with a letter on the question that comes next."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        QTest.keyClick(box, letter, ALT)

    QTimer.singleShot(300, answer)


@pytest.mark.screen
def test_what_a_colleague_saved_meanwhile_is_merged_by_keys(window: Window, form: Path, qtbot: QtBot) -> None:
    key(Qt.Key.Key_1, ALT)
    window.show_where(field("contact"))
    key(Qt.Key.Key_A, CONTROL)
    keys("Li")
    save_document(put(open_document(form), field("phone"), "0750-1"), form)
    modal(Qt.Key.Key_M)
    key(Qt.Key.Key_S, CONTROL)
    saved = open_document(form).fields
    assert (saved["contact"], saved["phone"]) == ("Li", "0750-1")
    assert window.session is not None
    assert not window.session.dirty
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert focus().objectName() == "contact"
    key(Qt.Key.Key_Z, CONTROL)
    assert get(window.session.document, field("phone")) != "0750-1"


@pytest.mark.screen
def test_last_tuesday_is_brought_back_by_keys(window: Window, form: Path, qtbot: QtBot) -> None:
    original = form.read_bytes()
    window.show_where(field("contact"))
    key(Qt.Key.Key_A, CONTROL)
    keys("Li")
    key(Qt.Key.Key_S, CONTROL)
    assert window.session is not None
    id = window.session.document.id
    qtbot.waitUntil(lambda: len(listed(id)) == 2)
    key(Qt.Key.Key_H, CONTROL | ALT)
    panel = window.findChild(Versions)
    assert isinstance(panel, Versions)
    qtbot.waitUntil(lambda: panel.list.count() == 2 and panel.list.hasFocus())
    key(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "Li" in panel.page.toPlainText())
    while focus() is not panel.bring:
        key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(window.isActiveWindow)
    key(Qt.Key.Key_S, CONTROL)
    assert form.read_bytes() == original


@pytest.mark.screen
def test_a_returned_form_is_answered_and_handed_in_by_keys(desk: Desk, form: Path, qtbot: QtBot) -> None:
    save_document(with_remark(open_document(form), "fields/contact", "请核对。", "财政局", "2024-05-06T10:00"), form)
    window = started(desk, qtbot, form)
    key(Qt.Key.Key_R, CONTROL | ALT)
    panel = window.findChild(Remarks)
    assert isinstance(panel, Remarks)
    qtbot.waitUntil(panel.list.hasFocus)
    while focus() is not panel.answer:
        key(Qt.Key.Key_Tab)
    keys("已核对")
    assert window.session is not None
    assert window.session.document.remarks[0].response == "已核对"
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    modal(Qt.Key.Key_T)
    window.menus.actions["hand-in"].trigger()
    document = open_document(form)
    assert [event.event for event in document.history][-1] == "handed-in"
    assert document.remarks[0].status == "answered"
