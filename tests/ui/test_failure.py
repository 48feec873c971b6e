"""When the program breaks down in a real window: the log, the journal, one dialog, and the officer goes on typing."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evaldesk.errors import Unwritable
from evaldesk.paths import log_file, recovery_folder
from evaldesk.ui import rim
from evaldesk.ui.background import Background
from evaldesk.ui.desk import Desk
from evaldesk.ui.line_editors import LineEditor
from evaldesk.ui.window import Window
from tests.ui.failures import failure_in, guard


def type_in(window: Window, text: str) -> None:
    editor = window.findChild(LineEditor, "contact")
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)


def break_down(*_: object) -> None:
    raise ZeroDivisionError("somewhere deep")


def test_a_slot_that_raises_is_told_in_one_dialog_with_the_form_on_disk(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard(desk, monkeypatch)
    type_in(window, "Li")
    action = QAction("坏", window)
    action.setShortcut("Ctrl+Alt+Shift+B")
    action.triggered.connect(break_down)
    window.addAction(action)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
                   | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    shown = failure_in(window)
    assert list(recovery_folder().glob("*.journal"))
    assert "ZeroDivisionError: somewhere deep" in log_file().read_text("utf-8")
    shown.copy.click()
    copied = QApplication.clipboard().text()
    assert copied.startswith(rim.SORRY)
    assert "in break_down" in copied
    assert "Qt 6" in copied
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    type_in(window, "Li Ming")
    assert window.session is not None
    assert window.session.document.fields["contact"] == "Li Ming"


def test_what_breaks_again_and_again_has_one_dialog_for_all(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guard(desk, monkeypatch)
    for _ in range(3):
        QTimer.singleShot(0, break_down)
    qtbot.waitUntil(lambda: log_file().exists() and log_file().read_text("utf-8").count("in break_down") == 3)
    assert failure_in(window).details.count("in break_down") == 3


def test_a_thread_that_raises_is_told_in_the_thread_of_the_window(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guard(desk, monkeypatch)
    told: list[threading.Thread] = []
    desk.broke.connect(lambda error: told.append(threading.current_thread()), Qt.ConnectionType.QueuedConnection)
    thread = threading.Thread(target=break_down, name="worker")
    thread.start()
    thread.join()
    assert "in break_down" in log_file().read_text("utf-8")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.main_thread()]
    assert "ZeroDivisionError" in failure_in(window).details


def test_work_in_the_background_that_raises_is_logged_and_told_to_whoever_asked(window: Window, qtbot: QtBot) -> None:
    background, failed = Background(window), list[Exception]()
    background.do(break_down, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ZeroDivisionError)
    assert "in break_down" in log_file().read_text("utf-8")
    background.stop()


def test_a_failure_of_a_known_kind_needs_no_dialog(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    guard(desk, monkeypatch)

    def fail() -> None:
        raise Unwritable("写不进去。请换一个位置。", "EACCES")

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.sentence.text() == "写不进去。请换一个位置。"


def test_a_rescue_that_fails_as_well_ends_nowhere_but_in_the_log(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard(desk, monkeypatch)
    monkeypatch.setattr(desk, "rescue", partial(break_down))
    desk.broke.emit(rim.as_error(ValueError("first")))
    assert "ValueError: first" in failure_in(window).details
    assert "ZeroDivisionError" in log_file().read_text("utf-8")


def test_the_log_is_bounded(home: Path) -> None:
    for _ in range(12):
        rim.log("x" * (rim.LARGEST // 2))
    found = sorted(home.glob("evaldesk.log*"))
    assert len(found) == 1 + rim.KEPT
    assert sum(path.stat().st_size for path in found) < (1 + rim.KEPT) * rim.LARGEST


def test_a_log_that_cannot_be_written_stops_nobody(home: Path) -> None:
    (home / "evaldesk.log").mkdir()
    rim.log("x")
