"""The fonts of one PDF: which characters its pages need of which face, and the objects that carry them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from evaldesk.report import watermark
from evaldesk.report.fonts import Type, Weight, typeface
from evaldesk.report.page import Pages
from evaldesk.report.pdf_file import add
from evaldesk.report.pdf_font import Embedded, embed
from evaldesk.report.truetype import Face


class DrawnFonts:
    """Hold the faces that the pages are drawn with, each with its short name and the numbers of its characters."""

    def __init__(self, pages: Pages) -> None:
        needed: dict[Face, set[str]] = {}
        self.types = {kind: typeface(kind) for kind in ((*Weight, pages.font) if pages.font else Weight)}
        texts = _texts(pages)
        self.characters = set().union(*texts.values())
        for kind, type_ in self.types.items():
            for place, face in enumerate(type_.faces):
                owned = {c for c in texts[kind] if type_.foreign.get(c, 0) == place}
                if owned:
                    needed.setdefault(face, set()).update(owned)
        self._embedded = {face: embed(face, "".join(sorted(characters))) for face, characters in needed.items()}
        self._known: dict[Type, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
        self._names = {face: f"F{number}" for number, face in enumerate(self._embedded, 1)}

    def name(self, face: Face) -> str:
        """Return the name of a face on the pages."""
        return self._names[face]

    def codes(self, face: Face) -> dict[int, str]:
        """Return the number of each character as four hex digits."""
        return self._embedded[face].codes

    def known(self, kind: Type) -> dict[str, list[tuple[str, str]]]:
        """Return the lines drawn so far in a type: their fonts and operators. Forms say the same many times."""
        return self._known[kind]

    def runs(self, text: str, kind: Type) -> Iterator[tuple[Face, str]]:
        """Yield the text in pieces that one face can draw."""
        type_ = self.types[kind]
        foreign = type_.foreign
        if not foreign or foreign.keys().isdisjoint(text):
            yield type_.faces[0], text
            return
        start = 0
        for at in range(1, len(text) + 1):
            owner = foreign.get(text[start], 0)
            if at == len(text) or foreign.get(text[at], 0) != owner:
                yield type_.faces[owner], text[start:at]
                start = at

    def put(self, document: Any) -> str:
        """Put the fonts into reportlab's document; return the pages' list of them."""
        fonts = (f"/{self._names[face]} {_objects(document, face, font)}" for face, font in self._embedded.items())
        return f"<<{''.join(fonts)}>>"


def _texts(pages: Pages) -> dict[Type, set[str]]:
    """Return the characters that are set in each type."""
    texts: dict[Type, set[str]] = defaultdict(set)
    for page in pages.sheets:
        for box in page.boxes:
            own = texts[box.style.weight]
            for at, line in enumerate(box.lines):
                (texts[Weight.BOLD] if at < box.bold else own).add(line.text)
    if pages.watermark:
        texts[watermark.WEIGHT].add(pages.watermark)
    return {kind: set().union(*texts[kind]) for kind in (*Weight, pages.font)}


def _objects(document: Any, face: Face, font: Embedded) -> str:
    zipped = "/Filter/FlateDecode"
    program = add(document, f"{zipped}/Length1 {font.program_length}", font.program)
    to_unicode = add(document, zipped, font.to_unicode)
    box = " ".join(map(str, face.box))
    descriptor = add(
        document,
        f"<</Type/FontDescriptor/FontName/{font.name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {face.ascent}"
        f"/Descent {face.descent}/CapHeight {face.ascent}/StemV 80/FontFile2 {program}>>",
    )
    descendant = add(
        document,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font.name}/FontDescriptor {descriptor}/CIDToGIDMap/Identity"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W {font.widths}>>",
    )
    return add(
        document,
        f"<</Type/Font/Subtype/Type0/BaseFont/{font.name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
        f"/ToUnicode {to_unicode}>>",
    )
