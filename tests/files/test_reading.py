"""Whatever lies at a path: read whole, or refused in a moment with one sentence."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from evaldesk.errors import Unreadable
from evaldesk.files import patience, reading
from evaldesk.files.reach import extended, reach
from evaldesk.files.reading import read_bytes

posix = pytest.mark.skipif(os.name != "posix", reason="a thing of POSIX")


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 10


@posix
def test_a_pipe_that_nobody_writes_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.evform")
    with pytest.raises(Unreadable, match="不是普通文件"):
        read_bytes(tmp_path / "a.evform")


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(device: str) -> None:
    with pytest.raises(Unreadable):
        read_bytes(Path(device))


@posix
def test_a_socket_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.evform")
        with pytest.raises(Unreadable, match="不是普通文件"):
            read_bytes(tmp_path / "a.evform")


@posix
def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Unreadable):
        read_bytes(tmp_path / "a")


def test_a_file_that_never_holds_still_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.01))
    path = tmp_path / "a.evform"
    path.write_bytes(b"{}")
    read = os.read

    def growing(handle: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"x")
        return read(handle, 1)

    monkeypatch.setattr(os, "read", lambda handle, size: growing(handle, size) if path.stat().st_size < 50 else b"")
    with pytest.raises(Unreadable, match="正在被其他程序写入"):
        read_bytes(path)


def test_a_file_that_is_just_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"")
    whole = b"x" * 3_000_000

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            for at in range(0, len(whole), 100_000):
                file.write(whole[at : at + 100_000])
                time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    read = [read_bytes(path)]
    writer.join()
    assert whole.startswith(read[0])
    assert read_bytes(path) == whole


def held(code: int) -> OSError:
    error = OSError(13, "the process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined]
    return error


def test_a_file_that_a_scanner_holds_for_a_moment_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"{}")
    opened, refusals = os.open, [held(32), held(33), held(32)]

    def slow(*args: Any, **kwargs: Any) -> int:
        if refusals:
            raise refusals.pop()
        return opened(*args, **kwargs)

    monkeypatch.setattr(os, "open", slow)
    assert read_bytes(path) == b"{}"
    assert not refusals


def test_a_file_that_stays_held_is_told_within_two_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.evform"
    path.write_bytes(b"{}")

    def refuse(*_: Any, **__: Any) -> int:
        raise held(32)

    monkeypatch.setattr(os, "open", refuse)
    started = time.monotonic()
    with pytest.raises(Unreadable, match="正被其他程序占用"):
        read_bytes(path)
    assert time.monotonic() - started < 2.5
    assert sum(patience.PAUSES) < 2


def test_the_largest_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    path = tmp_path / "a.evform"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(Unreadable, match="1 MB"):
        read_bytes(path)


def test_a_file_of_500_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.evform"
    with path.open("wb") as file:
        file.truncate(500 * 1024**2)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(Unreadable, match="500 MB"):
        read_bytes(path)


def test_long_windows_paths_get_their_prefix() -> None:
    deep = "单位" * 40
    assert extended(PureWindowsPath("C:\\a.evform")) == "C:\\a.evform"
    long = f"C:\\{deep}\\{deep}\\{deep}\\a.evform"
    assert extended(PureWindowsPath(long)) == "\\\\?\\" + long
    share = f"\\\\server\\share\\{deep}\\{deep}\\{deep}\\a.evform"
    assert extended(PureWindowsPath(share)) == "\\\\?\\UNC\\" + share[2:]
    assert extended(PureWindowsPath("\\\\?\\" + long)) == "\\\\?\\" + long


def test_a_path_of_many_chinese_folders_is_reached(tmp_path: Path) -> None:
    from evaldesk.files.store import open_document, save_document
    from tests.files.forms import whole

    folder = tmp_path
    for _ in range(12):
        folder = folder / ("二〇二三年度财政支出绩效自评" * 3)
    folder.mkdir(parents=True)
    path = folder / ("表" * 80 + ".evform")
    save_document(whole(), path)
    assert open_document(path) == whole()
    assert reach(path) == path
