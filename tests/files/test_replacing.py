"""Replacing a file as Windows, shares and scanners let one: the errors are played, the order of steps is real."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaldesk.errors import Unwritable
from evaldesk.files import patience
from evaldesk.files.beside import OLD_ENOUGH, beside, sweep, temporary
from evaldesk.files.replacing import write_bytes, write_made
from evaldesk.files.store import open_document, open_form, save_document, save_form
from evaldesk.files.wording import why_not_journaled, why_unwritable
from evaldesk.model.document import put
from tests.files.forms import GOAL, example


def windows(code: int) -> OSError:
    error = PermissionError(errno.EACCES, "as Windows says it")
    error.winerror = code  # type: ignore[attr-defined]
    return error


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, error: Callable[[], OSError], times: int = 10**6) -> list[str]:
    """Let a step of the system fail so many times; return the list of its failures."""
    real, failed = getattr(os, name), list[str]()

    def step(*args: Any, **kwargs: Any) -> Any:
        if len(failed) < times:
            failed.append(str(args[-1]))
            raise error()
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, step)
    return failed


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_a_scanner_holds_for_a_moment_is_saved(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hurried: list[float]
) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    refusing(monkeypatch, "replace", lambda: windows(code), 4)
    write_bytes(b"new", path)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.evform"]
    assert hurried == sorted(hurried)
    assert len(hurried) == 4


@pytest.mark.parametrize("error", [lambda: windows(5), lambda: OSError(errno.EEXIST, "exists")])
def test_a_share_that_never_replaces_is_saved_by_two_renames(
    error: Callable[[], OSError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hurried: list[float]
) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    refusing(monkeypatch, "replace", error)
    write_bytes(b"new", path)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.evform"]
    assert sum(hurried) < 2


def test_a_file_that_stays_held_is_whole_and_the_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hurried: list[float]
) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    refusing(monkeypatch, "replace", lambda: windows(32))
    refusing(monkeypatch, "rename", lambda: windows(32))
    with pytest.raises(Unwritable, match=r"正被其他程序占用.*另存到其他位置"):
        write_bytes(b"new", path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.evform"]
    assert sum(hurried) < 2


def test_the_old_file_comes_back_when_the_second_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    refusing(monkeypatch, "replace", lambda: windows(5))
    rename, count = os.rename, [0]

    def second_fails(*args: Any, **kwargs: Any) -> None:
        count[0] += 1
        if count[0] == 2:
            raise windows(5)
        rename(*args, **kwargs)

    monkeypatch.setattr(os, "rename", second_fails)
    with pytest.raises(Unwritable):
        write_bytes(b"new", path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.evform"]


def test_a_crash_between_the_two_renames_is_healed_when_the_form_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    save_document(example(), path)
    path.rename(beside(path, "old"))
    assert open_document(path) == example()
    stamp, old = open_form(path).stamp, path.read_bytes()
    path.rename(beside(path, "old"))
    saved = save_form(put(example(), GOAL, "新"), path, expected=stamp)
    assert open_document(path) == put(example(), GOAL, "新")
    assert saved.backup is not None
    assert saved.backup.read_bytes() == old
    assert names(tmp_path) == ["a.evform"]


def test_an_old_file_set_aside_never_replaces_a_newer_one(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    save_document(example(), path)
    beside(path, "old").write_bytes(b"long ago")
    assert open_document(path) == example()
    save_document(put(example(), GOAL, "新"), path)
    assert names(tmp_path) == ["a.evform"]


def test_a_disk_that_keeps_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, raw: write(handle, bytes(raw)[:-1] + b"?") and len(raw))
    with pytest.raises(Unwritable) as caught:
        write_bytes(b"new", path)
    assert "read back" in caught.value.details
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.evform"]


def test_a_disk_that_takes_a_little_at_a_time_gets_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, raw: write(handle, bytes(raw)[:3]))
    write_bytes(b"0123456789", tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace"])
def test_a_disk_that_is_full_at_any_step_leaves_the_old_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"old")
    refusing(monkeypatch, name, lambda: OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(Unwritable, match="磁盘空间不足"):
        write_bytes(b"new", path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.evform"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (windows(32), "正被其他程序占用"),
        (OSError(errno.EBUSY, "busy"), "正被其他程序占用"),
        (BlockingIOError("turn"), "正在保存"),
        (OSError(errno.EROFS, "read-only"), "没有权限写入"),
        (OSError(errno.EIO, "input/output error"), "没有保存"),
    ],
)
def test_every_refusal_has_its_sentence(error: OSError, said: str) -> None:
    sentence = why_unwritable(Path("/x/表.evform"), error)
    assert said in sentence
    assert "另存" in sentence
    assert sentence.endswith("。")


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), PermissionError(13, "no"), OSError(5, "io"), ValueError()]
)
def test_a_journal_that_cannot_be_written_says_so(error: Exception) -> None:
    assert "请" in why_not_journaled(error)


def test_only_old_files_of_ours_are_swept_away(tmp_path: Path) -> None:
    ours, young = temporary(tmp_path), temporary(tmp_path)
    future, folder = temporary(tmp_path), temporary(tmp_path)
    others = [tmp_path / ".~lock.a.odt#", tmp_path / ".~evaldesk-x.tmp", tmp_path / "~$a.docx", tmp_path / "a.tmp"]
    now = time.time()
    for path in (ours, young, future, *others):
        path.write_bytes(b"")
        os.utime(path, (now - OLD_ENOUGH - 60,) * 2)
    folder.mkdir()
    os.utime(folder, (now - OLD_ENOUGH - 60,) * 2)
    os.utime(young, (now - 60,) * 2)
    os.utime(future, (now + 1e6,) * 2)
    assert sweep(tmp_path) == 1
    assert not ours.exists()
    assert all(path.exists() for path in (young, future, folder, *others))
    assert sweep(tmp_path / "nowhere") == 0


def test_names_beside_are_short_enough_for_every_disk(tmp_path: Path) -> None:
    short, long = tmp_path / "表.evform", tmp_path / ("表" * 80 + ".evform")
    assert beside(short, "lock").name == ".~表.evform.lock"
    assert len(beside(long, "saving").name.encode()) < 255
    assert beside(long, "lock") != beside(tmp_path / ("表" * 80 + "甲.evform"), "lock")


def test_patience_ends(hurried: list[float]) -> None:
    hold = patience.Patience()
    while hold.pause():
        pass
    assert hurried == list(patience.PAUSES)


def test_a_file_that_is_made_replaces_the_old_one_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "包.zip"
    write_made(lambda new: new.write_bytes(b"first"), target)
    assert target.read_bytes() == b"first"

    def broken(new: Path) -> None:
        new.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Unwritable):
        write_made(broken, target)
    assert [path.name for path in tmp_path.iterdir()] == ["包.zip"]
    assert target.read_bytes() == b"first"
