"""What the first paint needs of the settings, read with nothing but the standard library: pydantic comes later."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray

from evaldesk.paths import settings_file


def remembered_state() -> dict[str, str]:
    """Return the remembered state of windows by name; empty where there is none or it is damaged."""
    try:
        state = json.loads(settings_file().read_bytes())["state"]
        return {str(name): value for name, value in state.items() if isinstance(value, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def as_text(state: QByteArray) -> str:
    """Return a window's state as a text for the settings."""
    return b64encode(state.data()).decode("ascii")


def as_state(text: str) -> QByteArray:
    """Return the state that ``as_text`` wrote; empty when it is damaged."""
    try:
        return QByteArray(b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
