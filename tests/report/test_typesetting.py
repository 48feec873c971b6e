"""Typesetting: figures below each other, widths that follow the content, no line alone, and blank forms left blank."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from evaldesk.files.templates import load_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, cell, field, put
from evaldesk.report.fonts import typeface
from evaldesk.report.page import Box, Page, Pages, placed
from evaldesk.report.paper import Options, PageSetup
from tests.report.forms import example, pages_of, with_rows

FORMS = ("annex-2-special-fund", "annex-3-project", "mof-2020-10")
GRADE = "自评等级"


def boxes(pages: Pages) -> list[Box]:
    return [box for page in pages.sheets for box in page.boxes]


def point(box: Box) -> float:
    """Return where the point of a figure stands, or would stand behind a whole number, from the paper's left edge."""
    (line,) = placed(box)
    widths = typeface(box.style.weight).widths
    return line.x + sum(widths[digit] for digit in box.text.partition(".")[0]) * box.style.size / 1000


def figure_columns(pages: Pages, attributes: set[str]) -> dict[float, list[Box]]:
    """Return the figures of the indicator rows in each column, by its left edge."""
    columns: dict[float, list[Box]] = defaultdict(list)
    for box in boxes(pages):
        if box.where and box.where.attribute in attributes and box.text.replace(".", "").isdigit():
            columns[round(box.x, 1)].append(box)
    return columns


@pytest.mark.parametrize("name", FORMS)
def test_points_of_a_column_stand_below_each_other(name: str) -> None:
    columns = figure_columns(pages_of(*example(name)), {"weight", "self_score"})
    assert len(columns) >= 2
    for column in columns.values():
        assert max(map(point, column)) - min(map(point, column)) < 0.1
        first = min(next(placed(box)).x - box.x for box in column)
        last = min(box.x + box.width - point(box) for box in column)
        assert first > 3
        assert last > 3


def test_amounts_of_a_grid_stand_below_each_other() -> None:
    found = boxes(pages_of(*example("mof-2020-10")))
    for amounts in (("1250.5", "1100", "100.5", "50"), ("1236.2", "1095.7", "100.5", "40")):
        column = next(box.x for box in found if box.text == amounts[0] and box.where)
        places = [point(box) for box in found if box.x == column and box.text in amounts]
        assert len(places) >= 4
        assert max(places) - min(places) < 0.1


def widths(document: Document, **setup: object) -> dict[str, float]:
    pages = pages_of(document, load_template(document.template), Options(setup=PageSetup(**setup)))  # type: ignore[arg-type]
    return {box.where.attribute: box.width for box in boxes(pages) if box.where and box.where.key == "r0"}


def test_a_column_takes_the_room_that_others_do_not_need() -> None:
    document, _ = with_rows(3)
    usual = widths(document)
    wide = widths(put(document, cell("r0", "target"), "约3000人次每月"))
    assert wide["target"] > usual["target"]
    assert wide["target"] == wide["actual"]
    assert wide["reason"] < usual["reason"]


def test_widths_stand_still_while_short_texts_change() -> None:
    document, _ = with_rows(3)
    assert widths(document) == widths(put(document, cell("r0", "target"), "≥96.5%"))


def test_an_endless_text_takes_nothing_from_the_others() -> None:
    document, _ = with_rows(3)
    assert widths(put(document, cell("r0", "reason"), "原因" * 400)) == widths(document)


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("new", [True, False])
def test_a_blank_form_has_no_score_and_no_grade(name: str, new: bool) -> None:
    template = load_template(name)
    document = new_document(template) if new else Document(template=name)
    texts = [box.text for box in boxes(pages_of(document, template))]
    assert not any(GRADE in text or text in ("0.00", "待判断") for text in texts)
    assert any(text.startswith(template.indicators.total_label) for text in texts)


def test_a_score_of_nothing_that_was_typed_is_printed() -> None:
    document, template = with_rows(2)
    for row in ("r0", "r1"):
        document = put(put(document, cell(row, "actual"), ""), cell(row, "self_score"), "0")
    texts = [box.text for box in boxes(pages_of(document, template))]
    assert any(GRADE in text for text in texts)
    assert texts.count("0") == 2


def cut_at(page: Page, where: object) -> Box | None:
    return next((box for box in reversed(page.boxes) if box.where == where and box.lines), None)


@pytest.mark.parametrize("length", range(20, 130, 7))
@pytest.mark.parametrize("announced", ["", "（二）主要做法："])
def test_no_line_of_a_paragraph_stands_alone_on_a_page(length: int, announced: str) -> None:
    paragraph = "一二三四五六七八九，" * (length // 10) + "十"
    text = "\n".join([announced, paragraph] * 40).strip()
    document, template = with_rows(2, performance=text)
    where = field("performance")
    pieces = [box for page in pages_of(document, template).sheets if (box := cut_at(page, where))]
    assert len(pieces) > 1
    for piece, following in pairwise(pieces):
        last, first = piece.lines[-1], following.lines[0]
        assert not last.text.endswith("：")
        if last.soft:
            assert piece.lines[-2].soft
            assert first.soft
