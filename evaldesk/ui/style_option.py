"""What Qt hands a delegate to paint and measure with, which its type stubs leave out."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


class Given(Protocol):
    """Name what a delegate is given: the place, the state and the face of an item."""

    rect: QRect
    state: QStyle.StateFlag
    font: QFont
    fontMetrics: QFontMetrics


def given(option: QStyleOptionViewItem) -> Given:
    """Return an option as what it is: changing it changes the option."""
    return cast(Given, option)
