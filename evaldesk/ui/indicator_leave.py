"""How a person leaves a cell's editor, and by which key."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


class Leave(Enum):
    """Say how the person left an editor."""

    DOWN = auto()
    UP = auto()
    NEXT = auto()
    PREVIOUS = auto()
    FILL = auto()
    CANCEL = auto()
    AWAY = auto()


Key = Qt.Key
ENTER = (Key.Key_Return, Key.Key_Enter)
LEAVING = {Key.Key_Escape: Leave.CANCEL, Key.Key_Tab: Leave.NEXT, Key.Key_Backtab: Leave.PREVIOUS}
# Another window, a menu or a list over the editor takes the focus for a moment only.
FOR_A_MOMENT = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def leave_by(event: QEvent) -> Leave | None:
    """Return how a key press leaves a cell, None for one that the text itself wants."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() in ENTER:
        return Leave.FILL
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shift:
        return None
    if event.key() in ENTER:
        return Leave.UP if shift else Leave.DOWN
    if event.key() == Key.Key_Tab and shift:
        return Leave.PREVIOUS
    return LEAVING.get(Key(event.key()))


def offer_by(event: QEvent) -> int:
    """Return which way Alt and an arrow go through the offers below a cell (1 down, -1 up), 0 for any other key.

    Those keys are asked for before the table's own commands hear them.
    """
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return 0
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Key.Key_Up: -1, Key.Key_Down: 1}.get(Key(event.key()), 0)


def row_by(event: QEvent) -> Leave | None:
    """Return how an arrow key leaves a cell of one line for the row above or below."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return {Key.Key_Up: Leave.UP, Key.Key_Down: Leave.DOWN}.get(Key(event.key()))
