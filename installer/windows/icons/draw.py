"""Draw the icons of the program and of its files in all sizes that Windows asks for.

Run ``python installer/windows/icons/draw.py`` when a drawing has changed; the two ``.ico`` beside it are kept: a build
needs no Qt. Up to 24 pixels a plainer drawing is taken: the fine lines of the large one would be grey there.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
SMALL = 24
# Icon -> its plain drawing and its full one.
DRAWINGS = {
    "app.ico": (HERE / "app-small.svg", ROOT / "resources" / "icons" / "app.svg"),
    "form-file.ico": (HERE / "form-file-small.svg", HERE / "form-file.svg"),
}


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon file of pictures, keyed by their size in pixels."""
    head = struct.pack("<3H", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, data in sorted(pictures.items()):
        entries += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + entries + b"".join(data for _, data in sorted(pictures.items()))


def sizes(icon: bytes) -> list[int]:
    """Return the sizes in pixels that an icon file holds."""
    (count,) = struct.unpack_from("<H", icon, 4)
    return [icon[6 + 16 * at] or 256 for at in range(count)]


def picture(drawing: str, size: int) -> bytes:
    """Return a square drawing, which begins ``<svg xmlns=… width="…" height="…"``, as an icon file holds it.

    256 pixels are PNG as is the custom; the smaller ones are plain pixels, which even the oldest code of Windows reads.
    """
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage

    head, _, rest = drawing.partition(' width="')
    sized = f'{head} width="{size}" height="{size}"{rest[rest.index(" viewBox") :]}'
    drawn = QImage.fromData(sized.encode(), "svg")  # type: ignore[arg-type] # the name of a format
    if size < 256:
        pixels = drawn.convertToFormat(QImage.Format.Format_ARGB32).flipped(Qt.Orientation.Vertical)
        header = struct.pack("<I2i2H6I", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
        mask = bytes((size + 31) // 32 * 4 * size)  # all zero: the alpha of the pixels tells
        return header + bytes(pixels.constBits()) + mask
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(into, "PNG")  # type: ignore[call-overload] # the name of a format
    return bytes(into.data().data())


def banner(drawing: str) -> bytes:
    """Return the picture beside the first page of the setup, as the 24-bit BMP that NSIS wants: 164 by 314 pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(164, 314, QImage.Format.Format_RGB888)
    image.fill(QColor("#dbe7fa"))
    painter = QPainter(image)
    large = QImage.fromData(drawing.encode(), "svg")  # type: ignore[arg-type] # the name of a format
    painter.drawImage(34, 40, large.scaledToWidth(96, Qt.TransformationMode.SmoothTransformation))
    painter.end()
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(into, "BMP")  # type: ignore[call-overload] # the name of a format
    return bytes(into.data().data())


def main() -> int:
    """Draw all icons anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    for name, (plain, full) in DRAWINGS.items():
        drawn = {size: picture((plain if size <= SMALL else full).read_text("utf-8"), size) for size in SIZES}
        (HERE / name).write_bytes(ico(drawn))
        print(f"{name}: {', '.join(map(str, SIZES))} pixels")
    (HERE / "welcome.bmp").write_bytes(banner(DRAWINGS["app.ico"][1].read_text("utf-8")))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
