"""The file is one for keeping, PDF/A-3a: each test names clauses of ISO 19005-3 and checks them; no validator runs.

A second reader (pikepdf) takes the file apart; fonts are read by fontTools.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from fontTools import ttLib

from evaldesk.report.archive import conformance
from evaldesk.report.attachment import NAME, extract
from evaldesk.report.paper import Options
from evaldesk.report.srgb import srgb_profile
from tests.report.forms import example, pdf_of, with_rows
from tests.report.test_living_pdf import ALL, FORMS

CASES = {
    **{name: (name, Options()) for name in FORMS},
    "everything": ("annex-2-special-fund", ALL),
    "data sheet": ("mof-2020-10", Options(data_sheet=True, draft=2)),
}
# What a page of ours is drawn with: marks, paths, plain grey, text. Nothing of colour, of pictures, of transparency.
OPERATORS = frozenset({"BMC", "BDC", "EMC", "q", "Q", "cm", "w", "J", "m", "l", "re", "S", "f", "g"})
TEXT_OPERATORS = frozenset({"BT", "ET", "Tf", "Tm", "Tc", "Tj", "TJ"})
DC, PDF, PDFA, XMP = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://ns.adobe.com/pdf/1.3/}",
    "{http://www.aiim.org/pdfa/ns/id/}",
    "{http://ns.adobe.com/xap/1.0/}",
)


@cache
def data(case: str) -> bytes:
    name, options = CASES[case]
    return pdf_of(*example(name), options=options)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pdf(case: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data(case))) as opened:
        yield opened


def fonts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {name: font for page in pdf.pages for name, font in page.obj.Resources.Font.items()}


def instructions(page: pikepdf.Page) -> Iterator[tuple[list[Any], str]]:
    for item in pikepdf.parse_content_stream(page):
        yield list(item.operands), str(item.operator)


def codes_drawn(pdf: pikepdf.Pdf) -> dict[str, set[int]]:
    """Return the numbers that the pages show in each font."""
    drawn: dict[str, set[int]] = {name: set() for name in fonts(pdf)}
    for page in pdf.pages:
        now = ""
        for operands, operator in instructions(page):
            if operator == "Tf":
                now = str(operands[0])
            elif operator in ("Tj", "TJ"):
                drawn[now].update(numbers_shown(operands[0]))
    return drawn


def numbers_shown(operand: Any) -> list[int]:
    """Return the characters' numbers that an operator shows, whatever moves between them."""
    pieces = [operand] if isinstance(operand, pikepdf.String) else operand
    shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]


def test_head_and_end_are_as_6_1_2_and_6_1_3_ask(case: str, pdf: pikepdf.Pdf) -> None:
    whole = data(case)
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4,}\n", whole)
    assert whole.endswith(b"%%EOF\n")
    assert whole.count(b"%%EOF") == 1
    assert len(pdf.trailer.ID) == 2
    assert "/Encrypt" not in pdf.trailer
    assert pdf.check_pdf_syntax() == []


def test_every_stream_ends_as_6_1_7_asks(case: str, pdf: pikepdf.Pdf) -> None:
    whole = data(case)
    # What is packed may hold the word by chance: count those that end an object.
    ends = [found.start() for found in re.finditer(rb"endstream\nendobj\n", whole)]
    assert len(ends) == len(re.findall(rb"/Length \d+>>\nstream\n", whole))
    assert all(whole[at - 1 : at] == b"\n" for at in ends)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            assert not {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys())
            assert thing.get("/Filter", "/FlateDecode") == "/FlateDecode"


def test_pages_are_drawn_in_plain_ways(pdf: pikepdf.Pdf) -> None:  # 6.2.2, 6.2.4.3, 6.2.8 to 6.2.10, 6.3, 6.5, 6.9
    for page in pdf.pages:
        assert set(page.obj.Resources.keys()) == {"/Font"}
        assert not {"/Group", "/Annots", "/AA", "/Trans", "/PresSteps"} & set(page.obj.keys())
        depth = 0
        for _, operator in instructions(page):
            assert operator in OPERATORS | TEXT_OPERATORS
            depth += {"q": 1, "Q": -1}.get(operator, 0)
            assert 0 <= depth <= 28
        assert depth == 0
    assert not {"/AcroForm", "/OpenAction", "/AA", "/OCProperties", "/Requirements"} & set(pdf.Root.keys())
    assert set(pdf.Root.Names.keys()) == {"/EmbeddedFiles"}


def test_colours_have_a_meaning(pdf: pikepdf.Pdf) -> None:  # 6.2.3
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == srgb_profile()
    assert intent.DestOutputProfile.N == 3
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert (profile[12:16], profile[16:20], profile[20:24], profile[36:40]) == (b"mntr", b"RGB ", b"XYZ ", b"acsp")
    for at in range(int.from_bytes(profile[128:132], "big")):
        start, length = (int.from_bytes(profile[136 + 12 * at + k : 140 + 12 * at + k], "big") for k in (0, 4))
        assert start % 4 == 0
        assert start + length <= len(profile)


def test_fonts_are_whole_and_explained(pdf: pikepdf.Pdf) -> None:  # 6.2.11
    drawn = codes_drawn(pdf)
    for name, font in fonts(pdf).items():
        (descendant,) = font.DescendantFonts
        assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H")
        assert (descendant.Subtype, descendant.CIDToGIDMap) == ("/CIDFontType2", "/Identity")
        assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
        assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", str(font.BaseFont))
        program = ttLib.TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        metrics, order, units = program["hmtx"], program.getGlyphOrder(), program["head"].unitsPerEm
        first, widths = descendant.W
        assert first == 0
        explained = to_unicode(font.ToUnicode.read_bytes())
        assert 0 not in drawn[name]  # 6.2.11.8: no character without a shape
        for code in drawn[name]:
            assert abs(metrics[order[code]][0] * 1000 / units - float(widths[code])) <= 1  # 6.2.11.5
            assert explained[code] not in ("\0", "\ufeff", "\ufffe")  # 6.2.11.7.2
            assert not "\ue000" <= explained[code][0] <= "\uf8ff"  # 6.2.11.7.3, for level A


def to_unicode(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>\n", cmap)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs if code != b"0000"}


def test_it_says_the_same_of_itself_twice(case: str, pdf: pikepdf.Pdf) -> None:  # 6.6.2, 6.6.4
    stream = pdf.Root.Metadata
    assert stream.Type == "/Metadata"
    assert stream.Subtype == "/XML"
    text = stream.read_bytes().decode("utf-8")
    assert text.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    assert text.endswith('<?xpacket end="r"?>')
    told = {item.tag: "".join(item.itertext()) for item in ElementTree.fromstring(text.split("\n", 1)[1])[0][0]}
    assert (told[f"{PDFA}part"], told[f"{PDFA}conformance"]) == ("3", "A")
    pairs = {
        "Title": f"{DC}title",
        "Author": f"{DC}creator",
        "Subject": f"{DC}description",
        "Creator": f"{XMP}CreatorTool",
        "Producer": f"{PDF}Producer",
    }
    info = {key.lstrip("/"): str(value) for key, value in pdf.docinfo.items()}
    assert info == {key: told[tag] for key, tag in pairs.items() if tag in told}
    assert info["Title"] == example(CASES[case][0])[1].title


def test_the_form_travels_as_6_8_asks(case: str, pdf: pikepdf.Pdf) -> None:
    key, listed = pdf.Root.Names.EmbeddedFiles.Names
    (file,) = pdf.Root.AF
    assert str(key) == NAME
    assert file.objgen == listed.objgen
    assert file.Type == "/Filespec"
    assert str(file.F) == str(file.UF) == NAME
    assert file.AFRelationship == "/Source"
    assert str(file.Desc)
    held = file.EF.F
    assert held.objgen == file.EF.UF.objgen
    assert held.Subtype == "/application/json"
    assert held.read_bytes() == extract(data(case))
    assert held.Params.Size == len(held.read_bytes())


@pytest.mark.parametrize(("characters", "level"), [("政务①é", "A"), ("政\ue123", "U"), ("\U000f0000", "U"), ("", "A")])
def test_a_character_of_private_meaning_lowers_the_level(characters: str, level: str) -> None:
    assert conformance(characters) == level


@pytest.mark.parametrize("name", ["<政&务>", "a\x00b", "\ud800", "”]]>", "\ufffe\uffff"])
def test_no_name_spoils_what_it_says_of_itself(name: str) -> None:
    document, template = with_rows(1, reporting_unit=name, project_name=name)
    with pikepdf.open(BytesIO(pdf_of(document, template))) as pdf:
        text = pdf.Root.Metadata.read_bytes().decode("utf-8").split("\n", 1)[1]
        told = {item.tag: "".join(item.itertext()) for item in ElementTree.fromstring(text)[0][0]}
        assert told[f"{DC}creator"] == str(pdf.docinfo.Author)
