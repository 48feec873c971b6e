"""Icons: our own line drawings in ``resources/icons``, drawn in the colour of the text they stand beside."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPixmap

from evaldesk.paths import resources
from evaldesk.ui.palette import mixed, tones

SIZE = 20
APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str = "") -> QIcon:
    """Return the drawing ``name`` in ``colour``, by default the text's, paler where it is disabled."""
    on = tones()
    drawing = read(name)
    result = QIcon()
    # Exact for each screen there is: lines of 1.6 pixels do not bear being scaled.
    for size in sorted({round(SIZE * screen.devicePixelRatio()) for screen in QGuiApplication.screens()}):
        result.addPixmap(drawn(drawing, size, colour or on.text), QIcon.Mode.Normal)
        result.addPixmap(drawn(drawing, size, mixed(on.faint, on.window, 0.45)), QIcon.Mode.Disabled)
    return result


def app_icon() -> QIcon:
    """Return the program's own icon."""
    drawing = read("app")
    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(drawn(drawing, size, ""))
    return result


def picture(name: str, size: int, ratio: float, colour: str) -> QPixmap:
    """Return the drawing ``name`` as pixels for a label, ``size`` logical pixels high on a screen of ``ratio``."""
    pixels = drawn(read(name), round(size * ratio), colour)
    pixels.setDevicePixelRatio(ratio)
    return pixels


def read(name: str) -> str:
    """Return a drawing as it lies in its file."""
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def drawn(drawing: str, size: int, colour: str) -> QPixmap:
    """Return a square drawing as pixels; each begins ``<svg xmlns=… width="…" height="…"``."""
    head, _, rest = drawing.partition(' width="')
    body = rest[rest.index(" viewBox") :].replace("currentColor", colour)
    sized = f'{head} width="{size}" height="{size}"{body}'
    # By way of Qt's reader of pictures: a painter would first make the enumerations of the whole `Qt`.
    return QPixmap.fromImage(QImage.fromData(sized.encode(), "svg"))  # type: ignore[arg-type] # the name of a format
