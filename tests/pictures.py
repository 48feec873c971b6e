"""Make the pictures of README anew from the real window and the real page: ``.venv/bin/python tests/pictures.py``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from evaldesk.files.store import open_document  # noqa: E402 - the checkout must be found first
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.report.pixels import page_image  # noqa: E402
from evaldesk.report.render import render  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402

PICTURES = ROOT / "resources" / "help" / "pictures"
EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
PAGE = 1  # the first page with indicators
PIXELS_PER_POINT = 1.5


def main() -> None:
    """Write window.png and page.png."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "tests" / "screenshots.py"), folder, "--scale", "1", "--look", "light"]
        subprocess.run(command, check=True)
        shutil.copy(Path(folder) / "100" / "indicators-light.png", PICTURES / "window.png")
    document = open_document(EXAMPLE)
    template = load_template(document.template)
    page = page_image(render(document, template, evaluate(document, template)), PAGE, PIXELS_PER_POINT)
    image = Image.frombuffer("RGBX", (page.width, page.height), page.pixels, "raw", "RGBX", page.stride, 1)
    image.convert("RGB").quantize(64).save(PICTURES / "page.png", optimize=True)


if __name__ == "__main__":
    main()
