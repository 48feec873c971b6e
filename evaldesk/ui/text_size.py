"""Text size: how large everything is written, as a share of the system's own size; another one is taken at once."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

SIZES = (90, 100, 110, 125, 150, 175, 200)
NORMAL = 100
REMEMBERED = "_q_styleSheetWidgetFont"
BODY_SIZE = "body-size"
"""The application's property that holds the size of the body text at 100 %, in points."""


def as_size(text: str) -> int:
    """Return the size in per cent that a text names, within 90 and 200; 100 where it names none."""
    return min(max(int(text), SIZES[0]), SIZES[-1]) if text.isascii() and text.isdigit() else NORMAL


def next_size(percent: int, by: int) -> int:
    """Return the next larger (+1) or smaller (-1) of the sizes that are offered."""
    beyond = [size for size in SIZES if (size > percent if by > 0 else size < percent)]
    if not beyond:
        return percent
    return beyond[0] if by > 0 else beyond[-1]


def set_size(application: QApplication, percent: int) -> None:
    """Write what is made from now on in ``percent`` of the body's size."""
    font = application.font()
    font.setPointSizeF(float(application.property(BODY_SIZE) or font.pointSizeF()) * percent / 100)
    application.setFont(font)


def resize_text(application: QApplication, percent: int) -> None:
    """Write all that is there already, and what is made from now on, in ``percent`` of the body's size."""
    from PySide6.QtCore import Qt  # costs much: see `Window.furnish`

    before = application.font().pointSizeF()
    # What has a size of its own, such as a heading, does not follow the application.
    own = [item for item in application.allWidgets() if item.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    sizes = [item.font().pointSizeF() for item in own]
    set_size(application, percent)
    application.setStyleSheet(application.styleSheet())  # under a sheet nothing follows until it is put on again
    share = application.font().pointSizeF() / before
    for item, size in zip(own, sizes, strict=True):
        font = QFont(item.font())
        font.setPointSizeF(size * share)
        # Whenever it is polished, a widget under a sheet gets back the font that Qt has remembered here.
        item.setProperty(REMEMBERED, font)
        item.setFont(font)
