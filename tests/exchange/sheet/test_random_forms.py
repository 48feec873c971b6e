"""Random forms of every template through a workbook and back: the same untouched, and as edited when edited."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from evaldesk.exchange.sheet.form import read_form
from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Explanation, Total, cell, put
from evaldesk.model.indicators import Evidence, Indicator, leaves
from evaldesk.paths import resources
from evaldesk.rules import evaluate

WORDS = st.sampled_from(
    ["", "甲", "≥95%", "1.05", "336项", "及时", "=1+1", "两行\n文字", " 空格 ", "/", "1,079.8", "无"]
)
TEXT = st.one_of(WORDS, st.text(st.characters(exclude_categories=()), max_size=12))
ANY = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
BEFORE, AFTER = "唯一的预期值", "改过的预期值"


@st.composite
def indicators(draw: st.DrawFn, name: str) -> Indicator:
    texts = {key: draw(TEXT) for key in ("weight", "target", "actual", "completion", "self_score", "reason")}
    proofs = draw(st.lists(st.builds(Evidence, title=TEXT, file=TEXT, page=TEXT), max_size=2))
    direction = draw(st.sampled_from(["", "higher", "lower", "none"]))
    return Indicator(name=draw(TEXT) or name, direction=direction, evidence=tuple(proofs), **texts)


@st.composite
def forms(draw: st.DrawFn) -> Document:
    """Draw a form with empty groups, groups of one name, branches of its own, typed scores and explanations."""
    template = load_template(draw(st.sampled_from(sorted(template_names()))))
    document = new_document(template)
    branches = []
    for at, branch in enumerate(document.indicators):
        groups = []
        for place in range(draw(st.integers(0, 3))):
            rows = tuple(draw(indicators(f"指标{at}{place}{row}")) for row in range(draw(st.integers(0, 3))))
            groups.append(Indicator(name=draw(st.sampled_from(["数量指标", "质量指标", ""])), children=rows))
        typed = {key: draw(WORDS) for key in ("weight", "self_score", "reason")}
        branches.append(branch.model_copy(update={"children": tuple(groups), **typed}))
    if draw(st.booleans()):
        branches.append(Indicator(name=draw(TEXT), children=(Indicator(children=(draw(indicators("另加")),)),)))
    fields = {key: draw(TEXT) for key in document.fields} | {"extra": draw(TEXT)}
    told = draw(st.lists(st.builds(Explanation, code=st.just("money.spent"), where=TEXT, text=TEXT), max_size=2))
    total = draw(st.builds(Total, weights=st.lists(WORDS, max_size=3).map(tuple), score=WORDS, reason=TEXT))
    changes = {"indicators": tuple(branches), "fields": fields, "explanations": tuple(told), "total": total}
    return document.model_copy(update=changes)


def written(document: Document) -> bytes:
    template = load_template(document.template)
    return workbook_bytes(document, template, evaluate(document, template))


@ANY
@given(forms())
def test_any_form_comes_back_whole(document: Document) -> None:
    read = read_form(written(document), "表.xlsx")
    assert read.document == document
    assert digest(read.document) == digest(document)
    assert not read.findings


@pytest.mark.parametrize("name", sorted(template_names()))
def test_a_cell_changed_in_the_spreadsheet_is_all_that_changes(name: str) -> None:
    """Also beside empty groups, wrapped names, evidence and explanations."""
    document = new_document(load_template(name))
    branch = document.indicators[-1]
    proof = (Evidence(title="报告", page="3"),)
    rows = (Indicator(name="第一行\n折行的名称", target=BEFORE, evidence=proof), Indicator(name="乙", actual="=1"))
    group = branch.children[-1].model_copy(update={"children": rows})
    branch = branch.model_copy(update={"children": (*branch.children[:-1], group)})
    told = (Explanation(code="money.spent", where="fields/spent_own", text="属实"),)
    changes = {"indicators": (*document.indicators[:-1], branch), "explanations": told}
    document = document.model_copy(update=changes)
    book = load_workbook(BytesIO(written(document)))
    (place,) = (one for row in book.worksheets[0].iter_rows() for one in row if one.value == BEFORE)
    place.value = AFTER
    made = BytesIO()
    book.save(made)
    assert read_form(made.getvalue(), "表.xlsx").document == put(document, cell(rows[0].id, "target"), AFTER)


def test_two_groups_of_one_name_never_double_their_rows() -> None:
    document = open_document(resources() / "examples" / "annex-2-special-fund.evform")
    book = load_workbook(BytesIO(written(document)))
    (place,) = (one for row in book.worksheets[0].iter_rows() for one in row if one.value == "≥85")
    place.value = "≥86"
    made = BytesIO()
    book.save(made)
    found = [(row.name, row.target) for row in leaves(read_form(made.getvalue(), "表.xlsx").document.indicators)]
    shown = [(row.name, row.target.replace("≥85", "≥86")) for row in leaves(document.indicators)]
    assert sorted(found) == sorted(shown)


@pytest.mark.parametrize("name", sorted(template_names()))
def test_the_empty_form_of_each_template_comes_back(name: str) -> None:
    document = new_document(load_template(name))
    assert read_form(written(document), "表.xlsx").document == document
