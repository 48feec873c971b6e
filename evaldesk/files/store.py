"""Open and save forms. A save is whole or has not happened: the old file stays until the new one is safely on disk."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaldesk.errors import Unreadable, Unwritable
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.wording import why_unreadable, why_unwritable
from evaldesk.model.document import Document

# A form of 5,000 rows has 5 MB; what is much larger is no form and would only stall the machine.
LARGEST = 64 * 1024 * 1024


def open_document(path: Path) -> Document:
    """Return the form that lies in ``path``.

    :raises Unreadable: with a sentence for people, whatever is wrong with the place or the bytes.
    """
    return decode(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file of reasonable size.

    :raises Unreadable: for anything else (missing, a folder, a device, too large, no permission).
    """
    try:
        with path.open("rb") as file:
            kind = os.fstat(file.fileno())
            if not stat.S_ISREG(kind.st_mode):
                raise Unreadable(f"“{path.name}”不是普通文件，无法打开。请选择 .evform 或 .json 文件。")
            if kind.st_size > LARGEST:
                raise Unreadable(f"“{path.name}”有 {kind.st_size // 1024**2} MB，不像是绩效自评表，没有打开。")
            return file.read(LARGEST + 1)
    except ValueError as error:  # a path with a NUL in it
        raise Unreadable("文件路径含有不能使用的字符。请换一个位置或文件名。", str(error)) from error
    except OSError as error:
        # Windows says "permission denied" when a folder is opened as a file.
        kind_error = IsADirectoryError() if path.is_dir() else error
        raise Unreadable(why_unreadable(path, kind_error), str(error)) from error


def save_document(document: Document, path: Path, computed: Mapping[str, Any] | None = None) -> None:
    """Write the form to ``path`` so that after any interruption the old or the new content lies there, whole.

    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    write_bytes(encode(document, computed), path)


def write_bytes(raw: bytes, path: Path) -> None:
    """Replace the file at ``path`` by ``raw``: temp file in the same folder, fsync, read back, replace, fsync folder.

    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    temporary: Path | None = None
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.is_dir():
            raise IsADirectoryError
        _refuse_read_only(target)
        handle, name = tempfile.mkstemp(prefix=".~", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != raw:
            raise OSError("read back differs from what was written")
        _take_over_mode(target, temporary)
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except ValueError as error:  # a path with a NUL in it
        raise Unwritable("文件路径含有不能使用的字符，没有保存。请换一个位置或文件名。", str(error)) from error
    except OSError as error:
        raise Unwritable(why_unwritable(path, error), str(error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _take_over_mode(target: Path, temporary: Path) -> None:
    # mkstemp makes a private file; a form keeps the rights it had, a new one gets those of any new file.
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    with contextlib.suppress(OSError):  # a FAT stick knows no modes
        temporary.chmod(mode)


def _refuse_read_only(target: Path) -> None:
    # A rename would quietly get around the mark that someone set on the file to protect it.
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EPERM, "read-only file")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    # The rename itself must survive a power cut; Windows offers no handle on a folder and journals it anyway.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
