"""A second start of the program: its form opens in the program that runs already, played with real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher
from pytestqt.qtbot import QtBot

from evaldesk.files.beside import beside
from evaldesk.files.running import Running, start_running
from evaldesk.ui.callers import Callers
from evaldesk.ui.desk import Desk

STARTING = [sys.executable, "-m", "evaldesk"]


def wait(what: Callable[[], object]) -> None:
    until = time.monotonic() + 30
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def holder(form: Path) -> int:
    """Return the process that has a form open, 0 for none."""
    try:
        return int(json.loads(beside(form, "lock").read_bytes())["process"])
    except (OSError, ValueError):
        return 0


def a_second_start_opens_its_form_in_the_first(form: Path) -> None:
    other = form.with_name("乙.evform")
    other.write_bytes(form.read_bytes().replace(b'"id": "', b'"id": "b', 1))
    first = subprocess.Popen([*STARTING, form])
    try:
        wait(lambda: holder(form) == first.pid)
        started = subprocess.run([*STARTING, other], timeout=30, check=False)
        assert started.returncode == 0
        wait(lambda: holder(other) == first.pid)
        assert subprocess.run(STARTING, timeout=30, check=False).returncode == 0
        assert first.poll() is None
    finally:
        first.kill()
        first.wait(10)
    # After a crash the next start is a program of its own, and takes the form over.
    second = subprocess.Popen([*STARTING, form])
    try:
        wait(lambda: holder(form) == second.pid)
    finally:
        second.kill()
        second.wait(10)


@pytest.mark.screen
def test_a_second_start_opens_its_form_in_the_first_on_a_real_screen(form: Path) -> None:
    assert os.environ.get("DISPLAY")
    a_second_start_opens_its_form_in_the_first(form)


def test_a_second_start_opens_its_form_in_the_first(form: Path) -> None:
    a_second_start_opens_its_form_in_the_first(form)


def test_what_is_handed_over_opens_beside_what_is_there(desk: Desk, form: Path, qtbot: QtBot) -> None:
    desk.new_window()
    running = start_running()
    assert running is not None
    Callers(desk, running)
    tell(running, form)
    qtbot.waitUntil(lambda: desk.windows[0].session is not None)
    assert [window.session.path for window in desk.windows if window.session] == [form]
    desk.windows[0].showMinimized()
    tell(running, form)
    qtbot.waitUntil(lambda: not desk.windows[0].isMinimized())
    assert len(desk.windows) == 1
    tell(running, form.with_name("没有.evform"))
    qtbot.waitUntil(lambda: "找不到" in desk.windows[0].notice.sentence.text())
    running.close()


def test_where_the_system_never_tells_of_a_change_we_look_ourselves(desk: Desk, form: Path, qtbot: QtBot) -> None:
    desk.new_window()
    running = start_running()
    assert running is not None
    callers = Callers(desk, running)
    watcher = callers.findChild(QFileSystemWatcher)
    assert watcher is not None
    assert watcher.removePath(str(running.folder))
    tell(running, form)
    qtbot.waitUntil(lambda: desk.windows[0].session is not None)
    running.close()


def tell(running: Running, form: Path) -> None:
    (running.folder / "new.tmp").write_text(json.dumps([str(form)]))
    (running.folder / "new.tmp").rename(running.folder / f"{time.time_ns()}.request")
