"""One after the other: two programs that save or lock the same form take turns, on shares too.

Between "is the file still the one I read?" and "replace it" lies a moment in which another program might save. Who
saves therefore holds a small file beside the form, locked by the system. A crash lets go of the lock; the empty file
that it leaves is used and removed by the next save.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from evaldesk.files.beside import beside
from evaldesk.files.oslock import try_lock
from evaldesk.files.patience import Patience, held

FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@contextlib.contextmanager
def turn(target: Path, patience: Patience) -> Iterator[None]:
    """Hold the only right to replace ``target``. Where no file can be made nobody can save either, so none is needed.

    :raises BlockingIOError: when another program kept its turn longer than our patience.
    """
    place = beside(target, "saving")
    handle = _take(place, patience)
    try:
        yield
    finally:
        if handle is not None:
            _give_back(handle, place)


def _take(place: Path, patience: Patience) -> int | None:
    while True:
        try:
            handle = os.open(place, FLAGS, 0o666)
        except OSError as error:
            if not held(error):
                return None
        else:
            if try_lock(handle) is not False and _still_there(handle, place):
                return handle
            os.close(handle)
        if not patience.pause():
            raise BlockingIOError("another program is saving this file")


def _still_there(handle: int, place: Path) -> bool:
    # Whoever had the turn before us removes the file; a lock on a removed file would shut nobody out. On Windows an
    # open file cannot be removed, and its stat and fstat do not always agree on what a file is.
    if os.name != "posix":
        return True
    try:
        mine, there = os.fstat(handle), place.stat()
    except OSError:
        return False
    return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)


def _give_back(handle: int, place: Path) -> None:
    # Linux: remove while it is locked, so that nobody locks a name that is about to go. Windows cannot remove an open
    # file: there it goes after closing, and when someone else has opened it meanwhile, it stays, and is theirs.
    if os.name == "posix":
        with contextlib.suppress(OSError):
            place.unlink()
    os.close(handle)
    if os.name != "posix":
        with contextlib.suppress(OSError):
            place.unlink()
