"""What the first paint needs of the settings, read with nothing but the standard library: pydantic comes later."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray, QPoint, QRect

from evaldesk.paths import settings_file

TITLE, FRAME = 32, 8  # pixels: what a window manager puts over a window and around it


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


def into_view(place: QRect, room: QRect) -> QRect:
    """Return a window's place moved, and only where it must be made smaller, so that it and its title are in view."""
    inside = room.adjusted(FRAME, TITLE, -FRAME, -FRAME)
    size = place.size().boundedTo(inside.size())
    left = max(inside.left(), min(place.left(), inside.right() - size.width() + 1))
    top = max(inside.top(), min(place.top(), inside.bottom() - size.height() + 1))
    return QRect(QPoint(left, top), size)
