"""Make the start page's pictures anew from the real pages: ``.venv/bin/python tests/template_pictures.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from evaldesk.files.templates import templates  # noqa: E402 - the checkout must be found first
from evaldesk.model.blank import new_document  # noqa: E402
from evaldesk.model.template import Template  # noqa: E402
from evaldesk.report.page import MM  # noqa: E402
from evaldesk.report.paper import HEIGHT, WIDTH, Options  # noqa: E402
from evaldesk.report.pixels import page_image  # noqa: E402
from evaldesk.report.render import render  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from evaldesk.ui.start_picture import PIXELS, file_of  # noqa: E402

SHARP = 4  # times the size in which a page is drawn before it is made small
EDGE = 8 * MM  # of the empty margin, which says nothing in so small a picture
GREYS = 16


def main() -> None:
    """Write a picture for each template."""
    for template in templates():
        path = file_of(template.name)
        path.parent.mkdir(exist_ok=True)
        small(template).quantize(GREYS).save(path, optimize=True)
        print(path, path.stat().st_size)


def small(template: Template) -> Image.Image:
    """Return the first page of an empty form, as it would be printed, in grey and small."""
    document = new_document(template).model_copy(update={"id": "picture"})
    pdf = render(document, template, evaluate(document, template), options=Options(digest="", living=False))
    scale = SHARP * PIXELS[0] / (WIDTH - 2 * EDGE)
    page = page_image(pdf, 0, scale, grey=True)
    image = Image.frombuffer("L", (page.width, page.height), page.pixels, "raw", "L", page.stride, 1)
    edge = round(EDGE * scale)
    height = round((WIDTH - 2 * EDGE) * scale * PIXELS[1] / PIXELS[0])
    top = image.crop((edge, edge, image.width - edge, edge + min(height, round(HEIGHT * scale) - edge)))
    return top.resize(PIXELS, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
