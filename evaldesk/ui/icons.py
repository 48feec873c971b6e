"""Icons: our own line drawings in ``resources/icons``, drawn in the colour of the text they stand beside."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evaldesk.paths import resources
from evaldesk.ui.palette import mixed, tones

# 20 logical pixels at 100, 125, 150, 200 and 300 %: a menu or button always finds its exact size.
SIZES = (20, 25, 30, 40, 60)
APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str = "") -> QIcon:
    """Return the drawing ``name`` in ``colour``, by default the text's, paler where it is disabled."""
    drawing = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    on = tones()
    result = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, colour or on.text),
        (QIcon.Mode.Disabled, mixed(on.faint, on.window, 0.45)),
    ):
        painted = QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))
        for size in SIZES:
            result.addPixmap(_pixels(painted, size), mode)
    return result


def app_icon() -> QIcon:
    """Return the program's own icon."""
    painted = QSvgRenderer(str(resources() / "icons" / "app.svg"))
    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(_pixels(painted, size))
    return result


def _pixels(drawing: QSvgRenderer, size: int) -> QPixmap:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return QPixmap.fromImage(image)
