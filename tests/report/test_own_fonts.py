"""The officer's own fonts: found where the system keeps them, and used where they may be embedded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools import subset, ttLib

from evaldesk.paths import resources
from evaldesk.report import own_fonts, paper
from evaldesk.report.fonts import Weight, open_face, typeface
from evaldesk.report.own_fonts import own_font
from evaldesk.report.paper import Options, PageSetup
from evaldesk.report.truetype import Face
from evaldesk.report.verify import verify
from tests.report.forms import example, pages_of, pdf_of, squeezed, texts_of

LETTERS = "某某市公路事务中心农村日常养护经费项目名称主管部门实施单位预期目标0123456789.%，。（）"
SONG = PageSetup(font="宋体")


@pytest.fixture(scope="module")
def old_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a font as older systems have it: few characters, no map beyond U+FFFF."""
    path = tmp_path_factory.mktemp("made") / "old.ttf"
    with ttLib.TTFont(resources() / "fonts" / "NotoSansSC-Regular.ttf") as font:
        options = subset.Options(
            drop_tables=["GSUB", "GPOS", "vhea", "vmtx", "VORG", "fvar", "gvar", "STAT", "HVAR", "avar", "MVAR"]
        )
        cutter = subset.Subsetter(options)
        cutter.populate(text=LETTERS)
        cutter.subset(font)
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
        font.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder in which this system looks for fonts."""
    monkeypatch.setattr(own_fonts, "font_folders", lambda: [tmp_path])
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    own_font.cache_clear()
    paper.look_of.cache_clear()


def put(font: Path, to: Path, embedding: int = 0, collection: bool = False) -> None:
    with ttLib.TTFont(font) as copy:
        copy["OS/2"].fsType = embedding
        copy.save(to)
    if collection:
        with ttLib.TTFont(to) as copy:
            both = ttLib.TTCollection()
            both.fonts = [copy, copy]
            both.save(to.with_suffix(".ttc"))
        to.unlink()


def test_an_old_map_is_read_like_a_new_one(old_font: Path) -> None:
    face, whole = Face(old_font), open_face(resources() / "fonts" / "NotoSansSC-Regular.ttf")
    for character in LETTERS:
        assert face.glyph(ord(character))
        assert face.advance(face.glyph(ord(character))) == whole.advance(whole.glyph(ord(character)))
    assert not face.glyph(ord("龙"))


@pytest.mark.parametrize("collection", [False, True])
def test_the_page_is_set_in_it(old_font: Path, folder: Path, collection: bool) -> None:
    (folder / "deep").mkdir()
    put(old_font, folder / "deep" / "SimSun.ttf", collection=collection)
    document, template = example("mof-2020-10")
    pages = pages_of(document, template, Options(setup=SONG))
    assert pages.font.startswith(str(folder / "deep" / "SimSun.tt"))
    pdf = pdf_of(document, template, Options(setup=SONG))
    assert b"+SimSun" in pdf
    plain = pdf_of(document, template)
    assert [squeezed(text) for text in texts_of(pdf)] == [squeezed(text) for text in texts_of(plain)]
    assert verify(pdf).same


@pytest.mark.parametrize("embedding", [0x0002, 0x0100, 0x0200])
def test_what_may_not_be_embedded_is_not_used(old_font: Path, folder: Path, embedding: int) -> None:
    put(old_font, folder / "simsun.ttf", embedding)
    assert own_font("宋体") == ""
    assert pages_of(*example("mof-2020-10"), Options(setup=SONG)).font == ""


@pytest.mark.parametrize("embedding", [0x0000, 0x0004, 0x0008])
def test_what_may_be_embedded_is(old_font: Path, folder: Path, embedding: int) -> None:
    put(old_font, folder / "simfang.ttf", embedding)
    assert own_font("仿宋") == str(folder / "simfang.ttf")


@pytest.mark.parametrize(
    "spoiled", [b"", b"\0\1\0\0", b"\0\1\0\0" + b"\xff" * 64, b"ttcf" + bytes(60), b"OTTO" + bytes(99)]
)
def test_a_damaged_font_is_passed_over(folder: Path, spoiled: bytes) -> None:
    (folder / "simsun.ttf").write_bytes(spoiled)
    assert own_font("宋体") == ""


def test_half_a_font_is_passed_over(old_font: Path, folder: Path) -> None:
    whole = old_font.read_bytes()
    for part in (100, 300, len(whole) // 3):
        (folder / "simsun.ttf").write_bytes(whole[:part])
        forget()
        open_face.cache_clear()
        assert own_font("宋体") == ""


def test_a_font_that_is_nowhere_is_the_bundled_one(folder: Path) -> None:
    assert own_font("仿宋") == own_font("没有的字体") == ""
    assert paper.look_of(SONG).value.weight is Weight.REGULAR
    assert typeface(Weight.REGULAR).faces[0].name == "NotoSerifSC-Regular"
