"""Make the pictures of README and manual anew from the real window and page: ``.venv/bin/python tests/pictures.py``.

The words that each shows go on record beside them, in ``texts.json``. Names on the command line narrow the set.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PIL import Image

if TYPE_CHECKING:
    from tests.shots import Shot

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

PICTURES = ROOT / "resources" / "help" / "pictures"
RECORD = PICTURES / "texts.json"
EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
PAGE = 1  # the first page with indicators
PIXELS_PER_POINT = 1.5
COLOURS = 256
PATIENCE = 700  # milliseconds for what arrives a moment later, such as the pages of the preview
HERE = "--here"


def main(wanted: list[str]) -> int:
    """Take the pictures on a screen of our own."""
    from tests import screen

    PICTURES.mkdir(parents=True, exist_ok=True)
    with screen.opened() as display, tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "DISPLAY": display, "EVALDESK_HOME": home, "QT_QPA_PLATFORM": "xcb"}
        environment["QT_SCALE_FACTOR"] = "1"
        subprocess.run([sys.executable, __file__, HERE, *wanted], check=True, env=environment)
    if not wanted or "page" in wanted:
        take_page()
    return 0


def take_all(wanted: list[str]) -> None:
    """Take the pictures on the present screen."""
    from evaldesk.ui.app import make_application, prepare, speak_chinese
    from tests.shots import shots

    application = make_application()
    prepare(application)
    speak_chinese(application)
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    known = [shot.name for shot in shots()]
    for shot in shots():
        if not wanted or shot.name in wanted:
            record[shot.name] = take(shot)
            record = {name: record[name] for name in known if name in record}
            RECORD.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


def take(shot: Shot) -> str:
    """Take one picture; return what stands for its words."""
    from PySide6.QtWidgets import QApplication

    from evaldesk.ui.desk import Desk
    from evaldesk.ui.picture import settle
    from tests.shots import digest_of

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    desk = Desk(application)
    desk.choose_appearance("light")
    with tempfile.TemporaryDirectory() as folder:
        widget = shot.make(desk, Path(folder))
        if any(shot.size):
            widget.window().resize(*shot.size)
            settle(PATIENCE // 2)
            # A part of a window is taken in its own size.
            more = widget.window().size() - widget.size()
            widget.window().resize(shot.size[0] + more.width(), shot.size[1] + more.height())
        settle(PATIENCE)
        taken = Path(folder) / "taken.png"
        widget.grab().save(str(taken))
        with Image.open(taken) as image:
            fewer(image.convert("RGB")).save(PICTURES / f"{shot.name}.png", optimize=True)
        words = digest_of(widget)
        for window in list(desk.windows):
            if window.session is not None:
                window.session.stack.set_clean()
            window.close()
        settle(PATIENCE // 4)
    print(shot.name)
    return words


def take_page() -> None:
    """Write a printed page as a picture."""
    from evaldesk.files.store import open_document
    from evaldesk.files.templates import load_template
    from evaldesk.report.pixels import page_image
    from evaldesk.report.render import render
    from evaldesk.rules import evaluate

    document = open_document(EXAMPLE)
    template = load_template(document.template)
    page = page_image(render(document, template, evaluate(document, template)), PAGE, PIXELS_PER_POINT)
    image = Image.frombuffer("RGBX", (page.width, page.height), page.pixels, "raw", "RGBX", page.stride, 1)
    fewer(image.convert("RGB")).save(PICTURES / "page.png", optimize=True)


def fewer(image: Image.Image) -> Image.Image:
    """Return a picture in its most frequent colours, each exact, and so small; the rest take the nearest of them."""
    counted = cast("list[tuple[int, tuple[int, int, int]]]", image.getcolors(image.width * image.height))
    most = [colour for _, colour in sorted(counted, reverse=True)[:COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in most for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    asked = sys.argv[1:]
    if HERE in asked:
        take_all([name for name in asked if name != HERE])
    else:
        sys.exit(main(asked))
