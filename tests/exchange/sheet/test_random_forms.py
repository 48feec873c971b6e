"""Random forms of every template through a workbook and back: the same untouched, and as edited when edited."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from evaldesk.exchange.sheet.form import read_form
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Explanation, cell, put
from evaldesk.model.indicators import Evidence, Indicator, leaves
from evaldesk.paths import resources
from tests.exchange.sheet.random_forms import forms, written

ANY = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
BEFORE, AFTER = "唯一的预期值", "改过的预期值"


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
