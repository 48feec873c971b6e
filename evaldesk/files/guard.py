"""Guard: is the file on disk still the one that was read?

The digest of the bytes decides, not the time: sync clients touch files without changing them, a FAT stick knows even
seconds only, and clocks go backwards. Size and time serve for a quick look, many times a minute.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from evaldesk.errors import ChangedOnDisk, Unreadable, Unwritable
from evaldesk.files.reach import reach
from evaldesk.files.reading import read_with_stat


@dataclass(frozen=True, slots=True)
class Stamp:
    """Hold by what the bytes of a file are known again: their size, SHA-256 in hex, and the file's time (ns)."""

    size: int
    mtime_ns: int
    digest: str

    def fits(self, raw: bytes) -> bool:
        """Tell whether these are the very bytes that were stamped."""
        return len(raw) == self.size and hashlib.sha256(raw).hexdigest() == self.digest


def stamp_of(raw: bytes, state: os.stat_result | None = None) -> Stamp:
    """Return the stamp of some bytes; ``state`` is the file's, where they lie in one."""
    return Stamp(len(raw), state.st_mtime_ns if state else 0, hashlib.sha256(raw).hexdigest())


def read_stamped(path: Path) -> tuple[bytes, Stamp]:
    """Return the bytes of a file with their stamp.

    :raises Unreadable: with a sentence for people.
    """
    raw, state = read_with_stat(path)
    return raw, stamp_of(raw, state)


def unchanged_at_a_glance(path: Path, stamp: Stamp) -> bool:
    """Tell from size and time whether the file seems to be the one that was stamped; nothing is read."""
    try:
        state = reach(path).stat()
    except (OSError, ValueError):
        return False
    return (state.st_size, state.st_mtime_ns) == (stamp.size, stamp.mtime_ns)


def still_there(path: Path, stamp: Stamp) -> bool:
    """Tell whether the file holds the very bytes that were stamped, reading it only when it looks changed."""
    if unchanged_at_a_glance(path, stamp):
        return True
    try:
        return stamp.fits(read_with_stat(path)[0])
    except Unreadable:
        return False


def refuse_changed(path: Path, expected: Stamp, mine: bytes, there: bytes | None) -> None:
    """Refuse to replace what someone else wrote since the form was read; ``there`` is what lies there now.

    :raises ChangedOnDisk: carrying both contents.
    """
    if there is None:
        raise ChangedOnDisk(
            f"“{path.name}”在打开之后被删除、移走或改名了，这次没有保存。可以保存回原处，也可以另存到其他位置。",
            mine,
            None,
        )
    if not expected.fits(there):
        raise ChangedOnDisk(
            f"“{path.name}”在打开之后被别人或其他程序改过，为免覆盖对方的内容，这次没有保存。"
            "可以比较后合并，另存为新文件，或覆盖。",
            mine,
            there,
        )


def content_there(path: Path, target: Path) -> bytes | None:
    """Return what lies at the place of a save now, None where nothing does.

    :raises Unwritable: when it cannot be read, so that nobody knows what a save would destroy.
    :raises IsADirectoryError: when a folder lies there.
    """
    try:
        return read_with_stat(target)[0]
    except Unreadable as error:
        if not target.exists():
            return None
        if target.is_dir():
            raise IsADirectoryError from None
        raise Unwritable(
            f"“{path.name}”现在读不到，无法确认里面是不是别人的内容，所以没有保存。请另存到其他位置。", error.details
        ) from error
