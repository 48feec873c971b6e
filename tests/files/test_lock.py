"""Who has a form open is told; a crash locks nobody out, and reading never asks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from evaldesk.files import lock
from evaldesk.files.beside import beside
from evaldesk.files.lock import Held, Lock, holder, take, take_over
from evaldesk.files.owner import alive, machine, ourselves, started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "年度表.evform"
    path.write_bytes(b"{}")
    return path


def got(taken: Lock | Held) -> Lock:
    assert isinstance(taken, Lock)
    return taken


def write(path: Path, **content: Any) -> None:
    beside(path, "lock").write_text(json.dumps(content), "utf-8")


def theirs(**changes: Any) -> dict[str, Any]:
    since = "2024-04-12T09:30:00+08:00"
    return {"by": "张三", "machine": "别处", "process": 1, "started": "", "since": since, "token": "t"} | changes


def test_the_second_learns_who_has_it(path: Path) -> None:
    mine = got(take(path))
    held = take(path)
    assert isinstance(held, Held)
    assert held == holder(path)
    assert (held.by, held.machine, held.quiet) == (ourselves().by, machine(), False)
    assert "正打开着这份表格" in held.sentence
    mine.release()
    assert holder(path) is None
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    got(take(path)).release()


def test_a_lock_of_a_dead_process_of_this_machine_is_taken_over_silently(path: Path) -> None:
    script = f"""
        import os, signal
        from pathlib import Path
        from evaldesk.files.lock import take
        print(take(Path({str(path)!r})).file, flush=True)
        os.kill(os.getpid(), {int(signal.SIGKILL) if os.name == "posix" else 9})
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False)
    assert run.stdout.strip().endswith(".lock"), run.stderr
    assert beside(path, "lock").exists()
    assert holder(path) is None
    got(take(path)).release()


def test_a_process_of_the_same_number_that_began_later_is_another(path: Path) -> None:
    us = ourselves()
    if not us.started:
        pytest.skip("this system does not tell when a process began")
    write(path, **theirs(machine=machine(), process=os.getpid(), started="1"))
    got(take(path)).release()


def test_another_machine_is_told_with_its_sign_of_life(path: Path) -> None:
    write(path, **theirs())
    held = take(path)
    assert isinstance(held, Held)
    assert not held.quiet
    assert "张三在电脑“别处”上" in held.sentence
    assert "2024-04-12" in held.sentence
    os.utime(beside(path, "lock"), (time.time() - 3600,) * 2)
    quiet = take(path)
    assert isinstance(quiet, Held)
    assert quiet.quiet
    assert "没有动静" in quiet.sentence


def test_it_is_taken_away_only_from_the_one_that_was_shown(path: Path) -> None:
    write(path, **theirs())
    shown = take(path)
    assert isinstance(shown, Held)
    write(path, **theirs(by="李四", token="u"))
    other = take_over(path, shown)
    assert isinstance(other, Held)
    assert other.by == "李四"
    got(take_over(path, other)).release()


def test_who_lost_it_learns_so_at_the_next_beat_and_leaves_the_new_lock_alone(path: Path) -> None:
    mine = got(take(path))
    assert mine.beat() is None
    shown = holder(path)
    assert shown is not None
    other = got(take_over(path, shown))
    lost = mine.beat()
    assert lost is not None
    mine.release()
    assert holder(path) is not None
    other.release()


def test_a_beat_is_a_sign_of_life_and_mends_a_lock_that_was_tidied_away(path: Path) -> None:
    mine = got(take(path))
    assert mine.file is not None
    os.utime(mine.file, (1, 1))
    mine.beat()
    assert time.time() - mine.file.stat().st_mtime < 60
    mine.file.unlink()
    assert mine.beat() is None
    assert holder(path) is not None
    mine.release()


@pytest.mark.parametrize("raw", [b"", b"{", b"[1]", b"\xff", b"null"])
def test_a_damaged_lock_stops_nobody(raw: bytes, path: Path) -> None:
    beside(path, "lock").write_bytes(raw)
    got(take(path)).release()


@pytest.mark.parametrize("content", [theirs(process="x", since=5), theirs(since="yesterday", by=None), {"a": 1}])
def test_a_strange_lock_is_still_someones(content: dict[str, Any], path: Path) -> None:
    write(path, **content)
    held = take(path)
    assert isinstance(held, Held) or content == {"a": 1}
    if isinstance(held, Held):
        assert held.sentence.endswith("。")


def test_where_no_file_can_be_made_there_is_no_lock_and_no_failure(tmp_path: Path) -> None:
    mine = got(take(tmp_path / "nowhere" / "a.evform"))
    assert mine.file is None
    assert mine.beat() is None
    mine.release()
    assert holder(tmp_path / "nowhere" / "a.evform") is None
    assert got(take(tmp_path / "a\0b")).file is None


def test_a_stick_without_links_is_locked_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: Any, **__: Any) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    mine = got(take(path))
    assert isinstance(take(path), Held)
    mine.release()
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_processes_are_known_by_number_and_start() -> None:
    assert alive(os.getpid(), ourselves().started)
    assert alive(os.getpid(), "")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not alive(ended.pid, "")
    assert started(os.getpid()) == started(os.getpid())
    assert lock.QUIET_AFTER >= 300
