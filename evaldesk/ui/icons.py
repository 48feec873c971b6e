"""Icons: our own line drawings in ``resources/icons``, drawn in the colour of the text they stand beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evaldesk.paths import resources
from evaldesk.ui.palette import mixed, tones

SIZE = 20
APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str = "") -> QIcon:
    """Return the drawing ``name`` in ``colour``, by default the text's, paler where it is disabled."""
    on = tones()
    result = QIcon()
    painted = QSvgRenderer(str(resources() / "icons" / f"{name}.svg"))
    # Exact for each screen there is: lines of 1.6 pixels do not bear being scaled.
    for size in sorted({round(SIZE * screen.devicePixelRatio()) for screen in QGuiApplication.screens()}):
        shape = _drawn(painted, size)
        result.addPixmap(_tinted(shape, colour or on.text), QIcon.Mode.Normal)
        result.addPixmap(_tinted(shape, mixed(on.faint, on.window, 0.45)), QIcon.Mode.Disabled)
    return result


def app_icon() -> QIcon:
    """Return the program's own icon."""
    painted = QSvgRenderer(str(resources() / "icons" / "app.svg"))
    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(QPixmap.fromImage(_drawn(painted, size)))
    return result


def picture(name: str, size: int, ratio: float, colour: str) -> QPixmap:
    """Return the drawing ``name`` as pixels for a label, ``size`` logical pixels high on a screen of ``ratio``."""
    shape = _drawn(QSvgRenderer(str(resources() / "icons" / f"{name}.svg")), round(size * ratio))
    pixels = _tinted(shape, colour)
    pixels.setDevicePixelRatio(ratio)
    return pixels


def _drawn(drawing: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image


def _tinted(shape: QImage, colour: str) -> QPixmap:
    image = shape.copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(colour))
    painter.end()
    return QPixmap.fromImage(image)
