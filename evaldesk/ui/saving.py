"""Saving: what the file commands of a window do. What goes wrong is raised, and told by the window."""

from __future__ import annotations

import contextlib
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.errors import ChangedOnDisk, Unwritable
from evaldesk.files.evidence import rebased
from evaldesk.files.guard import Stamp
from evaldesk.files.lock import holder
from evaldesk.files.store import Saved, free_name, save_form
from evaldesk.files.templates import templates
from evaldesk.history.events import PRINTED, SAVED, now
from evaldesk.history.revision import print_event
from evaldesk.model.document import with_indicators
from evaldesk.rules.computed import computed
from evaldesk.ui import dialogs, living_pdf
from evaldesk.ui.banner import take_down
from evaldesk.ui.keeping_furnish import STRAYED, move
from evaldesk.ui.keeping_versions import keep_version
from evaldesk.ui.naming import default_name, title_of, with_suffix
from evaldesk.ui.saving_conflict import settle
from evaldesk.ui.session import Session

if TYPE_CHECKING:
    from evaldesk.ui.window import Window


def new_form(window: Window) -> None:
    """Ask for a template and start an empty form of it."""
    if name := dialogs.ask_template(window, templates()):
        window.desk.new_form(name, window)


def open_forms(window: Window) -> None:
    """Ask for forms and open each in its window."""
    for path in dialogs.ask_open(window, window.desk.folder("open")):
        window.desk.remember_folder("open", path.parent)
        window.run(partial(window.desk.open_path, path, window))


def save(window: Window, event: str = SAVED) -> None:
    """Save where the form lies; ask where that is not known yet, or where it is only open for reading.

    ``event`` is what the version is kept for.
    """
    session = _session(window)
    if session.path is None:
        save_as(window, event=event)
    elif window.keeping.read_only:
        save_as(window, free_name(session.path), event)
    else:
        _write(window, session, session.path, event)


def save_as(window: Window, proposal: Path | None = None, event: str = SAVED) -> None:
    """Ask for a place and save there; from now on the form lies there."""
    session = _session(window)
    if proposal is None and session.path is None and session.origin is not None:
        proposal = living_pdf.proposal(session.origin)
    proposal = (
        proposal or session.path or Path(window.desk.folder("open")) / default_name(session.document, session.template)
    )
    if path := dialogs.ask_save(window, str(proposal)):
        path = with_suffix(path)
        window.desk.remember_folder("open", path.parent)
        _write(window, session, path, event)


def record_print(window: Window) -> None:
    """Put a print on record: in the form's history, and as a version that is kept for ever.

    A form that was saved is saved again with that; what stands in the way of it is met at the next save. One that was
    only looked at stays as it is.
    """
    session, keeping = _session(window), window.keeping
    path = None if keeping.read_only else session.path
    saved = not session.dirty
    event = print_event(session.document, now())
    if event is not None and (path is not None or not saved):
        session.record(event)
        if path is not None and saved and keeping.stamp is not None:
            with contextlib.suppress(Unwritable):
                _saved(window, session, path, _save(session, path, keeping.stamp).stamp)
    keep_version(window, PRINTED)


def title(session: Session) -> str:
    """Return the form's name for the window's title."""
    return title_of(session.path, session.document, session.template, session.origin)


def saved_text(session: Session, saved_at: datetime | None) -> str:
    """Say whether the form is saved, and since when."""
    if session.dirty:
        return "未保存"
    if session.path is None:
        return "尚未保存到文件"
    if saved_at is None:
        return "已保存"
    today = saved_at.date() == datetime.now().astimezone().date()
    return f"已保存 {saved_at:%H:%M}" if today else f"已保存 {saved_at:%Y-%m-%d %H:%M}"


def _save(session: Session, path: Path, expected: Stamp | None) -> Saved:
    """Write the form, and for other programs the live figures of its texts."""
    document = session.document
    block = computed(document, session.template, session.evaluation)
    return save_form(document, path, expected=expected, computed=block)


def _write(window: Window, session: Session, path: Path, event: str) -> None:
    keeping = window.keeping
    here = path == session.path and not keeping.read_only
    if not here and (held := holder(path)):
        who = held.sentence.partition("。")[0]
        raise Unwritable(f"{who}，没有保存到“{path.name}”。请换一个文件名，或等对方关闭以后再存。")
    tree = rebased(session.document.indicators, session.path, path)
    moved = tree is not session.document.indicators
    if moved:
        session.apply("佐证材料的位置随表更新", with_indicators(session.document, tree))
    keeping.journal.flush()  # a crash in the middle of the save must not cost the last second before it
    try:
        saved = _save(session, path, keeping.stamp if here else None)
    except ChangedOnDisk as conflict:
        settle(window, conflict, path, partial(_write, window, session, path, event))
        return
    except Unwritable:
        if moved:  # to another folder: the form stays where it was, and so do the paths in it
            session.stack.undo()
        raise
    former, former_at = (keeping.base, window.saved_at) if here else (None, None)
    if not here:
        move(window, path)
    _saved(window, session, path, saved.stamp)
    keep_version(window, event, former, former_at)
    window.desk.remember_recent(path)
    for note in saved.notes:
        window.notice.say(note, level="explain")


def _saved(window: Window, session: Session, path: Path, stamp: Stamp) -> None:
    window.keeping.saved(session.document, path, stamp)
    take_down(window, STRAYED)
    window.saved_at = datetime.now().astimezone()
    session.saved(path)


def _session(window: Window) -> Session:
    assert window.session is not None  # the commands are off without a form
    return window.session
