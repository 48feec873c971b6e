"""The pictures of a form: what they show adds up, and the paper draws it so that a grey print tells it."""

from __future__ import annotations

from fractions import Fraction

import pypdfium2
import pytest
from PIL import ImageStat

from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, cell, field, put
from evaldesk.model.indicators import Indicator, leaves
from evaldesk.report.chart_annex import TITLE, chart_annex
from evaldesk.report.charts import Charts, Stretch, charts
from evaldesk.report.paper import Options
from evaldesk.report.shapes import drawn
from evaldesk.rules import evaluate
from evaldesk.rules.figures import points
from tests.report.forms import example, pages_of, pdf_of, squeezed, texts_of
from tests.report.test_layout import check

EXAMPLES = ("annex-2-special-fund", "annex-3-project", "mof-2020-10")


def charts_of(document: Document) -> Charts:
    template = load_template(document.template)
    return charts(template, evaluate(document, template))


def poor() -> Document:
    """Return a form that lost points, and has some that wait for a judgement."""
    document, _ = example("annex-2-special-fund")
    rows = list(leaves(document.indicators))
    first = next(row for row in rows if row.target.startswith("≥"))
    document = put(document, cell(first.id, "actual"), "0")
    document = put(document, cell(first.id, "self_score"), "0")
    last = rows[-1]
    return put(put(document, cell(last.id, "self_score"), ""), cell(last.id, "actual"), "")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_branch_and_group_has_its_bar(name: str) -> None:
    document, _ = example(name)
    made = charts_of(document)
    assert [item.id for item in made.points] == [
        node.id for branch in document.indicators for node in (branch, *branch.children)
    ]
    for item in made.points:
        assert item.bar
        assert item.bar[0].start == 0
        assert all(one.end == other.start for one, other in zip(item.bar, item.bar[1:], strict=False))
        assert all(0 <= stretch.start < stretch.end <= 1 for stretch in item.bar)
    assert max(item.bar[-1].end for item in made.points) == 1


@pytest.mark.parametrize("document", [example(name)[0] for name in EXAMPLES] + [poor()])
def test_the_figures_of_a_line_add_up(document: Document) -> None:
    for item in charts_of(document).points:
        weight, score = points(item.weight), points(item.score)
        assert weight is not None
        assert score is not None
        rest = (points(item.lost) or Fraction(0)) + (points(item.open) or Fraction(0))
        assert weight - score - rest == 0 or score > weight


def test_lost_and_open_points_are_stretches_of_their_own() -> None:
    made = charts_of(poor())
    kinds = {stretch.kind for item in made.points for stretch in item.bar}
    assert kinds == {"got", "lost", "open"}
    assert {item.depth for item in made.points if item.worst} == {0, 1}
    assert all(item.lost for item in made.points if item.worst)


def test_a_typed_sum_that_its_rows_do_not_add_up_to_is_not_drawn() -> None:
    document, _ = example("annex-2-special-fund")
    row = next(row for row in leaves(document.indicators) if row.target.startswith("≥"))
    branch = next(branch for branch in document.indicators if row in leaves((branch,)))
    document = put(put(document, cell(row.id, "self_score"), "0"), cell(branch.id, "self_score"), branch.weight)
    (item,) = [item for item in charts_of(document).points if item.id == branch.id]
    assert points(item.score) != points(branch.weight)
    assert item.lost
    assert item.bar[-1].kind == "lost"


def test_an_empty_form_has_nothing_but_its_branches() -> None:
    template = load_template("jiangmen-annex-3@2023")
    document = Document(template=template.name, indicators=(Indicator(name=" "),))
    made = charts_of(document)
    assert [item.name for item in made.points] == ["（未命名）"]
    assert made.amounts == ()
    assert charts_of(Document(template=template.name)).points == ()


def test_money_is_shown_against_its_base() -> None:
    document, template = example("annex-3-project")
    made = charts_of(document)
    assert made.unit == "万元"
    assert [item.name for item in made.amounts] == ["预算计划安排", "实际分配下达", "实际支出"]
    assert made.rate == f"支出率 {made.amounts[-1].share}"
    assert made.base == "预算计划安排"
    assert made.amounts[0].bar == (Stretch("got", 0.0, 1.0),)
    funding = template.funding
    assert funding is not None
    for key in funding.spent:
        document = put(document, field(key), "看不懂")
    assert [item.name for item in charts_of(document).amounts] == ["预算计划安排", "实际分配下达"]
    assert charts_of(document).rate == ""


def test_what_was_spent_beyond_the_budget_stays_in_its_room() -> None:
    document, template = example("mof-2020-10")
    funding = template.funding
    assert funding is not None
    made = charts_of(put(document, field(funding.spent[0]), "999999"))
    assert max(stretch.end for item in made.amounts for stretch in item.bar) == 1


@pytest.mark.parametrize("document", [example(name)[0] for name in EXAMPLES] + [poor()])
def test_the_annex_prints_every_figure_as_text_and_every_stretch_as_a_shape(document: Document) -> None:
    template = load_template(document.template)
    made = charts_of(document)
    annex = chart_annex(made)
    options = Options(annexes=(annex,))
    pages = pages_of(document, template, options)
    check(pages)
    last = pages.sheets[-1]
    assert last.boxes[0].text == TITLE
    bars = [*(item.bar for item in made.points), *(item.bar for item in made.amounts)]
    assert [shape.kind for shape in last.shapes] == [stretch.kind for bar in bars for stretch in bar]
    printed = squeezed(texts_of(pdf_of(document, template, options=options))[-1])
    for item in made.points:
        assert squeezed(item.name + item.weight + item.score) in printed
    for amount in made.amounts:
        assert squeezed(amount.name + amount.figure) in printed


def test_bars_stand_in_the_rows_whose_figures_they_show() -> None:
    document = poor()
    made = charts_of(document)
    pages = pages_of(document, load_template(document.template), Options(annexes=(chart_annex(made),)))
    page = pages.sheets[-1]
    names = [box for box in page.boxes if box.text.strip("　") in {item.name for item in made.points}]
    shapes = iter(page.shapes)
    for item, row in zip(made.points, names, strict=True):
        assert row.text.strip("　") == item.name
        for _ in item.bar:
            shape = next(shapes)
            assert row.y < shape.y < shape.y + shape.height < row.y + row.height


def test_bars_follow_their_rows_over_pages() -> None:
    template = load_template("jiangmen-annex-3@2023")
    groups = tuple(
        Indicator(name=f"很长的二级指标名称{at}" * 9, weight="1", children=(Indicator(name="x", self_score="0.5"),))
        for at in range(60)
    )
    document = Document(template=template.name, indicators=(Indicator(name="产出", weight="60", children=groups),))
    made = charts_of(document)
    pages = pages_of(document, template, Options(annexes=(chart_annex(made),)))
    shaped = [page for page in pages.sheets if page.shapes]
    assert len(shaped) > 1
    assert sum(len(page.shapes) for page in shaped) == sum(len(item.bar) for item in made.points)


def test_a_grey_print_tells_got_from_lost_from_open() -> None:
    document = poor()
    options = Options(annexes=(chart_annex(charts_of(document)),))
    pages = pages_of(document, load_template(document.template), options)
    scale = 4
    with pypdfium2.PdfDocument(pdf_of(document, load_template(document.template), options=options)) as pdf:
        picture = pdf[len(pdf) - 1].render(scale=scale, grayscale=True).to_pil()
    dark: dict[str, list[float]] = {}
    for shape in pages.sheets[-1].shapes:
        if shape.width < 12:
            continue
        edges = (shape.x + 2, shape.y + 2, shape.x + shape.width - 2, shape.y + shape.height - 2)
        left, top, right, bottom = (round(edge * scale) for edge in edges)
        (mean,) = ImageStat.Stat(picture.crop((left, top, right, bottom))).mean
        dark.setdefault(shape.kind, []).append(1 - mean / 255)
    assert min(dark["got"]) > 0.55
    assert 0.1 < min(dark["lost"]) <= max(dark["lost"]) < 0.45
    assert max(dark["open"]) < 0.02


def test_a_form_without_the_annex_has_no_shapes() -> None:
    document, template = example("annex-3-project")
    assert not any(page.shapes for page in pages_of(document, template).sheets)


def test_a_shape_is_closed_and_hatched_within_its_border() -> None:
    (document, template) = example("mof-2020-10")
    pages = pages_of(document, template, Options(annexes=(chart_annex(charts_of(document)),)))
    for shape in pages.sheets[-1].shapes:
        drawing = drawn(shape, pages.height)
        assert drawing.count("q") == drawing.count("Q")
        assert (" W n " in drawing) is (shape.kind == "lost")
