"""Fonts: every character has its own glyph number, comes back as typed, and what no font has is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fontTools import ttLib

from evaldesk.model.document import Document, cell, field
from evaldesk.paths import resources
from evaldesk.report.fonts import Weight, open_face, typeface
from evaldesk.report.missing import missing_characters
from evaldesk.report.pdf_font import embed
from tests.report.forms import pdf_of, squeezed, texts_of, with_rows

# Pairs that share or nearly share a shape, and characters that only the second font has.
TRAPS = "人⼈一⼀金⾦大⼤見见⻅豈\uf900更\uf901車\uf902Å〈〉—―‐-­…⋯①➀·•"


def test_what_is_copied_is_what_was_typed() -> None:
    drawn = "".join(c for c in TRAPS if typeface(Weight.REGULAR).printable(c) == c)
    document, template = with_rows(1, problems=drawn, performance="政务服务“一网通办”≥98.84%")
    text = squeezed("".join(texts_of(pdf_of(document, template))))
    assert drawn in text
    assert "政务服务“一网通办”≥98.84%" in text


def test_characters_of_one_shape_keep_their_own_numbers() -> None:
    codes = embed(open_face(resources() / "fonts" / "NotoSerifSC-Regular.ttf"), "‒–").codes
    assert codes == {ord("‒"): "0001", ord("–"): "0002"}


def test_subset_is_a_sound_font_of_the_right_glyphs(tmp_path: Path) -> None:
    whole = resources() / "fonts" / "NotoSerifSC-Bold.ttf"
    face = open_face(whole)
    wanted = "合计：12éfi"
    path = tmp_path / "part.ttf"
    path.write_bytes(face.subset([0, *(face.glyph(ord(c)) for c in wanted)]))
    with ttLib.TTFont(path, checkChecksums=2) as part, ttLib.TTFont(whole) as source:
        order, cmap = part.getGlyphOrder(), source.getBestCmap()
        assert part["maxp"].numGlyphs >= len(wanted) + 1
        for number, character in enumerate(wanted, 1):
            name = cmap[ord(character)]
            assert part["hmtx"][order[number]] == source["hmtx"][name]
            drawn, original = part["glyf"][order[number]], source["glyf"][name]
            assert drawn.getCoordinates(part["glyf"])[0] == original.getCoordinates(source["glyf"])[0]


def test_all_fonts_are_embedded_one_subset_a_face() -> None:
    document, template = with_rows(3, problems="\uf900")
    pdf = pdf_of(document, template)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type0") == 3
    assert pdf.count(b"/Identity-H") == 3


@pytest.mark.parametrize("character", ["\U00020bb7", "\U0001f600", "\ue000", "\ud800", "\uffff"])
def test_what_no_font_has_is_printed_by_its_number(character: str) -> None:
    document, template = with_rows(1, contact=f"张{character}{character}")
    assert missing_characters(document) == ((field("contact"), character),)
    number = f"〔U+{ord(character):04X}〕"
    assert f"张{number}{number}" in squeezed(texts_of(pdf_of(document, template))[0])


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\u200b", "\ufeff", "\u202e", "\ufe0f", "\U000e0100"]
)
def test_marks_without_a_shape_are_left_out(character: str) -> None:
    assert typeface(Weight.REGULAR).printable(f"甲{character}乙") == "甲乙"
    assert missing_characters(Document(template="x", fields={"goal": f"甲{character}〔乙〕"})) == ()


def test_missing_characters_are_named_with_their_rows() -> None:
    document, _ = with_rows(2)
    assert missing_characters(document) == ()
    branch = document.indicators[0]
    rows = branch.children[0].children
    odd = branch.children[0].model_copy(update={"children": (rows[0].model_copy(update={"name": "𠮷野家𠮷"}),)})
    document = document.model_copy(update={"indicators": (branch.model_copy(update={"children": (odd,)}),)})
    assert missing_characters(document) == ((cell("r0", "name"), "𠮷"),)


def test_tabs_and_odd_line_ends_become_plain_ones() -> None:
    assert typeface(Weight.BOLD).printable("甲\t乙\r丙\u2028丁\x0b戊\u2009己") == "甲　　乙\n丙\n丁\n戊 己"


def test_bold_and_regular_draw_the_same_characters() -> None:
    regular, bold = typeface(Weight.REGULAR), typeface(Weight.BOLD)
    assert all(regular.printable(chr(c)) == bold.printable(chr(c)) for c in range(0x3000, 0xA000, 7))


def test_pdffonts_agrees(tmp_path: Path) -> None:
    document, template = with_rows(2)
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf_of(document, template))
    try:
        listing = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("pdffonts is not installed")
    rows = listing.splitlines()[2:]
    assert len(rows) == 2
    assert all("Identity-H       yes yes yes" in row for row in rows)
