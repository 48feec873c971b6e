"""Someone else wrote the file meanwhile: show what they changed, then merge, save elsewhere, or overwrite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.errors import ChangedOnDisk, EvaldeskError, Unreadable
from evaldesk.files.decode import decode
from evaldesk.files.guard import stamp_of
from evaldesk.files.store import free_name
from evaldesk.history.diff import changes_between
from evaldesk.history.merge import merge, resolve
from evaldesk.history.snapshots import load
from evaldesk.history.snapshots.shared_base import common_base
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.ui import dialogs
from evaldesk.ui.comparison import changes_part
from evaldesk.ui.keeping import Keeping
from evaldesk.ui.keeping_versions import beside_of
from evaldesk.ui.palette import tones
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

STEP = "合并对方的修改"


def settle(window: Window, conflict: ChangedOnDisk, path: Path, again: Callable[[], None]) -> None:
    """Ask what to do, and do it; ``again`` saves once the way is free. Without an answer nothing is saved."""
    session, keeping = window.session, window.keeping
    assert session is not None
    theirs = _read(conflict.theirs, path)
    base = base_of(keeping, session, theirs) if theirs else None
    page, may_merge = "", theirs is not None and base is not None
    if theirs is not None:
        changes = changes_between(base or session.document, theirs, session.template)
        page = f"<p>文件里与您打开时相比的变动：</p>{changes_part(changes, tones())}"
    match dialogs.ask_conflict(window, conflict.sentence, page, may_merge, conflict.theirs is None):
        case "merge" if theirs is not None and base is not None:
            if _merge(window, session, base, theirs):
                _accept(keeping, conflict.theirs, theirs)
                again()
        case "aside":
            from evaldesk.ui.saving import save_as

            save_as(window, free_name(path))
        case "overwrite":
            _accept(keeping, conflict.theirs, theirs)
            again()


def base_of(keeping: Keeping, session: Session, theirs: Document) -> Document:
    """Return what both sides started from; where nobody knows, an empty form, so that every difference is asked."""
    if keeping.base is not None:
        return keeping.base
    if found := common_base(session.document, theirs, beside_of(session.path)):
        try:
            return load(found)
        except EvaldeskError:
            pass  # a damaged version
    return new_document(session.template).model_copy(update={"id": session.document.id, "indicators": ()})


def _merge(window: Window, session: Session, base: Document, theirs: Document) -> bool:
    merged = merge(base, session.document, theirs, session.template)
    document = merged.document
    if merged.conflicts:
        choices = dialogs.choose_sides(window, merged.conflicts)
        if choices is None:
            return False
        document = resolve(merged, choices)
    if document != session.document:
        session.apply(STEP, document)
    return True


def _accept(keeping: Keeping, raw: bytes | None, theirs: Document | None) -> None:
    """Know what lies there now, so that the next save replaces exactly what was shown."""
    keeping.stamp = stamp_of(raw) if raw is not None else None
    keeping.base = theirs or keeping.base


def _read(raw: bytes | None, path: Path) -> Document | None:
    if raw is None:
        return None
    try:
        return decode(raw, path.name)
    except Unreadable:
        return None  # no form any more: it can be overwritten or left, but not merged
