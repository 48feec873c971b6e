"""Somebody edits one cell of an exported workbook: that value comes back changed, and nothing else, of any form."""

from __future__ import annotations

from io import BytesIO

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.exchange.sheet.form import read_form
from evaldesk.exchange.sheet.layout import lay_out
from evaldesk.exchange.sheet.parts import Placed
from evaldesk.exchange.sheet.shown import as_text
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, put
from evaldesk.rules import evaluate
from tests.exchange.sheet.random_forms import forms, written

SLOW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WORDS = st.sampled_from(
    ["≥97%", "不少于 12 项", "完成", "12项", "已于2023年12月完成", "=1+1", "两行\n文字", "因疫情延期", ""]
)
FIGURES = st.one_of(st.integers(0, 2000), st.decimals(0, 2000, places=2).map(float))


def editable(document: Document) -> list[Placed]:
    """Return the cells in which a value stands that an officer would change in the sheet; a name is who a row is."""
    template = load_template(document.template)
    laid = lay_out(document, template, evaluate(document, template))
    return [placed for placed in laid.cells if placed.where and address(placed.where).attribute != "name"]


def kind_of(placed: Placed) -> str:
    """Return what kind of value stands in a cell: a field, an actual, a weight of the 合计 row."""
    where = address(placed.where)
    return f"{where.part} {where.attribute or (where.key if where.part == 'total' else '')}"


@SLOW
@given(st.data())
def test_one_edited_cell_is_all_that_changes(data: st.DataObject) -> None:
    document = data.draw(forms())
    cells = editable(document)
    kind = data.draw(st.sampled_from(sorted({kind_of(placed) for placed in cells})))
    placed = data.draw(st.sampled_from([placed for placed in cells if kind_of(placed) == kind]))
    where = address(placed.where)
    value = data.draw(WORDS if where.part == "fields" else st.one_of(WORDS, FIGURES))
    book = load_workbook(BytesIO(written(document)))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    cell = sheet.cell(placed.top + 1, placed.left + 1)
    text = as_text(value, cell.number_format)
    assume(text != placed.text)  # what looks the same is no edit
    cell.value = None if value == "" else value
    if isinstance(value, str):
        cell.data_type = "s"  # typed behind the quotation mark that makes it a text
    event(kind)
    made = BytesIO()
    book.save(made)
    read = read_form(made.getvalue(), "表.xlsx").document
    expected = put(document, where, text)
    assert read == expected, differing(read, expected)


def differing(one: Document, other: Document) -> str:
    """Return which parts differ, for the message."""
    return ", ".join(name for name in Document.model_fields if getattr(one, name) != getattr(other, name))
