"""Settings: what the program remembers for its user. They are a comfort: damaged or unwritable ones never stop work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evaldesk.errors import EvaldeskError
from evaldesk.files.store import read_bytes, write_bytes
from evaldesk.paths import settings_file

MOST_RECENT = 12


class Settings(BaseModel):
    """Hold recent files (newest first), last folders by purpose, and the window's state by name (base64 texts)."""

    model_config = ConfigDict(frozen=True, extra="allow")

    recent: tuple[str, ...] = ()
    folders: dict[str, str] = {}
    state: dict[str, str] = {}


def load_settings() -> Settings:
    """Return the settings, the defaults where there are none or they are damaged."""
    try:
        return Settings.model_validate(json.loads(read_bytes(settings_file())))
    except (EvaldeskError, ValueError, ValidationError, RecursionError):
        return Settings()


def save_settings(settings: Settings) -> bool:
    """Write the settings; tell whether that was possible."""
    try:
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        write_bytes(json.dumps(settings.model_dump(), ensure_ascii=False, indent=2).encode(), settings_file())
    except (EvaldeskError, OSError):
        return False
    return True


def with_recent(settings: Settings, path: Path) -> Settings:
    """Return the settings with ``path`` as the newest of the recent files."""
    newest = str(path)
    rest = [item for item in settings.recent if item != newest]
    return settings.model_copy(update={"recent": (newest, *rest)[:MOST_RECENT]})


def without_recent(settings: Settings, path: Path) -> Settings:
    """Return the settings without ``path`` among the recent files."""
    return settings.model_copy(update={"recent": tuple(item for item in settings.recent if item != str(path))})


def with_folder(settings: Settings, purpose: str, folder: Path) -> Settings:
    """Return the settings with the folder last used for a purpose (``open``, ``export``)."""
    return settings.model_copy(update={"folders": {**settings.folders, purpose: str(folder)}})


def with_state(settings: Settings, **state: Any) -> Settings:
    """Return the settings with some of the window's state replaced."""
    return settings.model_copy(update={"state": {**settings.state, **state}})
