"""Drawing: pages become PDF bytes. The one place that knows reportlab, and only its canvas."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from evaldesk.report import watermark
from evaldesk.report.attachment import attach
from evaldesk.report.codes.symbol import ink
from evaldesk.report.fonts import Type, Typeface, Weight, typeface
from evaldesk.report.page import Page, Pages, Placed, placed
from evaldesk.report.pdf_font import Embedded, embed
from evaldesk.report.truetype import Face

_BORDER = 0.5
_ABOVE = 12.0  # points above a place that a jump shows along with it
rl_config.useA85 = 0  # fonts as bytes, not as text a quarter longer


class _Canvas(Canvas):  # type: ignore[misc]
    """Begin pages without choosing a font: the usual beginning would name a Helvetica that is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Fonts:
    """The fonts of one PDF, each with its short name in the page's resources; added when the file is closed."""

    def __init__(self, pages: Pages) -> None:
        self.lines = [[line for box in page.boxes for line in placed(box)] for page in pages.sheets]
        needed: dict[Face, set[str]] = {}
        self.types: tuple[Type, ...] = (*Weight, pages.font) if pages.font else tuple(Weight)
        for weight in self.types:
            face = typeface(weight)
            texts: set[str] = set()
            for lines in self.lines:
                texts.update(*(line.text for line in lines if line.weight == weight))
            if weight is watermark.WEIGHT:
                texts.update(pages.watermark)
            for place in range(len(face.faces)):
                owned = {c for c in texts if face.foreign.get(c, 0) == place}
                if owned:
                    needed.setdefault(face.faces[place], set()).update(owned)
        self._embedded = {face: embed(face, "".join(sorted(characters))) for face, characters in needed.items()}
        self._names = {face: f"F{number}" for number, face in enumerate(self._embedded, 1)}

    def name(self, face: Face) -> str:
        return self._names[face]

    def codes(self, face: Face) -> dict[int, str]:
        return self._embedded[face].codes

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        """Write every font into the file; reportlab calls this once, when all pages are drawn."""
        for face, font in self._embedded.items():
            document.idToObject["BasicFonts"].dict[self._names[face]] = _font_objects(document, face, font)


def draw(pages: Pages, form: bytes | None = None) -> bytes:
    """Return the pages as a PDF, with the form's own file in it if given; the same pages always give the same bytes."""
    buffer = BytesIO()
    canvas = _Canvas(
        buffer, pagesize=(pages.width, pages.height), pageCompression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 7)
    )
    canvas.setTitle(pages.title)
    canvas.setAuthor(pages.author)
    canvas.setCreator("evaldesk")
    canvas.setSubject(pages.subject)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.addPageLabel(0, "ARABIC", 1)
    fonts = _Fonts(pages)
    canvas._doc.delayedFonts.append(fonts)
    behind = _watermark(pages, fonts)
    for number, (page, lines) in enumerate(zip(pages.sheets, fonts.lines, strict=True)):
        _bookmark(canvas, pages, number)
        drawn = (
            *behind,
            *_borders(page, pages.height),
            *_texts(lines, pages.height, fonts),
            *_codes(page, pages.height),
        )
        canvas.addLiteral("\n".join(drawn))
        canvas.showPage()
    if form is not None:
        attach(canvas._doc, form)
    canvas.save()
    return buffer.getvalue()


def _bookmark(canvas: _Canvas, pages: Pages, number: int) -> None:
    """Put the outline's entries for a page into the file; they show where each thing begins."""
    for at, mark in enumerate(pages.outline):
        if mark.page == number:
            canvas.bookmarkPage(f"m{at}", fit="XYZ", left=0, top=pages.height - max(0.0, mark.y - _ABOVE))
            canvas.addOutlineEntry(mark.title, f"m{at}", mark.depth)


def _watermark(pages: Pages, fonts: _Fonts) -> list[str]:
    if not pages.watermark:
        return []
    face = typeface(watermark.WEIGHT).faces[0]
    codes = pages.watermark.translate(fonts.codes(face))
    return [watermark.watermark(pages.watermark, pages.width, pages.height, fonts.name(face), codes)]


def _borders(page: Page, height: float) -> Iterator[str]:
    """Draw each border once: the left and the upper side of every box, then the right and the lower of the tables."""
    yield f"{_BORDER} w 2 J"
    for box in page.boxes:
        if box.framed:
            top = height - box.y
            left = box.x
            yield f"{left:.2f} {top - box.height:.2f} m {left:.2f} {top:.2f} l {left + box.width:.2f} {top:.2f} l"
    for x, y, width, tall in page.frames:
        right, low = x + width, height - y - tall
        yield f"{x:.2f} {low:.2f} m {right:.2f} {low:.2f} l {right:.2f} {height - y:.2f} l"
    yield "S"


def _codes(page: Page, height: float) -> Iterator[str]:
    """Draw the page's codes; who takes the page apart is told that they are no part of the text."""
    for code in page.codes:
        yield f"/Artifact BMC {ink(code.data, code.x, height - code.y)} EMC"


def _texts(lines: list[Placed], height: float, fonts: _Fonts) -> Iterator[str]:
    yield "BT"
    types = {weight: typeface(weight) for weight in fonts.types}
    face_now: Face | None = None
    size_now = spaced = 0.0
    for x, baseline, whole, weight, size, spacing in lines:
        if not whole:
            continue
        if spacing != spaced:
            spaced = spacing
            yield f"{spaced:.4f} Tc"
        yield f"1 0 0 1 {x:.2f} {height - baseline:.2f} Tm"
        type_ = types[weight]
        plain = not type_.foreign or type_.foreign.keys().isdisjoint(whole)
        for face, text in ((type_.faces[0], whole),) if plain else _runs(whole, type_):
            if face is not face_now or size != size_now:
                face_now, size_now = face, size
                yield f"/{fonts.name(face)} {size:g} Tf"
            yield f"<{text.translate(fonts.codes(face))}> Tj"
    yield "ET"


def _runs(text: str, type_: Typeface) -> Iterator[tuple[Face, str]]:
    """Yield the text in pieces that one face can draw."""
    foreign = type_.foreign
    start = 0
    for at in range(1, len(text) + 1):
        owner = foreign.get(text[start], 0)
        if at == len(text) or foreign.get(text[at], 0) != owner:
            yield type_.faces[owner], text[start:at]
            start = at


def _font_objects(document: Any, face: Face, font: Embedded) -> Any:
    name = pdfdoc.PDFName(font.name)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": "[" + " ".join(map(str, face.box)) + "]",
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.ascent,
            "StemV": 80,
            "FontFile2": document.Reference(_stream(font.program, {"Length1": font.program_length})),
        }
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": document.Reference(descriptor),
            "CIDToGIDMap": "/Identity",
            "DW": 1000,
            "W": font.widths,
        }
    )
    return document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(font.to_unicode, {})),
            }
        )
    )


def _stream(compressed: bytes, entries: dict[str, Any]) -> Any:
    dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode", **entries})
    return pdfdoc.PDFStream(dictionary, compressed)
