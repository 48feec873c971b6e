"""Journeys by keyboard through what keeps an officer's work: recovery, conflict, lock, versions, remarks, revision.

Each goes key by key through the real window on a real screen, and is asserted on the file and the document.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMenu, QWidget
from pytestqt.qtbot import QtBot

from evaldesk.files.recovery import discarded, recoverable
from evaldesk.files.store import open_document, save_document
from evaldesk.history.remarks import with_remark
from evaldesk.history.snapshots import Snapshot, listed
from evaldesk.model.document import cell, field, get, put
from evaldesk.ui import dialogs
from evaldesk.ui.banner import banners
from evaldesk.ui.desk import Desk
from evaldesk.ui.remarks_panel import Remarks
from evaldesk.ui.sheet import Sheet
from evaldesk.ui.versions_panel import Versions
from evaldesk.ui.window import Window
from tests.journeys import ALT, CONTROL, MOST, answer, filled, focus, key, session_of, started, tab_to
from tests.ui.test_keeping import HOLDING, crash

pytestmark = [pytest.mark.screen, pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Return a copy of annex 3 as it was really filled."""
    return filled(tmp_path)


@pytest.fixture
def start(desk: Desk, qtbot: QtBot) -> Callable[..., Window]:
    """Return what starts the program with files, its window in front."""

    return partial(started, desk, qtbot, size=(1280, 800))


def last_handed_in(form: str) -> Snapshot | None:
    return next((item for item in listed(form) if item.event == "handed-in"), None)


def retype(window: Window, text: str) -> None:
    """Type into 联系人, found by keys from the first page."""
    key(Qt.Key.Key_1, ALT)
    tab_to("contact")
    key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(focus(), text)


def letter(which: Qt.Key) -> Callable[[QWidget], object]:
    return lambda box: QTest.keyClick(box, which, ALT)


def menu(window: Window, title: Qt.Key, entry: Qt.Key) -> None:
    """Open a menu by its letter and choose an entry by its own."""

    def choose() -> None:
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu)
        QTest.keyClick(opened, entry)

    QTimer.singleShot(300, choose)
    QTest.keyClick(window, title, ALT)
    QTest.qWait(600)


def test_recovery_what_a_crash_left_is_compared_and_restored_by_keys(
    start: Callable[..., Window], form: Path, qtbot: QtBot
) -> None:
    original = form.read_bytes()
    crash(form)
    window = start(form)
    qtbot.waitUntil(lambda: bool(banners(window)))
    tab_to("比较")
    key(Qt.Key.Key_Space)
    sheet = window.findChild(Sheet)
    assert isinstance(sheet, Sheet)
    assert "Ouyang" in sheet.plain
    qtbot.waitUntil(sheet.isActiveWindow)
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    tab_to("恢复")
    key(Qt.Key.Key_Space)
    assert get(session_of(window).document, field("contact")) == "Ouyang"
    assert banners(window) == []
    key(Qt.Key.Key_Z, CONTROL)
    key(Qt.Key.Key_S, CONTROL)
    assert form.read_bytes() == original
    key(Qt.Key.Key_Y, CONTROL)
    key(Qt.Key.Key_S, CONTROL)
    assert open_document(form).fields["contact"] == "Ouyang"
    assert recoverable() == []


def test_recovery_a_form_never_saved_comes_back_from_the_start_page_by_one_key(
    start: Callable[..., Window], qtbot: QtBot
) -> None:
    crash()
    window = start()
    qtbot.waitUntil(lambda: window.findChild(QFrame, "card") is not None)
    tab_to("恢复")
    key(Qt.Key.Key_Space)
    assert get(session_of(window).document, field("contact")) == "Ouyang"
    assert session_of(window).dirty


def test_recovery_what_is_discarded_by_keys_is_kept_for_a_while(
    start: Callable[..., Window], form: Path, qtbot: QtBot
) -> None:
    crash(form)
    window = start(form)
    qtbot.waitUntil(lambda: bool(banners(window)))
    tab_to("丢弃")
    key(Qt.Key.Key_Space)
    assert [open_document(path).fields["contact"] for path in discarded()] == ["Ouyang"]
    assert not session_of(window).dirty


def test_conflict_each_collision_is_chosen_by_keys(start: Callable[..., Window], form: Path, qtbot: QtBot) -> None:
    window = start(form)
    retype(window, "Li")
    save_document(put(put(open_document(form), field("contact"), "Wang"), field("phone"), "0750-1"), form)

    def choose_theirs(box: QWidget) -> None:
        assert box.windowTitle() == "双方改得不同"
        for _ in range(MOST):
            if focus().accessibleName().endswith("我的，Li"):
                break
            key(Qt.Key.Key_Tab)
        key(Qt.Key.Key_Down)
        QTest.keyClick(box, Qt.Key.Key_M, ALT)

    def merge(box: QWidget) -> None:
        answer(choose_theirs)
        QTest.keyClick(box, Qt.Key.Key_M, ALT)

    answer(merge)
    key(Qt.Key.Key_S, CONTROL)
    saved = open_document(form).fields
    assert (saved["contact"], saved["phone"]) == ("Wang", "0750-1")
    assert not session_of(window).dirty


def test_conflict_nothing_is_saved_by_escape(start: Callable[..., Window], form: Path) -> None:
    window = start(form)
    retype(window, "Li")
    save_document(put(open_document(form), field("phone"), "0750-1"), form)
    theirs = form.read_bytes()
    answer(lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    key(Qt.Key.Key_S, CONTROL)
    assert form.read_bytes() == theirs
    assert session_of(window).dirty


def test_lock_a_form_that_a_colleague_has_open_is_read_copied_or_taken_by_keys(
    start: Callable[..., Window], form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", HOLDING, form], stdout=pipe, stdin=pipe, text=True)
    assert child.stdout is not None
    assert child.stdin is not None
    with child.stdout, child.stdin:
        assert child.stdout.readline() == "held\n"
        window = start(form)
        assert os.uname().nodename in banners(window)[0].sentence.text()
        before = form.read_bytes()
        retype(window, "Li")
        # The system's own dialog asks for the place; its answer stands in for the typing of a path there.
        monkeypatch.setattr(dialogs, "ask_save", lambda *_: tmp_path / "我的.evform")
        tab_to("另存一份再编辑…")
        key(Qt.Key.Key_Space)
        assert open_document(tmp_path / "我的.evform").fields["contact"] == "Li"
        assert form.read_bytes() == before
        assert banners(window) == []
        other = start(form)
        tab_to("仍然编辑")
        key(Qt.Key.Key_Space)
        assert not other.keeping.read_only
        retype(other, "Zhao")
        key(Qt.Key.Key_S, CONTROL)
        assert open_document(form).fields["contact"] == "Zhao"
        child.kill()
        child.wait(10)


def test_history_versions_are_compared_named_and_opened_beside_by_keys(
    start: Callable[..., Window], desk: Desk, form: Path, qtbot: QtBot
) -> None:
    window = start(form)
    for name in ("Li", "Wang"):
        retype(window, name)
        key(Qt.Key.Key_S, CONTROL)
    id = session_of(window).document.id
    qtbot.waitUntil(lambda: len(listed(id)) == 3)
    key(Qt.Key.Key_H, CONTROL | ALT)
    panel = window.findChild(Versions)
    assert isinstance(panel, Versions)
    qtbot.waitUntil(lambda: panel.list.count() == 3 and panel.list.hasFocus())
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Wang" in panel.page.toPlainText())  # compared with the present
    tab_to("比较")
    key(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Li" in panel.page.toPlainText() and "Wang" not in panel.page.toPlainText())
    tab_to("版本名称")
    QTest.keyClicks(focus(), "First")
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“First”" in panel.list.item(1).text())
    tab_to("在新窗口查看")
    key(Qt.Key.Key_Space)
    assert get(session_of(desk.windows[-1]).document, field("contact")) == "Li"


def test_remarks_a_reviewer_pins_returns_and_accepts_by_keys(
    start: Callable[..., Window], form: Path, qtbot: QtBot
) -> None:
    window = start(form)
    key(Qt.Key.Key_4, ALT)
    window.show_where(cell("a3-007", "actual"))
    key(Qt.Key.Key_R, CONTROL | ALT)
    panel = window.findChild(Remarks)
    assert isinstance(panel, Remarks)
    qtbot.waitUntil(panel.words.hasFocus)
    QTest.keyClicks(focus(), "why 336?")
    key(Qt.Key.Key_Return)
    assert session_of(window).document.remarks[0].where == "indicators/a3-007"
    tab_to("退回修改")
    key(Qt.Key.Key_Space)
    tab_to("答复")
    QTest.keyClicks(focus(), "see page 3")
    tab_to("认可答复")
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session_of(window).document.remarks[0].status == "accepted")
    key(Qt.Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    key(Qt.Key.Key_S, CONTROL)
    saved = open_document(form)
    assert (saved.remarks[0].text, saved.remarks[0].response) == ("why 336?", "see page 3")
    assert [event.event for event in saved.history] == ["returned"]


def test_revision_handed_in_returned_mended_and_handed_in_again_by_keys(
    start: Callable[..., Window], form: Path, qtbot: QtBot
) -> None:
    window = start(form)
    id = session_of(window).document.id
    answer(letter(Qt.Key.Key_T))
    menu(window, Qt.Key.Key_F, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: last_handed_in(id) is not None)
    assert open_document(form).revision == 1
    session = session_of(window)
    session.apply("退回", with_remark(session.document, "fields/contact", "请核对。", "财政局", "2024-05-06T10:00"))
    retype(window, "Li")
    answer(letter(Qt.Key.Key_T))
    menu(window, Qt.Key.Key_F, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: (found := last_handed_in(id)) is not None and found.revision == 2)
    assert [(event.event, event.revision) for event in open_document(form).history] == [
        ("handed-in", 1),
        ("handed-in", 2),
    ]
    menu(window, Qt.Key.Key_F, Qt.Key.Key_D)
    sheet = window.findChild(Sheet)
    assert isinstance(sheet, QDialog)
    assert "第 1 稿 → 第 2 稿" in sheet.plain
    assert "Li" in sheet.plain
