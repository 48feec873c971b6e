"""Which forms need a template: looked for among the recent ones, so that nobody has to search a disk."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from evaldesk.errors import EvaldeskError
from evaldesk.files.settings import load_settings
from evaldesk.files.store import open_document

SHARE = "\\\\"  # a share that is away would have us wait


def recent_uses() -> Mapping[str, tuple[Path, ...]]:
    """Return the recent forms by the name of their template; those on shares, in PDFs, and unreadable ones are left."""
    found: dict[str, list[Path]] = {}
    for recent in load_settings().recent:
        path = Path(recent)
        with contextlib.suppress(EvaldeskError, OSError, ValueError):
            if not recent.startswith(SHARE) and path.suffix.lower() != ".pdf" and path.is_file():
                found.setdefault(open_document(path).template, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}
