"""Who has a form open: a small file ``.~<name>.lock`` beside it, which works on shares, too.

It names the person, the machine, the process and since when, and is touched every minute as a sign of life. A lock of a
dead process of this machine is taken over silently. Any other is told as ``Held``: who wants the form decides. In a
folder that takes no files nobody can save either, so there the form simply opens. Opening for reading never asks.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evaldesk.errors import Unreadable
from evaldesk.files.beside import beside, temporary
from evaldesk.files.owner import Owner, alive, machine, ourselves
from evaldesk.files.patience import Patience
from evaldesk.files.reach import reach
from evaldesk.files.reading import read_bytes
from evaldesk.files.replacing import write_all
from evaldesk.files.turn import turn

QUIET_AFTER = 600.0  # seconds without a sign of life; ten missed beats
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Held:
    """Name who has the form open. ``quiet``: no sign of life for ten minutes, so perhaps nobody any more."""

    by: str
    machine: str
    since: datetime | None
    quiet: bool = False
    token: str = ""

    @property
    def sentence(self) -> str:
        """Return who has the form open, and what can be done."""
        who = self.by or "另一位用户"
        where = f"在电脑“{self.machine}”上" if self.machine else ""
        since = f"，从 {_told(self.since)} 开始" if self.since else ""
        quiet = "，但已有一段时间没有动静，可能是程序意外退出" if self.quiet else ""
        return f"{who}{where}正打开着这份表格{since}{quiet}。可以只读打开、另存一份再编辑，或仍然编辑。"


class Lock:
    """Hold the lock of one open form; ``file`` is None where the folder takes none."""

    def __init__(self, file: Path | None, token: str) -> None:
        self.file = file
        self._token = token

    def beat(self) -> Held | None:
        """Give a sign of life, about once a minute; return who has taken the form over meanwhile, None for nobody.

        A lock file that someone tidied away is made anew.
        """
        if self.file is None:
            return None
        there = _read(self.file)
        if there is None:
            with contextlib.suppress(OSError):
                _create(self.file, self._token)
            return None
        content, _ = there
        if content.get("token") != self._token:
            return _held(content, False)
        with contextlib.suppress(OSError):
            os.utime(self.file)
        return None

    def release(self) -> None:
        """Let others have the form; a lock that is no longer ours is left alone."""
        if self.file is not None:
            there = _read(self.file)
            if there is not None and there[0].get("token") == self._token:
                with contextlib.suppress(OSError):
                    Patience().until(self.file.unlink)
        self.file = None


def take(path: Path) -> Lock | Held:
    """Take the lock of the form at ``path`` for editing, or return who holds it."""
    return _take(path, None)


def take_over(path: Path, held: Held) -> Lock | Held:
    """Take the lock away from the holder that was shown, as a person decided; never from another one."""
    return _take(path, held)


def holder(path: Path) -> Held | None:
    """Return who has the form open, None for nobody; takes nothing."""
    try:
        return _judged(beside(reach(path), "lock"))
    except (OSError, ValueError):
        return None


def _take(path: Path, shown: Held | None) -> Lock | Held:
    token = os.urandom(8).hex()
    try:
        target = reach(path)
        file = beside(target, "lock")
        # In turn: of two who find the same dead lock, the second must not remove what the first has just made.
        with turn(target, Patience()):
            held = _judged(file)
            if held is not None and (shown is None or held.token != shown.token):
                return held
            file.unlink(missing_ok=True)
            _create(file, token)
    except (OSError, ValueError):
        return Lock(None, token)
    return Lock(file, token)


def _create(file: Path, token: str) -> None:
    us = ourselves()
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    content = {"by": us.by, "machine": us.machine, "process": us.process, "started": us.started, "since": since}
    new = temporary(file.parent)
    try:
        handle = os.open(new, CREATE, 0o666)
        try:
            write_all(handle, json.dumps(content | {"token": token}).encode("utf-8"))
        finally:
            os.close(handle)
        _name(new, file)
    finally:
        new.unlink(missing_ok=True)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(file), 2)  # hidden: a leading dot hides nothing there


def _name(new: Path, file: Path) -> None:
    """Give the whole lock file its name, unless there is one: never is there a lock that says nothing.

    :raises FileExistsError: when there is one.
    """
    if os.name == "posix":
        try:
            file.hardlink_to(new)
            return
        except FileExistsError:
            raise
        except OSError:  # a stick or a share without links: there only the turn keeps two from meeting
            if file.exists():
                raise
    new.rename(file)  # on Windows this never replaces


def _judged(file: Path) -> Held | None:
    """Return who holds this lock file, None when it is not there or left by a crash."""
    there = _read(file)
    if there is None:
        return None
    content, age = there
    if not content:
        return None  # damaged in a power cut
    owner = _owner(content)
    if owner.machine == machine() and not alive(owner.process, owner.started):
        return None
    return _held(content, owner.machine != machine() and age > QUIET_AFTER)


def _read(file: Path) -> tuple[dict[str, Any], float] | None:
    """Return what a lock file says and how old its last sign of life is; an empty saying for a damaged one."""
    try:
        age = time.time() - file.stat().st_mtime
    except OSError:
        return None
    try:
        content = json.loads(read_bytes(file))
    except (Unreadable, ValueError, RecursionError):
        content = {}
    return (content if isinstance(content, dict) else {}), age


def _owner(content: dict[str, Any]) -> Owner:
    process = content.get("process")
    return Owner(
        str(content.get("by", "")),
        str(content.get("machine", "")),
        process if isinstance(process, int) and process > 0 else 0,
        str(content.get("started", "")),
    )


def _held(content: dict[str, Any], quiet: bool) -> Held:
    owner = _owner(content)
    try:
        since = datetime.fromisoformat(content.get("since", "")).astimezone()
    except (ValueError, TypeError, OverflowError):
        since = None
    return Held(owner.by, owner.machine, since, quiet, str(content.get("token", "")))


def _told(since: datetime) -> str:
    today = since.date() == datetime.now().astimezone().date()
    return f"{since:%H:%M}" if today else f"{since:%Y-%m-%d %H:%M}"
