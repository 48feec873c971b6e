"""The parts of checking paper, each by itself: maps, ink, seals, files of scans, texts that differ."""

from __future__ import annotations

import math
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from evaldesk.model.document import Document, cell, field, put
from evaldesk.model.indicators import leaves
from evaldesk.report.codes.form_data import data_of
from evaldesk.report.scan.affine import fitted, scaled, similar, size_of, then
from evaldesk.report.scan.aligning import laid_over, refined
from evaldesk.report.scan.cells import judged
from evaldesk.report.scan.ink import beyond, darkness, is_bilevel, red_ink
from evaldesk.report.scan.nearby import nearby
from evaldesk.report.scan.pictures import page_count, pictures
from evaldesk.report.scan.seals import seals
from evaldesk.report.scan.values import between, between_data
from evaldesk.rules import evaluate
from tests.report.forms import example, pages_of, with_rows
from tests.report.scan.scanner import as_file, as_pdf

TURN = (0.9, -0.1, 5.0, 0.1, 0.9, -3.0)


def moved(point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = TURN
    return (a * point[0] + b * point[1] + c, d * point[0] + e * point[1] + f)


def test_a_map_is_found_again_from_its_points() -> None:
    corners = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (3.0, 8.0)]
    pairs = [(corner, moved(corner)) for corner in corners]
    for found in (fitted(pairs), similar(pairs)):
        assert found == pytest.approx(TURN)
    assert fitted([((0.0, 0.0), (0.0, 0.0)), ((1.0, 1.0), (1.0, 1.0)), ((2.0, 2.0), (2.0, 2.0))]) is None
    assert size_of(then(TURN, scaled(3))) == pytest.approx(3 * math.hypot(0.9, 0.1))


def most(picture: Image.Image) -> int:
    """Return the darkest level of a picture of darkness."""
    return max(level for level, count in enumerate(picture.histogram()) if count)


def drawing(size: tuple[int, int] = (900, 700)) -> Image.Image:
    """Return a page full of marks that are nowhere alike."""
    page = Image.new("L", size, 0)
    pen = ImageDraw.Draw(page)
    for at in range(400):
        x, y = at * 7919 % size[0], at * 104729 % size[1]
        pen.rectangle((x, y, x + at % 17 + 3, y + at % 11 + 2), fill=255)
    return page


def test_a_page_laid_ten_pixels_off_is_laid_right_to_a_quarter_of_one() -> None:
    page = drawing()
    true = (1.003, 0.012, 6.0, -0.012, 1.002, -4.0)
    inverse = fitted([((1.003 * x + 0.012 * y + 6, -0.012 * x + 1.002 * y - 4), (x, y)) for x, y in
                      ((0.0, 0.0), (900.0, 0.0), (0.0, 700.0), (900.0, 700.0))])  # fmt: skip
    assert inverse
    scan = laid_over(page, page.size, inverse, Image.Resampling.BICUBIC)
    found = refined(scan, page, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    for x, y in ((50, 50), (850, 50), (50, 650), (850, 650)):
        for at in (0, 3):
            own = true[at] * x + true[at + 1] * y + true[at + 2]
            assert found[at] * x + found[at + 1] * y + found[at + 2] == pytest.approx(own, abs=0.25)


def test_darkness_is_measured_from_the_paper_around() -> None:
    shade = Image.linear_gradient("L").resize((320, 320)).point(lambda level: 150 + level // 3)
    ImageDraw.Draw(shade).rectangle((100, 100, 130, 104), fill=40)
    dark = darkness(shade)
    assert most(dark.crop((105, 101, 125, 104))) > 110
    assert most(dark.crop((200, 200, 300, 300))) < 20


def test_ink_a_pixel_aside_is_the_same_ink_and_a_new_stroke_is_not() -> None:
    one, aside, more = (Image.new("L", (60, 60), 0) for _ in range(3))
    ImageDraw.Draw(one).rectangle((20, 10, 22, 50), fill=220)
    ImageDraw.Draw(aside).rectangle((21, 11, 23, 51), fill=220)
    ImageDraw.Draw(more).rectangle((20, 10, 22, 50), fill=220)
    ImageDraw.Draw(more).rectangle((30, 20, 32, 26), fill=220)
    assert beyond(one, aside, 40).getextrema() == beyond(aside, one, 40).getextrema() == (0, 0)
    assert most(beyond(more, one, 40)) > 60
    assert beyond(one, more, 40).getextrema() == (0, 0)


def test_red_ink_is_known_by_its_colour_alone() -> None:
    page = Image.new("RGB", (40, 40), "white")
    ImageDraw.Draw(page).rectangle((5, 5, 8, 35), fill=(200, 30, 40))
    ImageDraw.Draw(page).rectangle((25, 5, 28, 35), fill=(20, 20, 22))
    red = red_ink(page)
    assert red is not None
    assert red.getpixel((6, 20)) == 40
    assert red.getpixel((26, 20)) == 0
    assert red_ink(page.convert("L")) is None


def test_a_round_stamp_is_a_seal_and_a_stroke_is_none() -> None:
    added = Image.new("L", (1200, 900), 0)
    pen = ImageDraw.Draw(added)
    pen.ellipse((300, 300, 620, 620), outline=150, width=9)
    pen.line((700, 100, 1150, 120), fill=200, width=5)
    pen.rectangle((50, 50, 70, 70), fill=200)
    ((left, top, right, bottom),) = seals(added)
    assert (left, top) == pytest.approx((290, 290), abs=22)
    assert (right, bottom) == pytest.approx((630, 630), abs=22)


def test_black_and_white_is_told_from_grey() -> None:
    assert is_bilevel(drawing())
    assert not is_bilevel(Image.linear_gradient("L"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_kind_become_grey_or_coloured_on_white(mode: str) -> None:
    buffer = BytesIO()
    Image.new("L", (80, 60), 255).convert(mode).save(buffer, "TIFF" if mode == "CMYK" else "PNG")
    (page,) = pictures(buffer.getvalue(), "x")
    assert page.mode in ("L", "RGB")
    assert page.size == (80, 60)
    if mode != "I;16":  # white alone has no span of greys there
        assert page.convert("L").getextrema() == (255, 255)


def test_files_of_many_pages_are_read_page_by_page() -> None:
    pages = [Image.new("L", (200 + at, 100), 255) for at in range(3)]
    buffer = BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    assert page_count(buffer.getvalue(), "x") == 3
    assert [page.width for page in pictures(buffer.getvalue(), "x")] == [200, 201, 202]
    scan = as_pdf([Image.new("RGB", (2339, 1654), "white")] * 2)
    assert page_count(scan, "x") == 2
    assert all(page.size == pytest.approx((2339, 1654), abs=1) for page in pictures(scan, "x"))


def test_a_picture_keeps_its_colours_only_where_it_has_some() -> None:
    plain = Image.new("RGB", (160, 160), (250, 250, 248))
    (page,) = pictures(as_file(plain), "x")
    assert page.mode == "L"
    ImageDraw.Draw(plain).rectangle((40, 40, 90, 90), fill=(200, 20, 20))
    (page,) = pictures(as_file(plain), "x")
    assert page.mode == "RGB"


def told(paper: Document, file: Document) -> list[tuple[str, str, str | None]]:
    """Return what data sheets tell of two forms: the attribute or key, and both texts."""
    _, template = with_rows(1)
    data = [data_of(form, evaluate(form, template)) for form in (paper, file)]
    found = between_data(data[0], data[1], file)
    return [
        ((item.where.attribute or item.where.key) if item.where else "row", item.file, item.paper) for item in found
    ]


def test_rows_added_and_removed_are_told_as_rows() -> None:
    document, _ = with_rows(6, groups=1)
    group = document.indicators[0].children[0]
    shorter = group.model_copy(update={"children": (*group.children[:2], *group.children[3:])})
    branch = document.indicators[0].model_copy(update={"children": (shorter,)})
    fewer = document.model_copy(update={"indicators": (branch,)})
    assert ("row", "", "指标2数量（个）") in told(document, fewer)
    assert ("row", "指标2数量（个）", "") in told(fewer, document)
    removed = [item for item in between(document, fewer) if item.where is None]
    assert [(item.file, item.paper) for item in removed] == [("", "指标2数量（个）")]


def test_texts_are_told_with_both_sides_and_long_ones_as_different() -> None:
    document, _ = with_rows(2, problems="问题" * 60)
    row = next(leaves(document.indicators))
    other = put(put(document, cell(row.id, "actual"), "91%"), field("problems"), "另一些问题" * 30)
    assert ("actual", "91%", "98.84%") in told(document, other)
    assert ("problems", "另一些问题" * 30, None) in told(document, other)
    assert told(document, document) == []
    assert {str(item.where) for item in between(document, other)} == {"fields/problems", f"indicators/{row.id}/actual"}


def test_words_near_a_spot_are_those_printed_there() -> None:
    document, template = example("annex-2-special-fund")
    box = next(box for box in judged(pages_of(document, template).sheets[0]) if "夯基垒台" in box.text)
    line = next(line for line in box.lines if "夯基垒台" in line.text)
    at = (line.text.index("夯") + 0.5) * 9
    y = box.y + (box.height - 13.5 * len(box.lines)) / 2 + (box.lines.index(line) + 0.5) * 13.5
    assert "夯" in nearby(box, (box.x + 3 + at, y, box.x + 4 + at, y + 1))
    short = next(box for box in judged(pages_of(document, template).sheets[0]) if box.text == "9150")
    assert nearby(short, (short.x, short.y, short.x + 1, short.y + 1)) == ""
