"""One snapshot's entry: what happened when, and which content the form had then."""

from __future__ import annotations

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from evaldesk.history.events import HANDED_IN, NAMED, PRINTED
from evaldesk.model.digest import digest
from evaldesk.model.document import Document

ENTRY_NAME = re.compile(r"(\d{6,12})-\d{8}T\d{6}Z\.json")
FOR_EVER = frozenset({PRINTED, HANDED_IN, NAMED})


class Snapshot(BaseModel):
    """Hold one moment of a form: when (with its zone) and why it was kept, revision, digest and score.

    ``content`` is the SHA-256 of the form file's bytes, by which the content is kept. ``number`` grows with every
    snapshot of a form, so that their order survives a clock that goes backwards. ``score`` is empty where this machine
    lacked the template.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: AwareDatetime
    event: str
    name: str = ""
    form: str
    revision: int = 1
    template: str = ""
    digest: str = ""
    score: str = ""
    grade: str = ""
    content: str = Field(pattern=r"^[0-9a-f]{64}$")
    number: int = Field(exclude=True)
    path: Path = Field(exclude=True)

    @property
    def for_ever(self) -> bool:
        """Tell whether it is never thinned out: it has a name, was printed or was handed in."""
        return bool(self.name) or self.event in FOR_EVER

    def same_moment(self, other: Snapshot) -> bool:
        """Tell whether two entries, maybe of two folders, tell of the same moment."""
        return (self.at, self.event, self.content) == (other.at, other.event, other.content)

    def fits(self, document: Document) -> bool:
        """Tell whether this is the content of a form, by its digest."""
        return self.digest == digest(document)


def entry_file(folder: Path, number: int, at: AwareDatetime) -> Path:
    """Return where the entry of a number and a moment lies."""
    return folder / f"{number:06}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"


def entry_bytes(snapshot: Snapshot) -> bytes:
    """Return the entry's file, readable in any editor."""
    content = snapshot.model_dump() | {"at": snapshot.at.isoformat()}
    return json_bytes(content)


def json_bytes(content: Any) -> bytes:
    """Return plain data as a JSON file; half of a surrogate pair, which has no UTF-8, stands there as an escape."""
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")
