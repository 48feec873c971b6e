"""Take a picture of each tab, panel and dialog in the real window: ``python3 tests/screenshots.py FOLDER``.

Each scale is a process of its own on a screen of our own, since Qt reads the scale once. What is named on the command
line (``--scale 1.5 --look dark --scene basic``) narrows the set. What there is to take stands in ``tests/scenes.py``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

SCALES = (1.0, 1.5)
LOOKS = ("light", "dark", "contrast", "contrast-dark")
USUAL = LOOKS[:2]
SIZES = ((1280, 720), (1920, 1080))
PATIENCE = 700  # milliseconds for what arrives a moment later, such as the pages of the preview


def main() -> int:
    """Make the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, action="append", help="100 %% is 1")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--scene", action="append", help="one of tests/scenes.py")
    parser.add_argument("--here", action="store_true", help="on the present screen, at its scale")
    wishes = parser.parse_args()
    wishes.folder.mkdir(parents=True, exist_ok=True)
    if wishes.here:
        for look in wishes.look or USUAL:
            take_all(wishes.folder, look, list(SIZES), wishes.scene or [])
        return 0
    from tests import screen

    for scale in wishes.scale or SCALES:
        with screen.opened() as display, tempfile.TemporaryDirectory() as home:
            narrowed = [word for look in wishes.look or USUAL for word in ("--look", look)]
            narrowed += [word for scene in wishes.scene or () for word in ("--scene", scene)]
            folder = wishes.folder / f"{scale:.0%}".rstrip("%")
            environment = {**os.environ, "DISPLAY": display, "EVALDESK_HOME": home, "QT_SCALE_FACTOR": str(scale)}
            environment["QT_QPA_PLATFORM"] = "xcb"
            subprocess.run([sys.executable, __file__, "--here", *narrowed, str(folder)], check=True, env=environment)
            print(folder)
    return 0


def take_all(folder: Path, look: str, sizes: list[tuple[int, int]], only: list[str]) -> None:
    """Take every scene in one appearance, the window in each of the sizes."""
    from PySide6.QtWidgets import QApplication

    from evaldesk.ui.app import make_application, prepare, speak_chinese
    from evaldesk.ui.desk import Desk
    from tests import scenes, stage

    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else make_application()
    prepare(application)
    speak_chinese(application)
    desk = Desk(application)
    desk.choose_appearance(look)  # type: ignore[arg-type] # the parser offers no other
    with tempfile.TemporaryDirectory() as place:
        on = stage.stage(desk, Path(place), lambda shown: None)
        for at, size in enumerate(sizes):
            on.window.resize(*size)
            for name in only or scenes.SCENES:
                scenes.play(name, on, partial(take, folder, f"{name}-{look}", on.window, size, at == 0))
        for window in list(desk.windows):
            if window.session is not None:
                window.session.stack.set_clean()
            window.close()
        application.processEvents()


def take(folder: Path, name: str, window: QWidget, size: tuple[int, int], first: bool, shown: QWidget) -> None:
    """Take a picture of what is shown; a dialog has a size of its own, and is taken but once."""
    from evaldesk.ui.picture import settle

    if shown is window or first:
        settle(PATIENCE)
        ending = "-{}x{}".format(*size) if shown is window else ""
        shown.grab().save(str(folder / f"{name}{ending}.png"))


if __name__ == "__main__":
    sys.exit(main())
