"""Open and save forms. A save is whole or has not happened: the old file stays until the new one is safely on disk.

The order of a save: take one's turn, look whether the file is still the one that was read, keep what lies there as a
backup, write the new content beside it and read it back, put it in place with one rename.
"""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaldesk.errors import EvaldeskError, Unwritable
from evaldesk.files.backup import back_up, back_up_beside
from evaldesk.files.beside import sweep
from evaldesk.files.decode import decode_form
from evaldesk.files.encode import encode
from evaldesk.files.guard import Stamp, content_there, read_stamped, refuse_changed, stamp_of
from evaldesk.files.patience import Patience
from evaldesk.files.reach import reach
from evaldesk.files.reading import read_bytes as read_bytes  # where settings, templates and commands look for it
from evaldesk.files.replacing import heal, replace_bytes
from evaldesk.files.replacing import write_bytes as write_bytes
from evaldesk.files.turn import turn
from evaldesk.files.wording import why_unwritable
from evaldesk.model.document import VERSION, Document

WRITTEN_VERSION = re.compile(rb'"version"\s*:\s*(\d{1,6})')


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold an opened form, what is worth knowing about its file, a sentence each, and the stamp to save it against."""

    document: Document
    notes: tuple[str, ...]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Saved:
    """Hold the stamp of the new file, where the former content is kept, and what did not work beside the save."""

    stamp: Stamp
    backup: Path | None = None
    notes: tuple[str, ...] = ()


def open_document(path: Path) -> Document:
    """Return the form that lies in ``path``.

    :raises Unreadable: with a sentence for people, whatever is wrong with the place or the bytes.
    """
    return open_form(path).document


def open_form(path: Path) -> Opened:
    """Return the form that lies in ``path``, with what its reader should know and the stamp of what was read.

    :raises Unreadable: with a sentence for people, whatever is wrong with the place or the bytes.
    """
    with contextlib.suppress(OSError, ValueError):
        heal(reach(path))
    raw, stamp = read_stamped(path)
    decoded = decode_form(raw, path.name)
    return Opened(decoded.document, decoded.notes, stamp)


def save_document(document: Document, path: Path, computed: Mapping[str, Any] | None = None) -> None:
    """Write the form to ``path`` so that after any interruption the old or the new content lies there, whole.

    Whatever lay there is replaced; it is kept as a backup. An editor that knows what it read calls ``save_form``.

    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    save_form(document, path, computed=computed)


def save_form(
    document: Document,
    path: Path,
    *,
    expected: Stamp | None = None,
    computed: Mapping[str, Any] | None = None,
    copy_beside: bool = False,
) -> Saved:
    """Write the form to ``path``, where ``expected`` is the stamp of what was read from or last saved to it.

    Without a stamp whatever lies there is replaced. ``copy_beside`` keeps the former content as ``<name>.bak`` too.

    :raises ChangedOnDisk: when something else lies there, or nothing; nothing was saved.
    :raises Unwritable: with a sentence for people; the old file is then as it was.
    """
    mine = encode(document, computed)
    try:
        target, patience = reach(path), Patience()
        with turn(target, patience):
            heal(target)
            there = content_there(path, target)
            if there == mine:
                return Saved(stamp_of(mine, target.stat()))
            if expected is not None:
                refuse_changed(path, expected, mine, there)
            backup: Path | None = None
            notes: tuple[str, ...] = ()
            if there:
                id, upgraded = _known(there, document) if expected is not None else _looked_up(there, document)
                backup, notes = _keep(there, id, upgraded, target, copy_beside, patience)
            state = replace_bytes(mine, target, patience)
            sweep(target.parent)
        return Saved(stamp_of(mine, state), backup, notes)
    except ValueError as error:  # a path with a NUL in it
        raise Unwritable("文件路径含有不能使用的字符，没有保存。请换一个位置或文件名。", str(error)) from error
    except OSError as error:
        raise Unwritable(why_unwritable(path, error), str(error)) from error


def free_name(path: Path, mark: str = "我的修改") -> Path:
    """Return a name beside ``path`` that nothing has yet: ``表（我的修改）.evform``, ``表（我的修改 2）.evform``."""
    for number in range(1, 1000):
        candidate = path.with_name(f"{path.stem}（{mark}{f' {number}' if number > 1 else ''}）{path.suffix}")
        if not candidate.exists():
            return candidate
    raise Unwritable(f"“{path.parent}”里同名的文件太多。请另选一个文件名。")


def _keep(
    there: bytes, id: str, upgraded: bool, target: Path, copy_beside: bool, patience: Patience
) -> tuple[Path | None, tuple[str, ...]]:
    """Back up what is about to be replaced.

    A backup that is not possible does not hold back the save, which is safe by itself; it is told.
    """
    kept, notes = None, []
    try:
        kept = back_up(there, id, upgraded, place=target, patience=patience)
    except OSError as error:
        full = "（磁盘空间不足）" if error.errno == errno.ENOSPC else f"（{error.strerror or error}）"
        notes.append(f"已保存，但没能在本机留下上一版的备份{full}。请检查用户数据文件夹。")
    if copy_beside:
        try:
            back_up_beside(there, target)
        except OSError as error:
            notes.append(f"已保存，但没能在旁边留下“{target.name}.bak”（{error.strerror or error}）。")
    return kept, tuple(notes)


def _known(there: bytes, document: Document) -> tuple[str, bool]:
    # What was opened from here has the same id, and its own program wrote the version at the top.
    version = WRITTEN_VERSION.search(there, 0, 500)
    return document.id, version is not None and int(version[1]) < VERSION


def _looked_up(there: bytes, document: Document) -> tuple[str, bool]:
    try:
        former = decode_form(there, "")
    except EvaldeskError:
        return document.id, False  # not a form, or a damaged one: kept all the same
    return former.document.id, former.version < VERSION
