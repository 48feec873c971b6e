"""What a folder of snapshots holds: its entries in order, and what is damaged there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaldesk.errors import EvaldeskError
from evaldesk.files.store import read_bytes
from evaldesk.history.snapshots.contents import file_of
from evaldesk.history.snapshots.entry import ENTRY_NAME, Snapshot


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold the snapshots of a form, newest first, and the entries that could not be read."""

    snapshots: tuple[Snapshot, ...] = ()
    damaged: tuple[Path, ...] = ()

    @property
    def sentence(self) -> str:
        """Return what people are told of damaged entries, nothing where all is well."""
        return f"有 {len(self.damaged)} 个历史版本已损坏，已跳过；其他版本不受影响。" if self.damaged else ""


def kept_in(folder: Path) -> Kept:
    """Return what a folder holds; a missing folder holds nothing."""
    found: list[Snapshot] = []
    damaged: list[Path] = []
    for number, path in _entry_files(folder):
        try:
            content = json.loads(read_bytes(path))
            snapshot = Snapshot.model_validate({**content, "number": number, "path": path})
        except (EvaldeskError, ValueError, TypeError, RecursionError):
            damaged.append(path)
            continue
        if file_of(folder, snapshot.content).is_file():
            found.append(snapshot)
        else:
            damaged.append(path)
    return Kept(tuple(reversed(found)), tuple(damaged))


def next_number(folder: Path) -> int:
    """Return the number of the next entry; damaged entries count."""
    return max((number for number, _ in _entry_files(folder)), default=0) + 1


def joined(own: Kept, other: Kept) -> Kept:
    """Return two folders' snapshots as one list; what both hold is told once, from the own folder."""
    more = [item for item in other.snapshots if not any(item.same_moment(known) for known in own.snapshots)]
    if not more:
        return Kept(own.snapshots, (*own.damaged, *other.damaged))
    both = sorted((*own.snapshots, *more), key=lambda item: (item.at, item.number), reverse=True)
    return Kept(tuple(both), (*own.damaged, *other.damaged))


def _entry_files(folder: Path) -> Iterator[tuple[int, Path]]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return
    numbered = [(int(match[1]), name) for name in names if (match := ENTRY_NAME.fullmatch(name))]
    yield from ((number, folder / name) for number, name in sorted(numbered))
