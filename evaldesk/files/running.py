"""One program for a person at a screen: a second start hands its files over to the one that runs already.

The running program holds a file locked by the system, so that a crash frees its place at once. A second start puts a
small file with its paths into the folder beside it and waits until it is taken from there; nothing goes over a network.
Where a file system knows no locks, every start is a program of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evaldesk.errors import Unreadable
from evaldesk.files.oslock import try_lock
from evaldesk.files.owner import machine
from evaldesk.files.patience import Patience
from evaldesk.files.reading import read_bytes
from evaldesk.files.replacing import replace_bytes
from evaldesk.paths import data_home

OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
WAIT = 3.0  # seconds for the running program to take over; one that is busy opening a large form takes less
LOOK = 0.03
# A person may be at several screens, of several machines with one home folder: each has a program of its own.
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")
REQUEST = "*.request"


class Running:
    """Hold the place of the one running program; ``folder`` is where others put what they hand over."""

    def __init__(self, handle: int, folder: Path) -> None:
        self.folder = folder
        self._handle = handle

    def take(self) -> list[list[Path]]:
        """Return what was handed over since the last look, the paths of one start each; none for a mere start."""
        taken = []
        for request in sorted(self.folder.glob(REQUEST)):
            try:
                told = json.loads(read_bytes(request))
                paths = [Path(text) for text in told if isinstance(text, str)] if isinstance(told, list) else []
                request.unlink()  # whoever waits knows by that
            except (Unreadable, OSError, ValueError, RecursionError):
                continue
            taken.append(paths)
        return taken

    def close(self) -> None:
        """Free the place for the next start."""
        os.close(self._handle)


def start_running() -> Running | None:
    """Take the place of the running program; None where another program has it, or nobody can know.

    What crashed starts left to be taken over is thrown away.
    """
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(_lock_file(folder), OPEN, 0o600)
    except OSError:
        return None
    if not try_lock(handle):
        os.close(handle)
        return None
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)  # `try_lock` may have moved far behind
        os.write(handle, b"%d\n" % os.getpid())
    for left in folder.glob(REQUEST):
        with contextlib.suppress(OSError):
            left.unlink()
    return Running(handle, folder)


def hand_over(paths: Sequence[Path], wait: float = WAIT) -> bool:
    """Hand files over to the running program; tell whether it took them, so that this start can end.

    A program that does not answer, or ends meanwhile, takes nothing.
    """
    folder = _folder()
    if not _is_taken(folder):
        return False
    request = folder / f"{time.time_ns()}-{os.getpid()}.request"
    told = json.dumps([str(path.absolute()) for path in paths]).encode("ascii")
    _let_come_to_front(folder)
    try:
        replace_bytes(told, request, Patience())
        until = time.monotonic() + wait
        while time.monotonic() < until:
            if not request.exists():
                return True
            time.sleep(LOOK)
        request.unlink()
    except FileNotFoundError:
        return True  # taken at the last moment
    except OSError:
        return False
    return False


def _folder() -> Path:
    where = "\0".join([machine(), *(os.environ.get(name, "") for name in SCREEN)])
    return data_home() / "running" / hashlib.sha256(where.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _lock_file(folder: Path) -> Path:
    return folder / "program.lock"


def _is_taken(folder: Path) -> bool:
    """Tell whether a living program holds the place; "no" where nobody can know."""
    try:
        handle = os.open(_lock_file(folder), OPEN, 0o600)
    except OSError:
        return False
    try:
        return try_lock(handle) is False
    finally:
        os.close(handle)


def _let_come_to_front(folder: Path) -> None:
    """Allow the running program to raise its window: Windows grants that only to what a person has just started."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(OSError, ValueError, Unreadable):
            ctypes.windll.user32.AllowSetForegroundWindow(int(read_bytes(_lock_file(folder))))
