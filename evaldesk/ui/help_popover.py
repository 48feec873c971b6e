"""The note at the focused place, in a popover: Shift+F1 opens it, Escape and the next click close it, F1 reads on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent

from evaldesk.ui.help_note import told
from evaldesk.ui.help_place import Place, place_of
from evaldesk.ui.popover import GAP, Popover

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

READ_ON = "按 F1 在手册里接着读，按 Esc 关闭"
NOTHING = "先点一下要填的那一格，再按 Shift+F1，就会说明这一格怎么填。"


class NotePopover(Popover):
    """Tell what belongs in one place of the form. ``read_on`` asks for the manual."""

    read_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at the keys that opened it; F1 goes on to the manual."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.read_on.emit()
            return
        super().keyPressEvent(event)


def show_note(window: Window) -> NotePopover | None:
    """Show the note at the focused place; say in the strip what to do where there is none."""
    place = place_of(window)
    if place.note is None or place.near is None:
        window.tell_news(NOTHING)
        return None
    lines = told(place.note)
    popover = NotePopover(window, place.note.title, [*lines, READ_ON])
    popover.setAccessibleDescription("\n".join(lines))
    popover.read_on.connect(partial(_read_on, window, place))
    hang(popover, place)
    return popover


def hang(popover: Popover, place: Place) -> None:
    """Show the popover below its place, above it where there is no room, always inside the screen."""
    assert place.near is not None
    popover.adjustSize()
    room = popover.screen().availableGeometry()
    left = max(room.left() + GAP, min(place.near.left(), room.right() - popover.width() - GAP))
    top = place.near.bottom() + GAP
    if top + popover.height() > room.bottom():
        top = max(room.top() + GAP, place.near.top() - popover.height() - GAP)
    popover.move(QPoint(left, top))
    popover.show()
    popover.setFocus(Qt.FocusReason.PopupFocusReason)


def _read_on(window: Window, place: Place) -> None:
    from evaldesk.ui.help_manual import show_manual

    show_manual(window, place.page, place.heading)
