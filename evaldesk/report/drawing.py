"""Drawing: pages become PDF bytes, each text marked with what it is.

Only this room's files ``drawing``, ``pdf_file`` and ``attachment`` know reportlab.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from reportlab.pdfbase import pdfdoc

from evaldesk.report import archive, watermark
from evaldesk.report.attachment import attach
from evaldesk.report.bookmarks import put_bookmarks
from evaldesk.report.codes.symbol import ink
from evaldesk.report.drawn_fonts import DrawnFonts
from evaldesk.report.fonts import Type, typeface
from evaldesk.report.page import Page, Pages, set_lines
from evaldesk.report.pdf_file import Raw, add, begun, entry, written
from evaldesk.report.pdf_font import FAST
from evaldesk.report.shapes import drawn
from evaldesk.report.squeezing import HALF, tight_places
from evaldesk.report.structure import NO_PART, Structure
from evaldesk.report.truetype import Face

_BORDER = 0.5
_TOUCHING = 0.02  # points: lines no further apart are one


def draw(pages: Pages, form: bytes | None = None, advance: Callable[[int, int], None] | None = None) -> bytes:
    """Return the pages as a PDF, with the form's own file in it if given; the same pages always give the same bytes.

    ``advance`` is told how many pages are drawn, and how many there are.
    """
    document = begun()
    fonts = DrawnFonts(pages)
    structure = Structure(pages)
    resources = pdfdoc.PDFObjectReference(document.Reference(Raw(f"<</Font{fonts.put(document)}>>")).name)
    behind = _watermark(pages, fonts)
    for number, page in enumerate(pages.sheets):
        if advance is not None:
            advance(number, len(pages.sheets))
        drawn = (
            *behind,
            *_borders(page, pages.height),
            *_shapes(page, pages.height),
            *_texts(page, structure.tags(page), pages.height, fonts),
            *_codes(page, pages.height),
        )
        _put_page(document, pages, number, resources, "\n".join(drawn))
    own = [document.idToObjectNumberAndVersion[f"Page{number}"][0] for number in range(1, len(pages.sheets) + 1)]
    sheets = [f"{number} 0 R" for number in own]
    if outline := put_bookmarks(document, pages, sheets):
        entry(document.Catalog, "Outlines", outline)
    _keep(document, pages, archive.conformance("".join(fonts.characters)))
    if form is not None:
        attach(document, form)
    return written(document, archive.info(pages), lambda root, first: structure.bodies(root, first, sheets))


def _put_page(document: Any, pages: Pages, number: int, resources: Any, drawn: str) -> None:
    page = pdfdoc.PDFPage()
    page.pagewidth, page.pageheight = pages.width, pages.height
    page.Resources = resources
    page.Contents = Raw("/Filter/FlateDecode", zlib.compress(drawn.encode("ascii"), FAST))
    entry(page, "StructParents", str(number))
    entry(page, "Tabs", "/S")  # from element to element
    document.addPage(page)


def _keep(document: Any, pages: Pages, level: str) -> None:
    """Put into the file what makes it one for keeping."""
    catalog = document.Catalog
    entry(catalog, "MarkInfo", "<</Marked true>>")
    entry(catalog, "Metadata", add(document, "/Type/Metadata/Subtype/XML", archive.metadata(pages, level)))
    entry(catalog, "OutputIntents", f"[{archive.intent(add(document, *archive.colours()))}]")


def _watermark(pages: Pages, fonts: DrawnFonts) -> list[str]:
    if not pages.watermark:
        return []
    face = typeface(watermark.WEIGHT).faces[0]
    codes = pages.watermark.translate(fonts.codes(face))
    return [watermark.watermark(pages.watermark, pages.width, pages.height, fonts.name(face), codes)]


def _borders(page: Page, height: float) -> Iterator[str]:
    """Draw each border once, in as few lines as they are: the left and the upper side of every box, and the frames."""
    across: dict[float, list[list[float]]] = defaultdict(list)
    down: dict[float, list[list[float]]] = defaultdict(list)
    for x, y, width, tall, _, _, _, _, _, framed in page.boxes:
        if framed:
            _lengthen(across[y], x, x + width)
            _lengthen(down[x], y, y + tall)
    for x, y, width, tall in page.frames:
        _lengthen(across[y + tall], x, x + width)
        _lengthen(down[x + width], y, y + tall)
    yield f"{NO_PART} {_BORDER} w 2 J"
    for y, stretches in across.items():
        for start, end in stretches:
            yield f"{start:.2f} {height - y:.2f} m {end:.2f} {height - y:.2f} l"
    for x, stretches in down.items():
        for start, end in stretches:
            yield f"{x:.2f} {height - start:.2f} m {x:.2f} {height - end:.2f} l"
    yield "S EMC"


def _lengthen(stretches: list[list[float]], start: float, end: float) -> None:
    """Add a stretch to a line; one that begins where the last one ends makes that longer."""
    if stretches and abs(stretches[-1][1] - start) < _TOUCHING:
        stretches[-1][1] = end
    else:
        stretches.append([start, end])


def _shapes(page: Page, height: float) -> Iterator[str]:
    """Draw the page's bars; their figures stand beside them as text."""
    for shape in page.shapes:
        yield f"{NO_PART} {drawn(shape, height)} EMC"


def _codes(page: Page, height: float) -> Iterator[str]:
    """Draw the page's codes; who takes the page apart is told that they are no part of the text."""
    for code in page.codes:
        yield f"{NO_PART} {ink(code.data, code.x, height - code.y)} EMC"


def _texts(page: Page, tags: list[str], height: float, fonts: DrawnFonts) -> list[str]:
    drawn = ["BT"]
    type_now: Type | None = None
    known: dict[str, list[tuple[str, str]]] = {}
    name_now = ""
    size_now = spaced = 0.0
    for box, tag in zip(page.boxes, tags, strict=True):
        if not tag:
            continue
        drawn.append(tag)
        for x, baseline, text, type_, size, spacing in set_lines(box):
            if not text:
                continue
            if type_ is not type_now:
                type_now, known = type_, fonts.known(type_)
            if text not in known:
                known[text] = [
                    (fonts.name(face), _shown(run, type_, face, fonts)) for face, run in fonts.runs(text, type_)
                ]
            if spacing != spaced:
                spaced = spacing
                drawn.append(f"{spaced:.4f} Tc")
            drawn.append(f"1 0 0 1 {x:.2f} {height - baseline:.2f} Tm")
            for name, shown in known[text]:
                if name is not name_now or size != size_now:
                    name_now, size_now = name, size
                    drawn.append(f"/{name} {size:g} Tf")
                drawn.append(shown)
        drawn.append("EMC")
    drawn.append("ET")
    return drawn


def _shown(text: str, type_: Type, face: Face, fonts: DrawnFonts) -> str:
    codes = fonts.codes(face)
    tight = tight_places(text, type_)
    if not tight:
        return f"<{text.translate(codes)}> Tj"
    edges = [0, *tight, len(text)]
    pieces = (f"<{text[start:end].translate(codes)}>" for start, end in pairwise(edges))
    return f"[{str(HALF).join(pieces)}] TJ"
