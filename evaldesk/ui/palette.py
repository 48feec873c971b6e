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


LIGHT = Tones(
    window="#f3f5f8",
    base="#ffffff",
    shade="#eaedf2",
    text="#1c2430",
    faint="#5b6776",
    line="#e0e4ea",
    border="#c5ccd6",
    accent="#1f56b3",
    soft="#dfe9f8",
    on_accent="#ffffff",
    error="#b3261e",
    error_soft="#fbe9e7",
    explain="#8a5a00",
    explain_soft="#fdf3dc",
    hint="#4c6786",
    met="#1e7145",
)

DARK = Tones(
    window="#1b1e23",
    base="#24282e",
    shade="#2e333b",
    text="#e4e7ec",
    faint="#9ca6b4",
    line="#343a43",
    border="#4a525e",
    accent="#8ab4f8",
    soft="#2b3b55",
    on_accent="#10203a",
    error="#f2a19a",
    error_soft="#432523",
    explain="#e8bf6a",
    explain_soft="#3d321c",
    hint="#9db6d3",
    met="#82cfa0",
)

# For eyes that need it: text against its ground is 7 : 1 and more, and every frame is drawn as strongly as the text.
CONTRAST = Tones(
    window="#ffffff",
    base="#ffffff",
    shade="#e6e6e6",
    text="#000000",
    faint="#262626",
    line="#595959",
    border="#000000",
    accent="#00308f",
    soft="#cfe2ff",
    on_accent="#ffffff",
    error="#8a0000",
    error_soft="#ffe9e9",
    explain="#573300",
    explain_soft="#fff0c2",
    hint="#0b3a66",
    met="#004d1f",
)

CONTRAST_DARK = Tones(
    window="#000000",
    base="#000000",
    shade="#1f1f1f",
    text="#ffffff",
    faint="#e0e0e0",
    line="#a6a6a6",
    border="#ffffff",
    accent="#ffe14d",
    soft="#0a2f66",
    on_accent="#000000",
    error="#ffb3ab",
    error_soft="#4d0000",
    explain="#ffd27a",
    explain_soft="#3d2900",
    hint="#a8d4ff",
    met="#8df0b0",
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
