"""Walk through all scenes at this process' scale of the screen and print what is cut, as JSON: one list by scene.

``QT_SCALE_FACTOR`` is read once, when Qt starts; so each scale has a process of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from evaldesk.ui.app import make_application, prepare, speak_chinese
from evaldesk.ui.desk import Desk
from tests import scenes
from tests.fits import cut
from tests.stage import stage


def main() -> int:
    """Print what was found."""
    application = make_application()
    prepare(application)
    speak_chinese(application)
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(application)
        on = stage(desk, Path(place), lambda shown: None)
        found["scale"] = [str(on.window.devicePixelRatioF())]
        for name in sys.argv[1:] or scenes.SCENES:
            found[name] = []
            scenes.play(name, on, partial(_look, found[name]))
        for window in list(desk.windows):
            if window.session is not None:
                window.session.stack.set_clean()
            window.close()
        QApplication.processEvents()
    json.dump(found, sys.stdout, ensure_ascii=False)
    return 0


def _look(found: list[str], shown: QWidget) -> None:
    found += cut(shown)


if __name__ == "__main__":
    sys.exit(main())
