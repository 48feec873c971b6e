"""Recovery: what crashed programs left unsaved, offered with its time and what differs from the saved file.

A journal that a living program holds is not offered. Restoring hands the state to a new journal before the old one
goes; what is discarded stays for a month as a plain form file. So no click here loses anything at once, and however
often a program crashes, the folder stays small.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from evaldesk.errors import EvaldeskError, Unreadable, Unwritable
from evaldesk.files import slots
from evaldesk.files.changes import Change, changes
from evaldesk.files.decode import decode
from evaldesk.files.guard import Stamp
from evaldesk.files.journal import Journal
from evaldesk.files.patience import Patience
from evaldesk.files.replacing import replace_bytes
from evaldesk.files.store import Opened, open_form
from evaldesk.model.document import Document
from evaldesk.paths import recovery_folder

SavedFile = Literal["same", "changed", "missing", "never saved"]

PER_FORM = 5  # journals of crashes that nobody looked at; what is more goes to the discarded ones
DISCARDED = 20
DISCARDED_DAYS = 31
EMPTY_AFTER = 24 * 3600.0  # seconds; a program that has just made its files may not have written them yet
UNREADABLE_AFTER = 90 * 24 * 3600.0  # a later version of the program may have written it, and be back


@dataclass(frozen=True, slots=True)
class Recovery:
    """Hold one unsaved state: when it was written down, of which file, and what differs from what lies there.

    ``saved_file`` says how that file is now: the ``same`` that the edits were made on, ``changed`` since by others,
    ``missing`` (or unreadable), or the form was ``never saved``. ``changes`` go from the saved file to this state;
    without a readable file there are none.
    """

    stem: Path
    number: int
    form: str
    at: datetime
    title: str
    path: Path | None
    document: Document
    stamp: Stamp | None
    saved_file: SavedFile
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """Hold what a window needs to go on: the document, its file, and the stamp to save it against."""

    document: Document
    path: Path | None
    stamp: Stamp | None


def recoverable(read_saved: Callable[[Path], Opened] = open_form) -> list[Recovery]:
    """Return every unsaved state that a crash left, newest first, and tidy the folder up.

    Each saved file is read for the comparison; one that lies on a share that does not answer makes this wait.
    """
    found: list[Recovery] = []
    for stem in slots.stems(recovery_folder()):
        claimed = slots.claim(stem)
        if claimed is None:
            continue
        held, record = claimed
        recovery = _recovery(stem, record, read_saved) if record else None
        if recovery is None:
            _remove_unreadable(held, EMPTY_AFTER if record is None else UNREADABLE_AFTER)
        elif _nothing_lost(recovery):
            held.remove()
        held.close()
        if recovery is not None and not _nothing_lost(recovery):
            found.append(recovery)
    found.sort(key=lambda recovery: recovery.at, reverse=True)
    return _thinned(found)


def restore(recovery: Recovery, journal: Journal) -> Restored:
    """Return the unsaved state, once it is safe in the ``journal`` of the window that goes on with it.

    When that journal cannot be written, the old one stays as well.

    :raises Unreadable: when another window has restored or discarded it meanwhile.
    """
    held = _claimed(recovery)
    try:
        journal.note(recovery.document, recovery.path, recovery.stamp)
        if journal.flush():
            held.remove()
    finally:
        held.close()
    return Restored(recovery.document, recovery.path, recovery.stamp)


def discard(recovery: Recovery) -> Path:
    """Give an unsaved state up; for a month it stays as a form file in ``discarded()``. Return that file.

    :raises Unreadable: when another window has restored or discarded it meanwhile.
    :raises Unwritable: when it cannot be kept; it is then offered again.
    """
    held = _claimed(recovery)
    try:
        record = slots.last_state(recovery.stem)
        kept = _keep(recovery, record.body if record else b"")
        held.remove()
    finally:
        held.close()
    _thin_discarded()
    return kept


def discarded() -> list[Path]:
    """Return the discarded states as form files, newest first."""
    with contextlib.suppress(OSError):
        return sorted(_discarded_folder().glob("*.evform"), key=lambda path: path.name, reverse=True)
    return []


def _recovery(stem: Path, record: slots.Record, read_saved: Callable[[Path], Opened]) -> Recovery | None:
    head = record.head
    try:
        document = decode(record.body, stem.name)
        stamp = Stamp(**head["stamp"]) if head.get("stamp") else None
        path = Path(head["path"]) if head.get("path") else None
        form, at = str(head["form"]), datetime.fromisoformat(head["at"])
    except (EvaldeskError, KeyError, TypeError, ValueError):
        return None  # of a later version of the program: left for it
    state, found = _compared(document, path, stamp, read_saved)
    title = document.fields.get("project_name", "").strip() or (path.stem if path else "") or "未命名的表格"
    return Recovery(stem, record.number, form, at.astimezone(), title, path, document, stamp, state, found)


def _compared(
    document: Document, path: Path | None, stamp: Stamp | None, read_saved: Callable[[Path], Opened]
) -> tuple[SavedFile, tuple[Change, ...]]:
    if path is None:
        return "never saved", ()
    try:
        saved = read_saved(path)
    except EvaldeskError:
        return "missing", ()
    same = stamp is not None and saved.stamp.digest == stamp.digest
    return ("same" if same else "changed"), changes(saved.document, document)


def _nothing_lost(recovery: Recovery) -> bool:
    # The crash came between the save and the end of the journal, or everything was undone before it.
    return recovery.saved_file in {"same", "changed"} and not recovery.changes


def _remove_unreadable(held: slots.Slots, after: float) -> None:
    """Remove what holds no state that this program can read, once it is so many seconds old."""
    with contextlib.suppress(OSError):
        if time.time() - held.written() > after:
            held.remove()


def _thinned(found: list[Recovery]) -> list[Recovery]:
    """Return what to offer: of equal states of a form the newest, of each form a few; the others are discarded."""
    offered: list[Recovery] = []
    for recovery in found:
        known = [other for other in offered if other.form == recovery.form]
        if len(known) < PER_FORM and not any(other.document == recovery.document for other in known):
            offered.append(recovery)
            continue
        try:
            discard(recovery)
        except Unreadable:
            continue  # another program has just tidied up, too
        except Unwritable:
            offered.append(recovery)
    return offered


def _claimed(recovery: Recovery) -> slots.Slots:
    claimed = slots.claim(recovery.stem)
    if claimed is not None:
        held, record = claimed
        if record is not None and record.number == recovery.number:
            return held
        held.close()
    raise Unreadable(f"“{recovery.title}”未保存的内容已在另一个窗口恢复或放弃。")


def _keep(recovery: Recovery, body: bytes) -> Path:
    folder = _discarded_folder()
    name = f"{recovery.at.strftime('%Y%m%d-%H%M%S')}-{recovery.stem.name}.evform"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_bytes(body, folder / name, Patience())
    except OSError as error:
        raise Unwritable(
            "未能放弃这份内容：用户数据文件夹写不进去，它仍保留着。请检查磁盘空间。", str(error)
        ) from error
    return folder / name


def _thin_discarded() -> None:
    now = time.time()
    for place, path in enumerate(discarded()):
        with contextlib.suppress(OSError):
            if place >= DISCARDED or now - path.stat().st_mtime > DISCARDED_DAYS * 24 * 3600:
                path.unlink()


def _discarded_folder() -> Path:
    return recovery_folder() / "discarded"
