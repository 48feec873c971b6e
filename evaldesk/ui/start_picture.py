"""The small picture of each template's first page. ``tests/template_pictures.py`` makes them from the real page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from evaldesk.paths import resources
from evaldesk.ui.icons import picture
from evaldesk.ui.palette import tones

SIZE = QSize(88, 62)  # logical pixels, an A4 sheet lying
PIXELS = (176, 124)  # of the files: sharp also at 200 %
ICON = 24
EDGE = 1


def file_of(name: str) -> Path:
    """Return where the picture of the template ``id@edition`` lies."""
    return resources() / "icons" / "pages" / f"{name}.png"


def page_picture(name: str, ratio: float) -> QPixmap:
    """Return a template's picture as a sheet with a fine edge; an icon on an empty sheet where there is none."""
    drawn = QPixmap(SIZE * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(tones().border))
    sheet = QRectF(EDGE, EDGE, SIZE.width() - 2 * EDGE, SIZE.height() - 2 * EDGE)
    painter = QPainter(drawn)
    painter.fillRect(sheet, QColor("white"))
    page = QPixmap(str(file_of(name)))
    if page.isNull():
        mark = picture("form", ICON, ratio, tones().hint)
        painter.drawPixmap((SIZE.width() - ICON) // 2, (SIZE.height() - ICON) // 2, mark)
    else:
        smooth = Qt.TransformationMode.SmoothTransformation
        small = page.scaled(sheet.size().toSize() * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawPixmap(sheet, small, QRectF(small.rect()))
    painter.end()
    return drawn
