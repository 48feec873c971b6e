"""One running program: its place, and what later starts hand over to it, between real processes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evaldesk.files import running
from evaldesk.files.running import hand_over, start_running
from evaldesk.paths import data_home

STANDING = """
import sys, time
from evaldesk.files.running import start_running
place = start_running()
print("standing" if place else "taken", flush=True)
while place and "take" in sys.argv:
    for paths in place.take():
        print(*paths, flush=True)
    time.sleep(0.01)
sys.stdin.read()
"""


def another(*words: str) -> subprocess.Popen[str]:
    """Return another program, once it has said whether it has the place."""
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", STANDING, *words], stdin=pipe, stdout=pipe, text=True)


def line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def end(program: subprocess.Popen[str]) -> None:
    program.send_signal(signal.SIGKILL)
    program.communicate()


def test_files_reach_the_running_program() -> None:
    program = another("take")
    try:
        assert line(program) == "standing"
        assert start_running() is None
        assert hand_over([Path("/表/甲 乙.evform"), Path("/丙.json")])
        assert line(program) == "/表/甲 乙.evform /丙.json"
        assert hand_over([])
        assert line(program) == ""
    finally:
        end(program)


def test_a_crash_frees_the_place_at_once() -> None:
    program = another()
    assert line(program) == "standing"
    end(program)
    place = start_running()
    assert place is not None
    place.close()


def test_a_program_that_does_not_answer_takes_nothing() -> None:
    program = another()
    try:
        assert line(program) == "standing"
        assert not hand_over([Path("/表.evform")], wait=0.2)
        assert not list((data_home() / "running").rglob("*.request"))
    finally:
        end(program)


def test_nobody_waits_for_a_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("waited"))
    assert not hand_over([Path("/表.evform")])


def test_where_no_locks_are_known_every_start_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "try_lock", lambda _: None)
    assert start_running() is None
    assert not hand_over([Path("/表.evform")])


def test_what_is_no_request_is_left_alone_and_old_ones_are_not_opened() -> None:
    place = start_running()
    assert place is not None
    for name, raw in (("1.request", b"{"), ("2.request", b'["/a", 3]'), ("3.request", b"7"), ("4.tmp", b"[]")):
        (place.folder / name).write_bytes(raw)
    assert place.take() == [[Path("/a")], []]
    place.close()
    again = start_running()
    assert again is not None
    assert again.take() == []
    again.close()


def test_another_screen_has_a_program_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    place = start_running()
    assert place is not None
    monkeypatch.setenv("DISPLAY", ":another")
    other = start_running()
    assert other is not None
    for each in (place, other):
        each.close()
