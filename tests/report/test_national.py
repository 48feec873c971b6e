"""The national form: a subtitle, a table over the full width, and a branch that prints among the money alone."""

from __future__ import annotations

from evaldesk.model.document import Document, cell, field
from evaldesk.model.indicators import Indicator, find, insert
from evaldesk.model.template import Template
from evaldesk.report.page import Box, Pages
from tests.report.forms import LOOK, example, pages_of


def form() -> tuple[Document, Template]:
    return example("mof-2020-10")


def boxes(pages: Pages) -> list[Box]:
    return [box for page in pages.sheets for box in page.boxes]


def test_the_year_stands_below_the_title_as_one_text() -> None:
    pages = pages_of(*form())
    pieces = [box for box in boxes(pages) if box.style == LOOK.subtitle._replace(middle=False)]
    assert [box.text for box in pieces] == ["（", "2023", "年度）"]
    assert pieces[1].where == field("year")
    middle = (pieces[0].x + pieces[-1].x + pieces[-1].width) / 2
    assert abs(middle - (LOOK.left + LOOK.right) / 2) < 0.1


def test_a_section_without_a_label_fills_the_width() -> None:
    first = next(box for box in boxes(pages_of(*form())) if box.framed)
    assert (first.text, first.x) == ("项目名称", LOOK.left)


def test_the_rate_scores_among_the_money_alone() -> None:
    document, template = form()
    texts = [box.text for box in boxes(pages_of(document, template))]
    assert "预算执行率" not in texts
    at = texts.index("98.86%")
    assert texts[at - 1 : at + 2] == ["10", "98.86%", "9.88"]
    assert "100.00" in texts


def test_a_reason_given_for_the_rate_is_not_lost() -> None:
    document, template = form()
    found = [box for box in boxes(pages_of(document, template)) if box.where == cell("m10-001", "reason")]
    assert [box.text for box in found] == [f"预算执行率：{find(document.indicators, 'm10-001').reason}"]


def test_a_row_put_beside_the_rate_is_printed() -> None:
    document, template = form()
    tree = insert(document.indicators, "m10-b1-1", 1, Indicator(id="x", name="自己加的一行"))
    texts = [box.text for box in boxes(pages_of(document.model_copy(update={"indicators": tree}), template))]
    assert "自己加的一行" in texts


def test_no_signature_is_asked_for() -> None:
    document, template = form()
    last = pages_of(document, template).sheets[-1]
    assert all(box.framed for box in last.boxes if box.y < LOOK.foot)
