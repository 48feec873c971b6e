"""What every text editor here has to mind: the window's undo, the input method, and a caret that stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HISTORY = (
    QKeyCombination(CONTROL, Qt.Key.Key_Z),
    QKeyCombination(CONTROL, Qt.Key.Key_Y),
    QKeyCombination(CONTROL | SHIFT, Qt.Key.Key_Z),
)
KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


def asks_history(event: QEvent) -> bool:
    """Tell whether an event is Ctrl+Z or Ctrl+Y, which belong to the window: its steps go over the whole form."""
    if event.type() not in KEYS or not isinstance(event, QKeyEvent):
        return False
    return event.keyCombination() in HISTORY


def without_history(menu: QMenu) -> QMenu:
    """Take undo and redo out of an editor's own context menu, for the same reason."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    first = menu.actions()[:1]
    if first and first[0].isSeparator():
        menu.removeAction(first[0])
    return menu


def difference(before: str, after: str) -> tuple[int, int, str]:
    """Return where two texts part: (start, end) in ``before`` and what stands there in ``after``."""
    start = 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return start, len(before) - tail, after[start : len(after) - tail]


def units(text: str) -> int:
    """Count a text as Qt does, in units of UTF-16: a rare character of a name takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
