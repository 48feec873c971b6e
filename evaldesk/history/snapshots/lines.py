"""The history of a form as lines: when, what happened, revision, score, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaldesk.errors import EvaldeskError
from evaldesk.files.templates import load_template
from evaldesk.history.diff import Change, changes_between, labels_of
from evaldesk.history.events import event_name
from evaldesk.history.snapshots import Snapshot, kept, load
from evaldesk.model.document import Document


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one snapshot and what changed since the one before it; None where one of both cannot be read."""

    snapshot: Snapshot
    changes: tuple[Change, ...] | None
    first: bool = False

    @property
    def text(self) -> str:
        """Return the line for people."""
        item = self.snapshot
        when = f"{item.at:%Y-%m-%d %H:%M}"
        what = event_name(item.event) + (f"“{item.name}”" if item.name else "")
        score = f"{item.score} 分（{item.grade}）" if item.score else "（未计分）"
        return "  ".join((when, what, f"第 {item.revision} 稿", score, self.since))

    @property
    def since(self) -> str:
        """Return what changed, in a few words."""
        if self.changes is None:
            return "内容已损坏，无法比较"
        return "最早的版本" if self.first else labels_of(self.changes)


def history(form: str, beside: Path | None = None, most: int | None = None) -> list[Line]:
    """Return the lines of a form's history, newest first; at most ``most``."""
    snapshots = kept(form, beside).snapshots
    return list(_lines(snapshots if most is None else snapshots[: most + 1], len(snapshots), most))


def history_lines(form: str, beside: Path | None = None, most: int | None = None) -> list[str]:
    """Return the history as text for a terminal, damaged entries told at the end."""
    told = kept(form, beside).sentence
    lines = [line.text for line in history(form, beside, most)]
    return [*(lines or ["这张表还没有历史版本。"]), *([told] if told else [])]


def history_json(form: str, beside: Path | None = None, most: int | None = None) -> list[dict[str, Any]]:
    """Return the history as plain data for programs."""
    return [
        {
            **line.snapshot.model_dump(mode="json"),
            "changes": None if line.changes is None else len(line.changes),
            "places": [change.label for change in line.changes or ()],
        }
        for line in history(form, beside, most)
    ]


def _lines(snapshots: Sequence[Snapshot], total: int, most: int | None) -> Iterator[Line]:
    new: Document | None = None
    for at, snapshot in enumerate(snapshots):  # one after the other: two forms in memory, however long the history is
        old = _loaded(snapshot)
        if at:
            yield Line(snapshots[at - 1], _between(old, new))
        new = old
    if snapshots and len(snapshots) == total and (most is None or total <= most):
        yield Line(snapshots[-1], None if new is None else (), first=True)


def _loaded(snapshot: Snapshot) -> Document | None:
    try:
        return load(snapshot)
    except EvaldeskError:
        return None


def _between(old: Document | None, new: Document | None) -> tuple[Change, ...] | None:
    if old is None or new is None:
        return None
    try:
        template = load_template(new.template)
    except EvaldeskError:
        template = None
    return changes_between(old, new, template)
