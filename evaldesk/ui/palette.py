"""Palette: light, dark, and two of high contrast, and the one place that says which of them is on.

One accent, greys for the rest; colour only for meaning, and each meaning has its own shape beside its colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QGuiApplication, QPalette

Appearance = Literal["system", "light", "dark", "contrast", "contrast-dark"]


@dataclass(frozen=True, slots=True)
class Tones:
    """Hold the colours of one appearance as ``#rrggbb``."""

    window: str
    base: str
    shade: str
    text: str
    faint: str
    line: str
    border: str
    accent: str
    soft: str
    on_accent: str
    error: str
    error_soft: str
    explain: str
    explain_soft: str
    hint: str
    met: str


# Each colour in light, dark, high contrast and dark high contrast. High contrast is for eyes that need it: text against
# its ground is 7 : 1 and more, and every frame is drawn as strongly as the text.
COLOURS = {
    "window": ("#f3f5f8", "#1b1e23", "#ffffff", "#000000"),
    "base": ("#ffffff", "#24282e", "#ffffff", "#000000"),
    "shade": ("#eaedf2", "#2e333b", "#e6e6e6", "#1f1f1f"),
    "text": ("#1c2430", "#e4e7ec", "#000000", "#ffffff"),
    "faint": ("#5b6776", "#9ca6b4", "#262626", "#e0e0e0"),
    "line": ("#e0e4ea", "#343a43", "#595959", "#a6a6a6"),
    "border": ("#c5ccd6", "#4a525e", "#000000", "#ffffff"),
    "accent": ("#1f56b3", "#8ab4f8", "#00308f", "#ffe14d"),
    "soft": ("#dfe9f8", "#2b3b55", "#cfe2ff", "#0a2f66"),
    "on_accent": ("#ffffff", "#10203a", "#ffffff", "#000000"),
    "error": ("#b3261e", "#f2a19a", "#8a0000", "#ffb3ab"),
    "error_soft": ("#fbe9e7", "#432523", "#ffe9e9", "#4d0000"),
    "explain": ("#8a5a00", "#e8bf6a", "#573300", "#ffd27a"),
    "explain_soft": ("#fdf3dc", "#3d321c", "#fff0c2", "#3d2900"),
    "hint": ("#4c6786", "#9db6d3", "#0b3a66", "#a8d4ff"),
    "met": ("#1e7145", "#82cfa0", "#004d1f", "#8df0b0"),
}

LIGHT, DARK, CONTRAST, CONTRAST_DARK = (
    Tones(**dict(zip(COLOURS, colours, strict=True))) for colours in zip(*COLOURS.values(), strict=True)
)

SETS: dict[str, Tones] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "contrast-dark": CONTRAST_DARK}

MARKS = {"error": "●", "explain": "◆", "hint": "○", "met": "✓"}


def tones() -> Tones:
    """Return the colours that are on, read from the application's palette so that nobody keeps them twice."""
    return tones_like(QGuiApplication.palette())


def tones_like(palette: QPalette) -> Tones:
    """Return the tones that a palette was made from; of a foreign one, dark tones when it is dark, else light."""
    window, accent = palette.window().color().name(), palette.highlight().color().name()
    for tones in SETS.values():
        if (tones.window, tones.accent) == (window, accent):
            return tones
    return LIGHT if is_light(window) else DARK


def is_light(colour: str) -> bool:
    """Tell whether dark writing stands out on a colour."""
    return QColor(colour).lightness() > 127


def tones_for(appearance: Appearance) -> Tones:
    """Return the colours of an appearance; ``system`` asks the system, and light where it does not say."""
    if appearance == "system":
        from PySide6.QtCore import Qt  # costs much: see `Window.furnish`

        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return SETS[appearance]


def qt_palette(tones: Tones) -> QPalette:
    """Return the tones as Qt's palette, so that what we do not style ourselves agrees with what we do."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tones.window,
        role.WindowText: tones.text,
        role.Base: tones.base,
        role.AlternateBase: tones.shade,
        role.Text: tones.text,
        role.PlaceholderText: tones.faint,
        role.Button: tones.shade,
        role.ButtonText: tones.text,
        role.BrightText: tones.error,
        role.Highlight: tones.accent,
        role.HighlightedText: tones.on_accent,
        role.Accent: tones.accent,
        role.Link: tones.accent,
        role.LinkVisited: tones.accent,
        role.ToolTipBase: tones.base,
        role.ToolTipText: tones.text,
        role.Light: tones.base,
        role.Midlight: tones.shade,
        role.Mid: tones.border,
        role.Dark: tones.border,
        role.Shadow: tones.border,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(mixed(tones.faint, tones.window, 0.55)))
    return palette


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, with ``share`` (0 to 1) of the first."""
    a, b = QColor(one), QColor(other)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return "#" + "".join(f"{round(x * share + y * (1 - share)):02x}" for x, y in parts)
