"""Which forms need a template: those that are open, and the recent ones, by the names of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evaldesk.files.template_packs.uses import recent_uses
from evaldesk.ui import saving

if TYPE_CHECKING:
    from evaldesk.ui.desk import Desk


def uses(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the forms by the name of their template."""
    found: dict[str, dict[Path | str, str]] = {}
    for template, path, name in open_forms(desk):
        found.setdefault(template, {})[path or name] = name
    for template, paths in recent_uses().items():
        for path in paths:
            found.setdefault(template, {}).setdefault(path, path.name)
    return {template: tuple(named.values()) for template, named in found.items()}


def open_forms(desk: Desk) -> Iterator[tuple[str, Path | None, str]]:
    """Yield the template, the file and the name of each form that is open."""
    for window in desk.windows:
        if window.session is not None:
            session = window.session
            name = session.path.name if session.path is not None else saving.title(session)
            yield session.document.template, session.path, name
