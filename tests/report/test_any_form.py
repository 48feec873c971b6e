"""Any form: every character of made-up forms comes back out of the PDF, each inside the cell that it was typed in."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from evaldesk.files.templates import load_template, template_names
from evaldesk.model.document import Document, get
from evaldesk.model.indicators import Indicator, leaves
from evaldesk.paths import resources
from evaldesk.report.attachment import content
from evaldesk.report.drawing import draw
from evaldesk.report.fonts import Weight, open_face, typeface
from evaldesk.report.page import Box, Pages
from evaldesk.report.paper import Options
from evaldesk.report.verify import verify
from tests.report.forms import pages_of, squeezed
from tests.report.test_layout import assert_nothing_lost, check

_TEXTS = ("name", "target", "actual", "weight", "reason")
SLIP = 0.01  # point: what a PDF's two decimals may take away


class Shown(NamedTuple):
    """Hold a character as a reader finds it: where its pen stood, in points from the page's upper left corner."""

    character: str
    x: float
    y: float


@cache
def drawable() -> tuple[str, ...]:
    """Return every character that our fonts draw by itself, in all planes."""
    faces = [open_face(path) for path in sorted((resources() / "fonts").glob("*-Regular.ttf"))]
    printable = typeface(Weight.REGULAR).printable
    found = []
    for code in range(0x21, 0x32000):
        character = chr(code)
        if unicodedata.category(character) in ("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"):
            continue
        if any(face.glyph(code) for face in faces) and printable(character) == character:
            found.append(character)
    return tuple(found)


def characters(pdf: bytes) -> Iterator[list[Shown]]:
    """Yield what a reader finds on each page, in the order in which it was drawn, without white space."""
    x, y = ctypes.c_double(), ctypes.c_double()
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            height = sheet.get_height()
            text_page = sheet.get_textpage()
            shown: list[Shown] = []
            for at in range(text_page.count_chars()):
                character = chr(raw.FPDFText_GetUnicode(text_page, at))
                if "\udc00" <= character <= "\udfff":  # the second half of a character beyond the first plane
                    whole = (shown[-1].character + character).encode("utf-16", "surrogatepass").decode("utf-16")
                    shown[-1] = shown[-1]._replace(character=whole)
                    continue
                if raw.FPDFText_IsGenerated(text_page, at) == 1 or character.isspace():
                    continue
                raw.FPDFText_GetCharOrigin(text_page, at, x, y)
                # This reader takes a hyphen at a line's end for one of its own making and says so.
                shown.append(Shown("-" if character == "\x02" else character, x.value, height - y.value))
            text_page.close()
            sheet.close()
            yield shown


words = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABC0123456789"), min_size=1, max_size=60)
marks = st.text(st.sampled_from("，。、；：！？（）《》“”‘’…—%≥≤=/-. \t\n\r"), max_size=6)
rare = st.deferred(lambda: st.text(st.sampled_from(drawable()), max_size=20))
common = st.text(st.sampled_from("政务服务数据管理局资金支出率完成指标项目绩效自评"), max_size=30)
text = st.lists(st.one_of(words, marks, rare, common), max_size=5).map("".join)
huge = st.builds(lambda piece, times: piece * times, text, st.sampled_from([1, 1, 1, 1, 1, 1, 20, 150]))


@st.composite
def forms(draw: st.DrawFn) -> Document:
    """Draw a form of 0 to 300 rows; a few are made up in full, the others repeat them under ids of their own."""
    template = load_template(draw(st.sampled_from(template_names())))
    fields = {field.key: draw(huge if field.kind == "paragraph" else text) for field in template.fields}
    made = draw(st.lists(st.tuples(huge, text, huge, text, huge), max_size=6))
    count = draw(st.sampled_from([0, 1, 2, 5, 22, 60, 300])) if made else 0
    rows = [
        Indicator(id=f"r{n}", **dict(zip(_TEXTS, made[n], strict=True)))
        if n < len(made)
        else Indicator(id=f"r{n}", name=f"指标{n}", target="≥95%", actual="98.84%")
        for n in range(count)
    ]
    size = draw(st.integers(1, 40))
    groups = [
        Indicator(id=f"g{at}", name=draw(text), weight=draw(text), children=tuple(rows[at : at + size]))
        for at in range(0, count, size)
    ]
    cut = draw(st.integers(0, len(groups)))
    scores = st.sampled_from(["", "", "38.5", "很好"])
    branches = [
        Indicator(id=f"b{at}", name=name, self_score=draw(scores), reason=draw(text), children=tuple(its))
        for at, (name, its) in enumerate([("产出", groups[:cut]), (draw(text), groups[cut:])])
        if its
    ]
    return Document(template=template.name, fields=fields, indicators=tuple(branches))


def assert_read_back(pages: Pages, pdf: bytes) -> None:
    """What a reader finds where a cell lies, from left to right and line by line, is that cell's text and nothing else.

    Lines without a border (the headline, the foot) stand close beside each other: of them only the characters count.
    """
    found = list(characters(pdf))
    assert len(found) == len(pages.sheets)
    for page, shown in zip(pages.sheets, found, strict=True):
        framed = [box for box in page.boxes if box.framed]
        held: dict[Box | None, list[Shown]] = defaultdict(list)
        here: Box | None = None
        for item in shown:
            if here is None or not holds(here, item):
                here = next((box for box in framed if holds(box, item)), None)
            held[here].append(item)
        for box in framed:
            items = sorted(held[box], key=lambda item: (round(item.y), item.x))
            assert "".join(item.character for item in items) == laid(box)
        bare = Counter(character for box in page.boxes if not box.framed for character in laid(box))
        assert Counter(item.character for item in held[None]) == bare
        low = min(box.y for box in page.boxes)
        for item in held[None]:
            assert pages.width > item.x > 0
            assert pages.height > item.y > low


def holds(box: Box, item: Shown) -> bool:
    return box.x <= item.x + SLIP < box.x + box.width and box.y < item.y < box.y + box.height


def laid(box: Box) -> str:
    return squeezed("".join(line.text for line in box.lines))


@given(forms())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_character_comes_back_inside_its_cell(document: Document) -> None:
    template = load_template(document.template)
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)
    assert_read_back(pages, draw(pages, content(document, Options())))
    printable = typeface(Weight.REGULAR).printable
    printed = "".join(squeezed("".join(line.text for line in box.lines)) for page in pages.sheets for box in page.boxes)
    counts = Counter(printed)
    typed = [get(document, where) for where in {box.where for page in pages.sheets for box in page.boxes} if where]
    typed += [row.name for row in leaves(document.indicators)]
    for character in {c for piece in typed for c in squeezed(printable(piece))}:
        assert counts[character] > 0


@given(forms())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_form_verifies(document: Document) -> None:
    pages = pages_of(document, load_template(document.template))
    assert str(verify(draw(pages, content(document, Options())))) == "一致"


def test_the_characters_tried_are_of_many_kinds() -> None:
    tried = drawable()
    assert len(tried) > 20_000
    assert {"政", "①", "℃", "Ω", "ж", "あ", "、", "⼈", "人"} <= set(tried)
