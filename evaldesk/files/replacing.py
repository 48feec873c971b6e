"""Replace a file so that after any interruption the old or the new content lies there, whole.

On Linux one rename does it. On Windows ``os.replace`` is MoveFileEx with MOVEFILE_REPLACE_EXISTING, which is as good on
NTFS, but fails while any program holds the old file open without FILE_SHARE_DELETE, as most do: with 32, or with 5
(access denied). So it is tried again for a moment. Some network shares never rename over an existing file; for these
the old file is renamed aside first. (ReplaceFile does the same inside Windows, but may stop half-way, 1176 and 1177,
with names only it knows. Ours is known, and ``heal`` puts it back.) Never is anything written into the old file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from evaldesk.errors import Unwritable
from evaldesk.files.beside import beside, temporary
from evaldesk.files.patience import Patience, held, refused
from evaldesk.files.reach import reach
from evaldesk.files.rights import refuse_protected, take_over_rights
from evaldesk.files.wording import why_unwritable

CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL
for _flag in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW"):
    CREATE |= getattr(os, _flag, 0)


def write_bytes(raw: bytes, path: Path) -> None:
    """Replace the file at ``path`` by ``raw``: temp file in the same folder, fsync, read back, replace, fsync folder.

    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    _told(lambda: replace_bytes(raw, reach(path), Patience()), path)


def write_made(make: Callable[[Path], object], path: Path) -> None:
    """Replace the file at ``path`` by what ``make`` writes into the new file whose name it gets.

    For what is too large to hold: ``make`` has the file on disk and read back when it returns.

    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    _told(lambda: replace_made(make, reach(path), Patience()), path)


def replace_bytes(raw: bytes, target: Path, patience: Patience) -> os.stat_result:
    """Do the same as ``write_bytes`` for a path made ready by ``reach``; return the state of the new file.

    :raises OSError: as the system says it; the old file is then as it was.
    """
    return replace_made(lambda new: patience.until(lambda: _write_new(raw, new)), target, patience)


def replace_made(make: Callable[[Path], object], target: Path, patience: Patience) -> os.stat_result:
    """Do the same as ``write_made`` for a path made ready by ``reach``; return the state of the new file.

    :raises OSError: as the system says it; the old file is then as it was.
    """
    if target.is_dir():
        raise IsADirectoryError
    refuse_protected(target)
    new = temporary(target.parent)
    try:
        make(new)
        take_over_rights(target, new)
        state = new.stat()  # a rename keeps size, time and identity
        _put_in_place(new, target, patience)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    sync_folder(target.parent)
    return state


def heal(target: Path) -> None:
    """Put the old file back, where a crash between the two renames of the second way left none at its name."""
    aside = beside(target, "old")
    with contextlib.suppress(OSError):
        if aside.is_file() and not target.exists():
            aside.rename(target)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk: the rename itself must survive a power cut.

    Windows offers no handle on a folder, and writes renames into its journal anyway.
    """
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_all(handle: int, raw: bytes) -> None:
    """Write all of ``raw``: one call may write less, just before a disk is full for instance.

    :raises OSError: when the system takes no more.
    """
    rest = memoryview(raw)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _told(write: Callable[[], object], path: Path) -> None:
    try:
        write()
    except ValueError as error:  # a path with a NUL in it
        raise Unwritable("文件路径含有不能使用的字符，没有保存。请换一个位置或文件名。", str(error)) from error
    except OSError as error:
        raise Unwritable(why_unwritable(path, error), str(error)) from error


def _write_new(raw: bytes, new: Path) -> None:
    handle = os.open(new, CREATE, 0o666)  # the umask is the system's business; O_EXCL: never somebody's file or link
    try:
        write_all(handle, raw)
        os.fsync(handle)
        # A stick that lies about its size, a share that drops the end: better known now than next spring.
        os.lseek(handle, 0, os.SEEK_SET)
        if not _holds(handle, raw):
            raise OSError("read back differs from what was written")
    finally:
        os.close(handle)


def _holds(handle: int, raw: bytes) -> bool:
    at = 0
    while piece := os.read(handle, 1024 * 1024):
        if raw[at : at + len(piece)] != piece:
            return False
        at += len(piece)
    return at == len(raw)


def _put_in_place(new: Path, target: Path, patience: Patience) -> None:
    try:
        patience.until(lambda: new.replace(target), refused)
    except OSError as error:
        if not refused(error) or not target.is_file():
            raise
        _swap(new, target, error)
    else:
        with contextlib.suppress(OSError):  # of a crash long ago; what lies at its name now is newer
            beside(target, "old").unlink()


def _swap(new: Path, target: Path, refusal: OSError) -> None:
    """Rename the old file aside, the new one to its name; back again where the second step fails.

    :raises OSError: the first refusal, when this way is closed too.
    """
    aside = beside(target, "old")
    try:
        aside.unlink(missing_ok=True)
        target.rename(aside)
    except OSError:
        raise refusal from None
    try:
        new.rename(target)
    except OSError:
        # Not waiting here could leave the form without its file until it is opened next time.
        with contextlib.suppress(OSError):
            Patience().until(lambda: aside.rename(target), lambda error: held(error) or refused(error))
        raise refusal from None
    with contextlib.suppress(OSError):
        aside.unlink()
