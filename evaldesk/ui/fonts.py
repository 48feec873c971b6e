"""Fonts: the system's own Chinese interface face, else the one that we ship."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from evaldesk.paths import resources

# The faces that systems use for Chinese text on screen, the best first.
FACES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
)
SHIPPED = "NotoSansSC-Regular.ttf"
BODY = 10.5


def interface_font(system: QFont) -> QFont:
    """Return the font of the interface; a size that the user has set larger than ours wins."""
    font = QFont(system)
    font.setFamilies([interface_face()])
    font.setPointSizeF(max(BODY, system.pointSizeF()))
    return font


def interface_face() -> str:
    """Return the name of the face, after loading the shipped one where the system has none."""
    installed = set(QFontDatabase.families())
    for face in FACES:
        if face in installed:
            return face
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / SHIPPED))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else QFont().family()


def scaled(font: QFont, factor: float, bold: bool = False) -> QFont:
    """Return the font in another size, as a share of the body's."""
    other = QFont(font)
    other.setPointSizeF(font.pointSizeF() * factor)
    other.setBold(bold)
    return other
