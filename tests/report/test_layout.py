"""Layout: nothing outside the margins, nothing over anything else, heads and labels on every page, nothing lost."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaldesk.files.templates import load_template, template_names
from evaldesk.model.document import Document, Where, address, get
from evaldesk.model.indicators import Indicator, leaves
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.page import PAD_X, Box, Page, Pages, placed
from tests.report.forms import EXAMPLES, LOOK, example, pages_of, squeezed, with_rows

CLOSE = 0.05


def check(pages: Pages) -> None:
    for page in pages.sheets:
        for box in page.boxes:
            assert box.x >= LOOK.left - PAD_X - CLOSE
            assert box.x + box.width <= LOOK.right + PAD_X + CLOSE
            assert box.y >= LOOK.top - CLOSE
            if box.framed:
                assert box.y + box.height <= LOOK.bottom + CLOSE
            assert len(box.lines) * box.style.leading <= box.height + CLOSE, (box.text, box.height)
        assert_apart(page)


def assert_apart(page: Page) -> None:
    """No two boxes overlap: sweep from the top and compare what lies on the same height."""
    framed = sorted((box for box in page.boxes if box.framed), key=lambda box: box.y)
    open_boxes: list[Box] = []
    for box in framed:
        open_boxes = [other for other in open_boxes if other.y + other.height > box.y + CLOSE]
        for other in open_boxes:
            beside = box.x + box.width <= other.x + CLOSE or other.x + other.width <= box.x + CLOSE
            assert beside, (box.text, other.text)
        open_boxes.append(box)
    covered = sum(box.width * box.height for box in framed)
    assert covered == pytest.approx(sum(width * height for _, _, width, height in page.frames), rel=1e-4)


def shown(pages: Pages) -> dict[Where, str]:
    """Return what the pages show of each place; a text printed again counts once."""
    pieces: dict[Where, list[str]] = defaultdict(list)
    for page in pages.sheets:
        for box in page.boxes:
            if box.where:
                text = squeezed("".join(line.text for line in box.lines[box.bold :]))
                whole = squeezed(typeface(Weight.REGULAR).printable(box.text))
                if text != whole or not any(pieces[box.where]):
                    pieces[box.where].append(text)
    return {where: "".join(texts) for where, texts in pieces.items()}


def assert_nothing_lost(document: Document, pages: Pages) -> None:
    found = shown(pages)
    for where, text in found.items():
        if where.part == "fields":
            assert text == squeezed(typeface(Weight.REGULAR).printable(get(document, where))), where
    for row in leaves(document.indicators):
        for attribute in ("name", "target", "actual"):
            printed = found[Where("indicators", row.id, attribute)]
            assert printed == squeezed(typeface(Weight.REGULAR).printable(getattr(row, attribute)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_real_forms_lie_well_on_their_pages(name: str) -> None:
    document, template = example(name)
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)
    shown_fields = {where.key for where in shown(pages) if where.part == "fields"}
    assert shown_fields == {field.key for field in template.fields}


@pytest.mark.parametrize("name", template_names())
def test_every_template_prints_empty(name: str) -> None:
    template = load_template(name)
    check(pages_of(Document(template=name), template))


@pytest.mark.parametrize("count", [0, 1, 2, 22, 73, 300, 1000, 5000])
def test_any_number_of_rows(count: int) -> None:
    document, template = with_rows(count)
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_of_the_table_has_head_and_labels(name: str) -> None:
    document, template = example(name)
    assert_heads(document, pages_of(document, template))


def assert_heads(document: Document, pages: Pages) -> None:
    parents = {
        row.id: (branch.name, group.name)
        for branch in document.indicators
        for group in branch.children
        for row in group.children
    }
    for page in pages.sheets:
        rows = [
            box.where.key
            for box in page.boxes
            if box.where and box.where.attribute == "name" and box.where.key in parents
        ]
        printed = {box.text for box in page.boxes}
        for row in rows:
            assert {"一级指标", "二级指标", "三级指标", "评分标准", *parents[row]} <= printed


def test_a_span_is_printed_again_after_a_page_break() -> None:
    document, template = with_rows(300)
    assert_heads(document, pages_of(document, template))


@pytest.mark.parametrize("length", [50_000])
def test_a_long_text_flows_over_pages(length: int) -> None:
    text = "一二三四五六七八九，" * (length // 10)
    document, template = with_rows(3, performance=text, goal=text)
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)


@pytest.mark.parametrize("attribute", ["name", "target", "reason"])
def test_a_cell_higher_than_a_page_flows_on(attribute: str) -> None:
    document, template = with_rows(5)
    branch = document.indicators[0]
    group = branch.children[0]
    row = group.children[0].model_copy(update={attribute: "很长的文字。" * 800})
    group = group.model_copy(update={"children": (row, *group.children[1:])})
    document = document.model_copy(
        update={"indicators": (branch.model_copy(update={"children": (group, *branch.children[1:])}),)}
    )
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)


def test_a_spanning_cell_higher_than_a_page_flows_on() -> None:
    document, template = with_rows(4)
    branch = document.indicators[0].model_copy(update={"self_score": "38", "reason": "说明原因。" * 900})
    pages = pages_of(document.model_copy(update={"indicators": (branch,)}), template)
    check(pages)
    assert shown(pages)[Where("indicators", "b", "reason")].startswith(branch.reason)


def test_a_branch_score_is_one_cell_over_its_rows() -> None:
    document, template = example("annex-2-special-fund")
    pages = pages_of(document, template)
    found = shown(pages)
    output = document.indicators[1]
    assert found[Where("indicators", output.id, "self_score")] == "40"
    assert found[Where("indicators", output.id, "reason")] == "已达标"
    assert not any(Where("indicators", row.id, "self_score") in found for row in leaves((output,)))


def test_reasons_of_rows_are_not_lost_under_a_merged_score() -> None:
    document, template = with_rows(2)
    branch = document.indicators[0].model_copy(update={"self_score": "38", "reason": "整体已达标"})
    text = shown(pages_of(document.model_copy(update={"indicators": (branch,)}), template))[
        Where("indicators", "b", "reason")
    ]
    assert text == "整体已达标指标0数量（个）：无指标1数量（个）：无"


@pytest.mark.parametrize("lines", range(0, 60, 3))
def test_signature_is_whole_and_in_company(lines: int) -> None:
    document, template = with_rows(1, expiring_funds="\n".join(["资金安排"] * lines))
    pages = pages_of(document, template)
    last = pages.sheets[-1]
    texts = [box.text for box in last.boxes]
    assert template.signature is not None
    assert {f"{person}：" for person in template.signature.people} <= set(texts)
    assert template.signature.seal in texts
    assert template.signature.date in texts
    assert any(box.framed and box.lines for box in last.boxes)


@pytest.mark.parametrize("lines", range(0, 40, 2))
def test_no_head_stands_alone_at_a_page_s_foot(lines: int) -> None:
    document, template = with_rows(30, goal="\n".join(["目标"] * lines))
    for page in pages_of(document, template).sheets:
        heads = [box.y + box.height for box in page.boxes if box.text == "一级指标"]
        rows = [box.y for box in page.boxes if box.where and box.where.attribute == "name"]
        assert not heads or max(rows) >= max(heads)
        labels = [box for box in page.boxes if box.text in ("基本\n情况", "资金\n情况", "绩效\n目标\n情况")]
        assert all(any(other.where and other.y < box.y + box.height for other in page.boxes) for box in labels)


def test_the_total_is_never_alone_on_a_page() -> None:
    for count in range(18, 60):
        document, template = with_rows(count)
        for page in pages_of(document, template).sheets:
            texts = [box.text for box in page.boxes]
            if template.indicators.total_label in texts:
                assert any(box.where and box.where.attribute == "name" for box in page.boxes)


def test_a_click_finds_its_field() -> None:
    document, template = example("annex-3-project")
    pages = pages_of(document, template)
    for number, page in enumerate(pages.sheets):
        for box in page.boxes:
            if box.where and box.framed:
                found = pages.at(number, box.x + box.width / 2, box.y + box.height / 2)
                assert found is not None
                assert found.where == box.where
                assert address(str(box.where)) == box.where
    assert pages.at(0, 1, 1) is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_lines_stand_inside_their_cells(name: str) -> None:
    for page in pages_of(*example(name)).sheets:
        for box in page.boxes:
            places = list(placed(box))
            for line in places:
                assert line.x >= box.x - CLOSE
                assert box.y <= line.baseline <= box.y + box.height + CLOSE
            assert all(a.baseline < b.baseline for a, b in pairwise(places))


anything = st.text(
    st.one_of(
        st.sampled_from("政务服务，。（）《》“”；%0123456789.≥abc \n\t/"),
        st.characters(max_codepoint=0x2FFFF),
    ),
    max_size=80,
)
huge = st.builds(lambda text, times: text * times, anything, st.sampled_from([1, 1, 1, 1, 30, 400]))


@st.composite
def forms(draw: st.DrawFn) -> Document:
    template = load_template(draw(st.sampled_from(template_names())))
    fields = {field.key: draw(huge) for field in template.fields if draw(st.booleans())}
    rows = st.builds(
        Indicator,
        name=huge,
        weight=anything,
        target=anything,
        actual=huge,
        self_score=st.sampled_from(["", "1"]),
        reason=huge,
    )
    groups = st.builds(
        Indicator,
        name=anything,
        self_score=st.sampled_from(["", "5"]),
        reason=huge,
        children=st.lists(rows, max_size=12).map(tuple),
    )
    branches = st.builds(
        Indicator,
        name=st.one_of(huge, st.sampled_from(["产出", "决策", "效益"])),
        self_score=st.sampled_from(["", "40"]),
        reason=huge,
        children=st.lists(groups, max_size=4).map(tuple),
    )
    tree = draw(st.lists(branches, max_size=4).map(tuple))
    return Document(template=template.name, fields=fields, indicators=tree)


@given(forms())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_form_lies_well_on_its_pages(document: Document) -> None:
    pages = pages_of(document, load_template(document.template))
    check(pages)
    assert_nothing_lost(document, pages)


@pytest.mark.parametrize("times", [10, 60, 150, 250])
def test_a_text_printed_again_is_never_printed_in_pieces(times: int) -> None:
    document, template = with_rows(1, groups=1)
    branch = document.indicators[0]
    row = branch.children[0].children[0].model_copy(update={"name": "名称" * times, "reason": "原因" * 1500})
    group = branch.children[0].model_copy(update={"children": (row,)})
    document = document.model_copy(update={"indicators": (branch.model_copy(update={"children": (group,)}),)})
    pages = pages_of(document, template)
    check(pages)
    assert_nothing_lost(document, pages)
