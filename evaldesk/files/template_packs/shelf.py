"""The shelf: the packs that are installed, each as the file that was handed out, in the user's own folder.

What lies there is the whole record: a pack's place is its number and the moment it was installed, so that putting one
file there installs it, and taking it away undoes that. Nothing has to be kept in step, and nothing can be half done.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.errors import EvaldeskError
from evaldesk.paths import template_packs_folder

if TYPE_CHECKING:
    from evaldesk.files.template_packs.pack import Pack
    from evaldesk.model.template import Template

SUFFIX = ".evtemplates"
PLACE = re.compile(r"(\d{4,9})-(\d{8}T\d{6})Z\.evtemplates")
MOMENT = "%Y%m%dT%H%M%S"
NOTHING: Mapping[str, Template] = {}


@dataclass(frozen=True, slots=True)
class Installed:
    """Hold an installed pack: its file, its number, when it was installed (UTC), and what it brings.

    ``pack`` is None where the file no longer is what it was; ``trouble`` says why, in a sentence.
    """

    path: Path
    number: int
    at: datetime
    pack: Pack | None
    trouble: str = ""

    @property
    def templates(self) -> Mapping[str, Template]:
        """Return the templates that it brings, none where it is unusable."""
        return self.pack.templates if self.pack is not None else NOTHING

    @property
    def title(self) -> str:
        """Return what people call it."""
        return self.pack.manifest.title if self.pack is not None else self.path.name


def is_pack(path: Path) -> bool:
    """Tell whether a file is called a template pack."""
    return path.suffix.lower() == SUFFIX


def installed() -> tuple[Installed, ...]:
    """Return the installed packs in the order of their installation; only what has changed is read again."""
    found = []
    with contextlib.suppress(OSError), os.scandir(template_packs_folder()) as entries:  # most have no such folder
        for entry in entries:
            if PLACE.fullmatch(entry.name):
                state = entry.stat()
                found.append(_installed(Path(entry.path), state))
    return tuple(sorted(found, key=lambda item: (item.number, item.path.name)))


def place(number: int, at: datetime) -> Path:
    """Return where the pack of this number goes that is installed at this moment."""
    return template_packs_folder() / f"{number:04d}-{at.astimezone(UTC).strftime(MOMENT)}Z.evtemplates"


def _installed(path: Path, state: os.stat_result) -> Installed:
    known = PLACE.fullmatch(path.name)
    assert known is not None
    number = int(known[1])
    try:
        at = datetime.strptime(known[2], MOMENT).replace(tzinfo=UTC)
    except ValueError:  # somebody gave the file a name like ours
        at = datetime.fromtimestamp(state.st_mtime, UTC)
    try:
        return Installed(path, number, at, _read(path, state.st_size, state.st_mtime_ns))
    except EvaldeskError as error:
        return Installed(path, number, at, None, error.sentence)


@lru_cache(maxsize=64)
def _read(path: Path, size: int, time: int) -> Pack:
    """Read a pack once; ``size`` and ``time`` (ns) tell one content of a place from another."""
    from evaldesk.files.template_packs.pack import open_pack  # most machines have no pack, and need none of it

    return open_pack(path)
