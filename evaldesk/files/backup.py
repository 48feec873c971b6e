"""Backups: what lay in a form's file before a save replaced it, kept in the user's own data folder.

One folder a form, named by the form's id; one file a content, ``<number>-<time>-<digest>.evform``. The number grows, so
that the order survives a clock that goes backwards. Kept are the newest twenty, then the last of each day for a month,
then the last of each month; and for ever what was written by an older version of the format.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaldesk.files.patience import Patience
from evaldesk.files.reach import reach
from evaldesk.files.replacing import replace_bytes
from evaldesk.paths import backups_folder

NEWEST = 20
DAILY = timedelta(days=31)
FORMAT_TIME = "%Y%m%dT%H%M%SZ"
NAME = re.compile(r"(\d{6,12})-(\d{8}T\d{6}Z)-([0-9a-f]{16})(-upgraded)?\.evform")
PLACE = "place.txt"
PLAIN_ID = re.compile(r"[0-9a-z][0-9a-z-]{7,63}")


@dataclass(frozen=True, slots=True)
class Backup:
    """Name one kept content: its file, which opens like any form, and when it was replaced."""

    path: Path
    number: int
    at: datetime
    digest: str
    upgraded: bool = False


def form_key(id: str) -> str:
    """Return a form's id as a file name; an id that came in with a foreign file may be anything.

    Eight plain characters at least, so that it is no device name of Windows (``con``, ``com1``).
    """
    if PLAIN_ID.fullmatch(id):
        return id
    return "id-" + hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def backups(id: str) -> list[Backup]:
    """Return the kept contents of a form, newest first."""
    return _kept(backups_folder() / form_key(id))


def _kept(folder: Path) -> list[Backup]:
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if match := NAME.fullmatch(path.name):
                number, at, digest, upgraded = match.groups()
                with contextlib.suppress(ValueError):
                    moment = datetime.fromisoformat(at)  # not strptime, which loads a language's names first
                    found.append(Backup(path, int(number), moment, digest, upgraded is not None))
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def backups_at(path: Path) -> list[Backup]:
    """Return the kept contents of the form last saved at ``path``, newest first: for a file that is damaged."""
    place = _place(reach(path))
    with contextlib.suppress(OSError):
        for folder in backups_folder().iterdir():
            with contextlib.suppress(OSError):
                if (folder / PLACE).read_bytes() == place:
                    return _kept(folder)
    return []


def back_up(
    raw: bytes,
    id: str,
    upgraded: bool = False,
    *,
    place: Path | None = None,
    now: datetime | None = None,
    patience: Patience | None = None,
) -> Path:
    """Keep a content of the form ``id``, unless it is the newest kept already; return its file.

    ``place`` is where it lay, so that it is found again when that file can no longer tell its id.

    :raises OSError: when the data folder cannot take it.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    digest = hashlib.sha256(raw).hexdigest()[:16]
    kept = backups(id)
    folder = backups_folder() / form_key(id)
    if place is not None:
        _remember(folder, place)
    if kept and kept[0].digest == digest and kept[0].upgraded >= upgraded:
        return kept[0].path
    number = kept[0].number + 1 if kept else 1
    mark = "-upgraded" if upgraded else ""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{number:06}-{moment.strftime(FORMAT_TIME)}-{digest}{mark}.evform"
    replace_bytes(raw, path, patience or Patience())
    for backup in superfluous([Backup(path, number, moment, digest, upgraded), *kept]):
        with contextlib.suppress(OSError):
            backup.path.unlink()
    return path


def back_up_beside(raw: bytes, target: Path) -> Path:
    """Keep a content beside its file as ``<name>.bak``, for those who want it there; return its file.

    :raises OSError: when the folder cannot take it.
    """
    path = target.with_name(target.name + ".bak")
    replace_bytes(raw, path, Patience())
    return path


def _remember(folder: Path, place: Path) -> None:
    with contextlib.suppress(OSError):  # a comfort: without it the contents are found by the form's id
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / PLACE
        if not file.exists() or file.read_bytes() != _place(place):
            replace_bytes(_place(place), file, Patience())


def _place(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogatepass")


def superfluous(kept: list[Backup]) -> list[Backup]:
    """Return which of the kept contents (newest first) may go; days and months count back from the newest."""
    gone = []
    spans: set[tuple[int, ...]] = set()
    for place, backup in enumerate(kept):
        day = kept[0].at - backup.at < DAILY
        span = (backup.at.year, backup.at.month, backup.at.day) if day else (backup.at.year, backup.at.month)
        if place >= NEWEST and span in spans and not backup.upgraded:
            gone.append(backup)
        spans.add(span)
    return gone
