"""What takes long is waited for with the window alive, and can be given up with nothing changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QPushButton, QWidget

from evaldesk.errors import GivenUp, Unreadable
from evaldesk.files.store import open_document, save_document
from evaldesk.rules import evaluate
from evaldesk.ui import dialogs, waiting
from evaldesk.ui.desk import Desk
from evaldesk.ui.session import Session
from evaldesk.ui.waiting import Advance, followed, waited
from evaldesk.ui.window import Window
from tests.benchmarks.forms import repeated

ROWS = 1000
PATIENCE = 60.0  # seconds for what should take a moment
BEATS = 20


class Beats:
    """Count how often the window's loop turns."""

    def __init__(self) -> None:
        self.count = 0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.count += 1


@contextmanager
def stopping(parent: QWidget, words: str, after: int = 0) -> Iterator[list[int]]:
    """Press 停止 in the box with these words once it shows more than ``after`` thousandths; yield what it showed."""
    shown: list[int] = []

    def look() -> None:
        for box in parent.findChildren(QProgressDialog):
            bar = box.findChild(QProgressBar)
            if box.isVisible() and box.labelText() == words and bar is not None and max(bar.value(), 0) >= after:
                shown.append(max(bar.value(), 0))
                box.findChildren(QPushButton)[0].click()
                timer.stop()

    timer = QTimer(interval=1)
    timer.timeout.connect(look)
    timer.start()
    yield shown
    timer.stop()


@pytest.fixture
def large(desk: Desk, tmp_path: Path, form: Path) -> Window:
    """Return a window with a form of a thousand rows."""
    path = tmp_path / "大表.evform"
    save_document(repeated(open_document(form), ROWS), path)
    return desk.open_path(path)


def session_of(window: Window) -> Session:
    assert window.session is not None
    return window.session


def test_work_is_waited_for_and_its_error_is_its_own(desk: Desk) -> None:
    def fail() -> None:
        raise Unreadable("坏了。")

    assert waited(desk.new_window(), "x", lambda: 7) == 7
    with pytest.raises(Unreadable, match="坏了"):
        waited(None, "x", fail)


def test_the_windows_loop_turns_while_work_keeps_python_busy(desk: Desk) -> None:
    beats = Beats()

    def work() -> int:
        end = time.monotonic() + PATIENCE
        while beats.count < BEATS and time.monotonic() < end:
            sum(range(1000))
        return beats.count

    assert waited(desk.new_window(), "x", work) >= BEATS


def test_slow_work_shows_a_box_and_can_be_given_up(desk: Desk) -> None:
    window, gate = desk.new_window(), threading.Event()
    try:
        with stopping(window, "正在读取……"), pytest.raises(GivenUp, match="已停止"):
            waited(window, "正在读取……", gate.wait)
    finally:
        gate.set()


def test_work_that_is_given_up_breaks_off_where_it_next_tells_how_far_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0)
    window, over, done = desk.new_window(), threading.Event(), []

    def work(advance: Advance) -> None:
        try:
            for at in range(1_000_000):
                advance(min(at, 400), 1000)
                done.append(at)
                time.sleep(0.001)
        finally:
            over.set()

    with stopping(window, "正在计算……", after=400) as shown, pytest.raises(GivenUp):
        followed(window, "正在计算……", work)
    assert shown == [400]
    assert over.wait(PATIENCE)
    assert 400 < len(done) < 1_000_000


def test_a_large_form_is_exported_with_the_window_alive(
    large: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    monkeypatch.setattr(dialogs, "ask_export", lambda *_: tmp_path / "表.pdf")
    large.settle_checkup()
    beats = Beats()
    large.menus.actions["pdf"].trigger()
    assert (tmp_path / "表.pdf").read_bytes().startswith(b"%PDF")
    assert beats.count >= BEATS


@pytest.mark.parametrize(
    ("command", "ask", "name", "words"),
    [
        ("pdf", "ask_export", "表.pdf", "正在生成 PDF……"),
        ("export-sheet", "ask_export_sheet", "表.xlsx", "正在导出……"),
    ],
)
def test_an_export_that_is_given_up_leaves_all_as_it_was(
    command: str, ask: str, name: str, words: str, large: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0)
    monkeypatch.setattr(dialogs, "ask_draft", lambda *_: "go")
    monkeypatch.setattr(dialogs, ask, lambda *_: tmp_path / name)
    large.settle_checkup()
    before, files = session_of(large).document, sorted(tmp_path.rglob("*.*"))
    with stopping(large, words, after=1) as shown:
        large.menus.actions[command].trigger()
    assert shown
    assert "已停止" in large.notice.sentence.text()
    assert session_of(large).document is before
    assert not session_of(large).dirty
    assert not (tmp_path / name).exists()
    assert sorted(path for path in tmp_path.rglob("*.*") if path.suffix in (".pdf", ".xlsx", ".evform")) == [
        path for path in files if path.suffix in (".pdf", ".xlsx", ".evform")
    ]


def test_a_large_form_opens_with_the_window_alive(desk: Desk, tmp_path: Path, form: Path) -> None:
    path = tmp_path / "大表.evform"
    save_document(repeated(open_document(form), 2 * ROWS), path)
    beats = Beats()
    window = desk.open_path(path)
    assert session_of(window).document == open_document(path)
    assert session_of(window).evaluation.computed == evaluate(open_document(path), session_of(window).template).computed
    assert beats.count > 1


def test_opening_that_is_given_up_shows_no_window(
    desk: Desk, tmp_path: Path, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 0)
    path = tmp_path / "大表.evform"
    save_document(repeated(open_document(form), 2 * ROWS), path)
    before, near = path.read_bytes(), desk.new_window()
    with stopping(near, f"正在打开“{path.name}”……"), pytest.raises(GivenUp):
        desk.open_path(path, near)
    assert desk.windows == [near]
    assert near.session is None
    assert path.read_bytes() == before
    assert session_of(desk.open_path(path, near)).path == path
