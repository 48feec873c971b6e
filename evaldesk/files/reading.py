"""Read a file whole, steadily, and within bounds, whatever lies at the path."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from evaldesk.errors import Unreadable
from evaldesk.files.patience import Patience
from evaldesk.files.reach import reach
from evaldesk.files.wording import why_unreadable

# A form of 5,000 rows has 5 MB; what is much larger is no form and would only stall the machine.
LARGEST = 64 * 1024 * 1024
PIECE = 1024 * 1024

# Opening a pipe waits for its writer for ever, unless one asks not to wait; a terminal must not become ours.
FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
    FLAGS |= getattr(os, _flag, 0)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file of reasonable size.

    :raises Unreadable: for anything else (missing, a folder, a device, too large, no permission).
    """
    return read_with_stat(path)[0]


def read_with_stat(path: Path) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a regular file, and its state at the moment of reading.

    A file that another program is writing is read again until it holds still.

    :raises Unreadable: for anything that is not a quiet regular file of reasonable size.
    """
    try:
        place, patience = reach(path), Patience()
        while True:
            before, raw, after = patience.until(lambda: _read(place, path.name))
            if _same(before, after) and len(raw) == after.st_size:
                return raw, after
            if not patience.pause():
                raise Unreadable(f"“{path.name}”正在被其他程序写入，内容还在变化。请等它写完后再打开。")
    except ValueError as error:  # a path with a NUL in it
        raise Unreadable("文件路径含有不能使用的字符。请换一个位置或文件名。", str(error)) from error
    except OSError as error:
        # Windows says "permission denied" when a folder is opened as a file.
        kind_error = IsADirectoryError() if path.is_dir() else error
        raise Unreadable(why_unreadable(path, kind_error), str(error)) from error


def _read(place: Path, name: str) -> tuple[os.stat_result, bytes, os.stat_result]:
    _regular(place.stat(), name)  # before opening: to open some devices is to use them
    handle = os.open(place, FLAGS)
    try:
        before = _regular(os.fstat(handle), name)
        pieces: list[bytes] = []
        left = LARGEST + 1
        while left > 0 and (piece := os.read(handle, min(PIECE, left))):
            pieces.append(piece)
            left -= len(piece)
        return before, b"".join(pieces), _regular(os.fstat(handle), name)
    finally:
        os.close(handle)


def _regular(kind: os.stat_result, name: str) -> os.stat_result:
    if stat.S_ISDIR(kind.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(kind.st_mode):
        raise Unreadable(f"“{name}”不是普通文件，无法打开。请选择 .evform 或 .json 文件。")
    if kind.st_size > LARGEST:
        raise Unreadable(f"“{name}”有 {kind.st_size // 1024**2} MB，不像是绩效自评表，没有打开。")
    return kind


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
