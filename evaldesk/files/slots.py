"""Two files written in turn: a crash at any byte of one leaves the other whole, and the last whole state wins.

A slot starts with a line ``evaldesk-journal 1 <number> <length of head> <length of body> <sha256>``, then a head (JSON)
and a body. It is overwritten in place and synced: no rename, which virus scanners refuse on Windows, and no new file
for each state. The number, not the time, tells the newer one. The first slot is locked by the system while its program
lives; so a slot that can be locked is what a crash left.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaldesk.errors import Unreadable
from evaldesk.files.oslock import try_lock
from evaldesk.files.owner import Owner, alive, machine
from evaldesk.files.reading import read_bytes
from evaldesk.files.replacing import sync_folder, write_all

MAGIC = "evaldesk-journal"
FIRST, SECOND = ".1.journal", ".2.journal"
OPEN = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Record:
    """Hold one whole state: its number, what is known about it, and its content."""

    number: int
    head: dict[str, Any]
    body: bytes


class Slots:
    """Hold the two open files of one journal."""

    def __init__(self, stem: Path, handles: list[int]) -> None:
        self.stem = stem
        self._handles = handles
        self._number = 0

    def write(self, head: dict[str, Any], body: bytes) -> None:
        """Write a state over the older of the two, through to the disk.

        :raises OSError: when the disk does not take it; the newest state is then still whole.
        """
        number = self._number + 1
        slot = self._handles[number % 2]
        raw = _frame(number, head, body)
        os.lseek(slot, 0, os.SEEK_SET)
        write_all(slot, raw)
        os.ftruncate(slot, len(raw))
        os.fsync(slot)
        self._number = number

    def attached(self) -> bool:
        """Tell whether the files still have their names; a tidied-up folder would swallow every state silently."""
        return all(name.exists() for name in _names(self.stem))

    def written(self) -> float:
        """Return when the files were last written, in seconds since the epoch."""
        return max(os.fstat(handle).st_mtime for handle in self._handles)

    def close(self) -> None:
        """Let go of the files and leave them, as a crash would."""
        while self._handles:
            os.close(self._handles.pop())

    def remove(self) -> None:
        """Remove the files, the older state first: what a crash leaves in between is never out of date."""
        older = (self._number + 1) % 2
        for slot in (older, 1 - older):
            with contextlib.suppress(OSError):
                os.ftruncate(self._handles[slot], 0)  # where removing is refused, nothing is offered again
        self.close()
        for slot in (older, 1 - older):
            with contextlib.suppress(OSError):
                _names(self.stem)[slot].unlink()


def create(folder: Path, key: str) -> Slots:
    """Make a new pair of slots for the form ``key``, locked for us.

    :raises OSError: when the folder does not take it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    while True:
        stem = folder / f"{key}.{os.urandom(6).hex()}"
        handles: list[int] = []
        try:
            for name in _names(stem):
                handles.append(os.open(name, OPEN | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError:
            Slots(stem, handles).close()
            for name in _names(stem)[: len(handles)]:
                name.unlink(missing_ok=True)
            raise
        if try_lock(handles[0]) is not False:
            sync_folder(folder)
            return Slots(stem, handles)
        Slots(stem, handles).close()  # someone who looks for crashed journals has just had it: another name


def claim(stem: Path) -> tuple[Slots, Record | None] | None:
    """Take over the slots of a program that is gone, with their last whole state; None when they are held or gone."""
    handles: list[int] = []
    try:
        handles.append(os.open(_names(stem)[0], OPEN))
        locked = try_lock(handles[0])
        if locked is not False and _names(stem)[0].exists():  # not removed by who had it a moment ago
            handles.append(os.open(_names(stem)[1], OPEN | os.O_CREAT, 0o600))
            record = last_state(stem)
            if locked or not _owner_lives(record):
                slots = Slots(stem, handles)
                slots._number = record.number if record else 0
                return slots, record
    except OSError:
        pass
    for handle in handles:
        os.close(handle)
    return None


def stems(folder: Path) -> list[Path]:
    """Return every pair of slots in a folder, those of living programs too."""
    names: set[str] = set()
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            for end in (FIRST, SECOND):
                if path.name.endswith(end):
                    names.add(path.name.removesuffix(end))
    return [folder / name for name in sorted(names)]


def last_state(stem: Path) -> Record | None:
    """Return the newest whole state of a pair, None when there is none."""
    whole = [record for name in _names(stem) if (record := _read(name)) is not None]
    return max(whole, key=lambda record: record.number, default=None)


def _names(stem: Path) -> tuple[Path, Path]:
    return stem.with_name(stem.name + FIRST), stem.with_name(stem.name + SECOND)


def _frame(number: int, head: dict[str, Any], body: bytes) -> bytes:
    told = json.dumps(head).encode("ascii")
    return f"{MAGIC} 1 {number} {len(told)} {len(body)} {_sum(number, told, body)}\n".encode("ascii") + told + body


def _sum(number: int, head: bytes, body: bytes) -> str:
    return hashlib.sha256(b"%d %d\n" % (number, len(head)) + head + body).hexdigest()


def _read(name: Path) -> Record | None:
    try:
        line, _, rest = read_bytes(name).partition(b"\n")
        magic, version, number, head, body, told = line.decode("ascii").split(" ")
        if (magic, version) != (MAGIC, "1") or len(rest) < int(head) + int(body):
            return None
        about, content = rest[: int(head)], rest[int(head) : int(head) + int(body)]
        if _sum(int(number), about, content) != told:
            return None
        return Record(int(number), json.loads(about), content)
    except (Unreadable, ValueError):
        return None


def _owner_lives(record: Record | None) -> bool:
    """Tell from what a journal says about its program whether that runs; for file systems without locks."""
    if record is None:
        return True
    try:
        owner = Owner(**record.head["owner"])
    except (KeyError, TypeError):
        return False
    return owner.machine != machine() or alive(owner.process, owner.started)
