"""The start: what the first paint may cost, what an empty window offers, and what the rim catches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from evaldesk.files.templates import templates
from evaldesk.paths import log_file, resources
from evaldesk.ui import rim
from evaldesk.ui.desk import Desk
from evaldesk.ui.icons import app_icon, icon
from evaldesk.ui.palette import DARK, LIGHT, Tones, tones_like
from tests.ui.failures import failure_in, guard

FIRST_PAINT = """
import os, sys
from evaldesk.ui.app import make_application
from evaldesk.ui.desk import Desk

def report():
    import PySide6.QtCore
    heavy = {"pydantic", "evaldesk.model", "evaldesk.rules", "reportlab", "pypdfium2"} & set(sys.modules)
    # PySide makes the hundreds of enumerations of `Qt` when it is first named: a fifth of the whole start.
    print(*heavy, *({"Qt"} & set(vars(PySide6.QtCore))), flush=True)
    os._exit(0)

application = make_application()
window = Desk(application).new_frame()
window.painted.connect(report)
application.exec()
"""
SCREENSHOT = """
import sys
from pathlib import Path
from evaldesk.ui.app import start
sys.exit(start([Path(sys.argv[1])], Path(sys.argv[2])))
"""


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


def test_a_screenshot_is_taken_without_a_screen(tmp_path: Path) -> None:
    example = resources() / "examples" / "annex-3-project.evform"
    target = tmp_path / "窗口.png"
    subprocess.run([sys.executable, "-c", SCREENSHOT, example, target], check=True, timeout=60)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_the_start_page_offers_templates_recent_forms_and_examples(desk: Desk, form: Path) -> None:
    desk.remember_recent(form)
    window = desk.new_window()
    desk.begin([], window)
    offered = {button.accessibleName() for button in window.findChildren(QPushButton, "choice")}
    assert {template.title for template in templates()} | {form.stem, "政务服务管理监督专项经费"} <= offered


def test_an_offer_opens_in_the_same_window(desk: Desk, qtbot: QtBot) -> None:
    window = desk.new_window()
    desk.begin([], window)
    first = window.findChildren(QPushButton, "choice")[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert window.session is not None
    assert desk.windows == [window]


def test_an_example_is_opened_as_a_copy_without_a_file(desk: Desk) -> None:
    window = desk.open_example(resources() / "examples" / "annex-3-project.evform")
    assert window.session is not None
    assert window.session.path is None
    assert not window.session.dirty


def test_the_rim_catches_logs_and_tells(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.new_window()
    guard(desk, monkeypatch)
    error = ZeroDivisionError("somewhere deep")
    sys.excepthook(type(error), error, None)
    failure_in(window).copy.click()
    assert QApplication.clipboard().text().startswith(rim.SORRY)
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    assert "ZeroDivisionError" in log_file().read_text("utf-8")


def test_every_drawing_can_be_drawn(qapp: QApplication) -> None:
    drawings = sorted((resources() / "icons").glob("*.svg"))
    assert len(drawings) > 20
    for drawing in drawings:
        assert icon(drawing.stem, "#123456").pixmap(20, 20).toImage().pixelColor(0, 0).alpha() < 255
    assert not app_icon().isNull()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_text_can_be_read_on_every_ground(tones: Tones) -> None:
    for ground in (tones.window, tones.base):
        for ink in (tones.text, tones.faint, tones.accent, tones.error, tones.explain, tones.hint, tones.met):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(tones.on_accent, tones.accent) >= 4.5
    assert contrast(tones.text, tones.error_soft) >= 4.5


def test_our_palettes_tell_which_they_are() -> None:
    from evaldesk.ui.palette import qt_palette

    assert tones_like(qt_palette(LIGHT)) is LIGHT
    assert tones_like(qt_palette(DARK)) is DARK
