"""Snapshots: each save, print and hand-in leaves what the form was, in the user's own data folder.

``take`` one, ``listed`` them, ``load`` one back, ``name`` one to keep it for ever. The same content is kept once.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from evaldesk.errors import EvaldeskError, Unwritable
from evaldesk.files.beside import sweep
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.store import write_bytes
from evaldesk.files.templates import load_template
from evaldesk.history.snapshots.contents import fetch, forget_others, keep
from evaldesk.history.snapshots.entry import Snapshot, entry_bytes, entry_file
from evaldesk.history.snapshots.folders import beside_folder, own_folder, working_in
from evaldesk.history.snapshots.reading import Kept, joined, kept_in, next_number
from evaldesk.history.snapshots.thinning import superfluous
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation

__all__ = ["Kept", "Snapshot", "beside_folder", "kept", "listed", "load", "name", "take"]


def take(
    document: Document,
    event: str,
    name: str = "",
    when: datetime | None = None,
    evaluation: Evaluation | None = None,
    beside: Path | None = None,
) -> Snapshot:
    """Keep what the form is now; return the snapshot, the newest one again where nothing new happened.

    ``event`` is a word of ``history.events``; ``evaluation`` saves making one for the score; ``beside`` is a second
    folder that gets it too. What is superfluous is thinned out.

    :raises Unwritable: when the user's folder cannot take it; or, with the snapshot safe there, the second one.
    """
    moment = (when or datetime.now().astimezone()).replace(microsecond=0)
    if moment.tzinfo is None:
        moment = moment.astimezone()
    score, grade = _worth(document, evaluation)
    raw = encode(document)
    facts = {
        "at": moment,
        "event": event,
        "name": name,
        "form": document.id,
        "revision": document.revision,
        "template": document.template,
        "digest": digest(document),
        "score": score,
        "grade": grade,
    }
    snapshot = _add(own_folder(document.id), facts, raw, moment)
    if beside is not None:
        try:
            _add(beside, facts, raw, moment)
        except Unwritable as error:
            said = f"这一版已存在本机，但没能在“{beside.parent}”里也留一份。请检查那里能否写入。"
            raise Unwritable(said, error.details) from error
    return snapshot


def kept(form: str, beside: Path | None = None) -> Kept:
    """Return the snapshots of a form, newest first, with what is damaged; ``beside`` is a second folder to look in."""
    own = kept_in(own_folder(form))
    if beside is None:
        return own
    other = kept_in(beside)
    of_form = tuple(item for item in other.snapshots if item.form == form)
    return joined(own, Kept(of_form, other.damaged))


def listed(form: str, beside: Path | None = None) -> list[Snapshot]:
    """Return the snapshots of a form, newest first; ``kept`` also tells what is damaged."""
    return list(kept(form, beside).snapshots)


def load(snapshot: Snapshot) -> Document:
    """Return the form as it was.

    :raises Unreadable: when the content is missing or damaged.
    """
    return decode(fetch(snapshot.path.parent, snapshot.content), snapshot.name or f"{snapshot.at:%Y-%m-%d %H:%M}")


def name(snapshot: Snapshot, text: str) -> Snapshot:
    """Give a snapshot a name, by which it is kept for ever; an empty one takes it away. Return the renamed one.

    :raises Unwritable: when its entry cannot be written, or is gone.
    """
    renamed = snapshot.model_copy(update={"name": text.strip()})
    with working_in(snapshot.path.parent):
        if not snapshot.path.exists():
            raise Unwritable("这个历史版本已经不在了，没有命名。请刷新历史版本列表。")
        write_bytes(entry_bytes(renamed), snapshot.path)
    return renamed


def _add(folder: Path, facts: dict[str, object], raw: bytes, now: datetime) -> Snapshot:
    with working_in(folder):
        there = kept_in(folder)
        content = keep(folder, raw)
        newest = there.snapshots[0] if there.snapshots else None
        number = next_number(folder)
        path = entry_file(folder, number, now)
        snapshot = Snapshot.model_validate({**facts, "content": content, "number": number, "path": path})
        if newest and not snapshot.name and (newest.event, newest.content) == (snapshot.event, content):
            return newest
        write_bytes(entry_bytes(snapshot), path)
        _thin(folder, Kept((snapshot, *there.snapshots), there.damaged), now)
    return snapshot


def _thin(folder: Path, kept: Kept, now: datetime) -> None:
    gone = {snapshot.path for snapshot in superfluous(kept.snapshots, now)}
    for path in gone:
        with contextlib.suppress(OSError):
            path.unlink()
    if gone and not kept.damaged:  # nobody knows which content a damaged entry told of
        sweep(folder)
        sweep(folder / "contents")
        forget_others(folder, {item.content for item in kept.snapshots if item.path not in gone or item.path.exists()})


def _worth(document: Document, evaluation: Evaluation | None) -> tuple[str, str]:
    try:
        known = evaluation or evaluate(document, load_template(document.template))
    except EvaldeskError:  # a template that this machine lacks
        return "", ""
    return known.score_text, known.grade
