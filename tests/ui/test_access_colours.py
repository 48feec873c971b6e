"""Colours: writing stands out on every ground that it is put on, in every appearance."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_paint import Ink
from evaldesk.ui.live_menus import LOOKS
from evaldesk.ui.palette import MARKS, SETS, Tones, qt_palette, tones_like

GROUNDS = ("window", "base", "shade", "soft")
PAIRS = (
    *((ink, ground) for ink in ("text", "accent") for ground in GROUNDS),
    *((ink, ground) for ink in ("faint", "error", "explain", "hint", "met") for ground in ("window", "base", "shade")),
    ("on_accent", "accent"),
    ("error", "error_soft"),
    ("text", "error_soft"),
    ("explain", "explain_soft"),
    ("text", "explain_soft"),
    ("faint", "explain_soft"),
    ("accent", "explain_soft"),
    ("accent", "error_soft"),
)
"""What is written on what: the sheets, the painted rows and the strips above the form."""


def light(colour: str) -> float:
    """Return how light a colour is, 0 to 1, as WCAG 2.1 reckons it."""
    parts = [part / 255 for part in (QColor(colour).red(), QColor(colour).green(), QColor(colour).blue())]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours, 1 to 21."""
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", SETS)
def test_writing_stands_out_on_every_ground(name: str, qapp: QApplication) -> None:
    tones, least = SETS[name], 7 if name.startswith("contrast") else 4.5
    found = {f"{ink} on {ground}": contrast(getattr(tones, ink), getattr(tones, ground)) for ink, ground in PAIRS}
    painted = Ink(QFont(), tones)
    for tone, ink in painted.inks.items():
        for ground in (*painted.grounds, painted.current, painted.selected):
            found[f"{tone} on {ground.name()}"] = contrast(ink.name(), ground.name())
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("name", ["contrast", "contrast-dark"])
def test_frames_of_high_contrast_stand_out_as_well(name: str) -> None:
    tones = SETS[name]
    assert min(contrast(getattr(tones, frame), tones.base) for frame in ("border", "line", "accent")) >= 4.5


def test_every_meaning_has_a_shape_of_its_own() -> None:
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize("tones", SETS.values(), ids=SETS)
def test_the_palette_tells_which_colours_are_on(tones: Tones, qapp: QApplication) -> None:
    assert tones_like(qt_palette(tones)) is tones


def test_every_set_of_colours_is_offered_taken_live_and_remembered(desk: Desk, qapp: QApplication) -> None:
    assert {look for look, _ in LOOKS} == {"system", *SETS}
    window = desk.new_form("jiangmen-annex-3@2023")
    for name, tones in SETS.items():
        desk.choose_appearance(name)  # type: ignore[arg-type] # each is an Appearance
        assert tones_like(window.strip.palette()) is tones
        assert Desk(qapp).appearance == name
    desk.choose_appearance("light")
