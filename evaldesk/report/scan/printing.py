"""The form printed anew, page by page, for a scan to be held against."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Where
from evaldesk.model.template import Template
from evaldesk.report.codes.foot import EDGE
from evaldesk.report.codes.page_code import digest_tag
from evaldesk.report.layout import lay_out
from evaldesk.report.page import Page
from evaldesk.report.paper import Options
from evaldesk.report.pixels import page_image
from evaldesk.report.places import place_name, rows_by_id
from evaldesk.report.scan.affine import Affine, scaled, size_of, then
from evaldesk.report.scan.aligning import laid_over, placed_by, refined
from evaldesk.report.scan.cells import COARSE, PIXELS, TOLERANCE, CellMark, compare, ending, first_of, is_moved
from evaldesk.report.scan.finding import Point
from evaldesk.report.scan.ink import SOFT, SOFTER, darkness, is_bilevel, light_of, matched, page_ink, red_ink
from evaldesk.rules import evaluate

_UPPER = 0.5  # of a page


class Printing:
    """Hold one form as it is printed: its pages, and each page's picture when it is asked for."""

    def __init__(self, document: Document, template: Template) -> None:
        from evaldesk.report.drawing import draw  # reportlab is loaded when the first page is asked for

        self.document = document
        self.template = template
        self.evaluation = evaluate(document, template)
        self.tag = digest_tag(digest(document))
        self.pages = lay_out(document, template, self.evaluation, Options())
        self._rows = rows_by_id(document)
        self._pdf = draw(self.pages)

    def sheet(self, page: int) -> Page | None:
        """Return page ``page`` (from 1), None where the form has none of that number."""
        return self.pages.sheets[page - 1] if 1 <= page <= len(self.pages.sheets) else None

    def name(self, where: Where) -> str:
        """Return what the paper calls a place."""
        return place_name(where, self.template, self._rows)

    def compared(self, page: int, scan: Image.Image, corners: tuple[Point, ...]) -> tuple[list[CellMark], bytes]:
        """Return what differs on a scanned page whose code has these corners, and with it the scan laid straight."""
        sheet = self.pages.sheets[page - 1]
        own = self._ink(page)
        code = sheet.codes[-1]
        start = placed_by(corners, (code.x * PIXELS, code.y * PIXELS), EDGE * PIXELS)
        bilevel = is_bilevel(light_of(scan))
        shrink = max(1, int(size_of(start) + 0.3))
        if shrink > 1:  # a finer scan is brought to the page's pixels first
            scan = scan.reduce(shrink)
            start = then(start, scaled(1 / shrink))
        ink = darkness(light_of(scan))
        red = red_ink(scan)
        soft, tolerance = (SOFTER, COARSE) if bilevel else (SOFT, TOLERANCE)

        def laid_by(part: float) -> tuple[list[CellMark], Affine]:
            laid = refined(ink, own, start, part)
            straight = laid_over(ink, own.size, laid, Image.Resampling.BICUBIC)
            over = laid_over(red, own.size, laid, Image.Resampling.NEAREST) if red else None
            return compare(*matched(own, straight, soft), over, sheet, tolerance), laid

        marks, laid = laid_by(1.0)
        if is_moved(marks, sheet):  # below a row that grew nothing lies in its place: what stands above it does
            tried = [(marks, laid), laid_by(_UPPER), laid_by(_UPPER / 2)]
            marks, laid = max(tried, key=lambda one: ending(first_of(one[0]).box) if one[0] else own.height)
        return marks, _jpeg(laid_over(scan, own.size, laid)) if marks else b""

    def _ink(self, page: int) -> Image.Image:
        shown = page_image(self._pdf, page - 1, PIXELS)
        size = (shown.width, shown.height)
        drawn = Image.frombuffer("RGBX", size, shown.pixels, "raw", "RGBX", shown.stride, 1)
        return page_ink(drawn.getchannel("R"))


def _jpeg(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
