"""Last year's texts go with the sheet as notes: seen by whoever fills it in, never printed, never read back."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.exchange.last_year import TAKES, carried
from evaldesk.exchange.sheet.form import form_of, read_form
from evaldesk.exchange.sheet.layout import lay_out
from evaldesk.exchange.sheet.workbook import read_workbook
from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, cell, put
from evaldesk.model.indicators import leaves
from evaldesk.model.previous import Previous
from evaldesk.paths import resources
from evaldesk.rules import evaluate

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))


def this_year(path: object) -> Document:
    last = open_document(path)  # type: ignore[arg-type]
    return carried(last, load_template(last.template), frozenset(TAKES), "2031")


def written(document: Document) -> bytes:
    template = load_template(document.template)
    return workbook_bytes(document, template, evaluate(document, template))


def front(raw: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(raw)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def notes(raw: bytes) -> dict[str, str]:
    return {one.coordinate: one.comment.text for row in front(raw).iter_rows() for one in row if one.comment}


def place_of(document: Document, where: str) -> str:
    template = load_template(document.template)
    laid = lay_out(document, template, evaluate(document, template))
    found = next(placed for placed in laid.cells if placed.where == where)
    return front(written(document)).cell(found.top + 1, found.left + 1).coordinate


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_form_with_last_year_comes_back_whole_with_it(path: object) -> None:
    document = this_year(path)
    raw = written(document)
    read = read_form(raw, "表.xlsx")
    assert read.document == document
    assert read.document.previous == document.previous != Previous()
    assert not read.findings


def test_a_cell_has_a_note_where_last_year_said_something_else() -> None:
    document = this_year(EXAMPLES[1])
    row = next(item for item in leaves(document.indicators) if item.name == "跨境通办事项数量")
    told = notes(written(document))
    before = f"{int(document.previous.year)} 年"
    assert told[place_of(document, f"indicators/{row.id}/actual")] == f"{before}：510项"
    assert place_of(document, f"indicators/{row.id}/target") not in told, "it is the same"
    again = put(document, cell(row.id, "target"), "≥600项")
    assert notes(written(again))[place_of(again, f"indicators/{row.id}/target")] == f"{before}：≥500项"
    assert place_of(document, "fields/year") not in told


def test_notes_are_not_printed_and_not_read() -> None:
    document = this_year(EXAMPLES[1])
    raw = written(document)
    assert len(notes(raw)) > 70
    assert front(raw).page_setup.cellComments is None
    (grid,) = read_workbook(raw, "表.xlsx").grids
    plain = document.model_copy(update={"previous": Previous()})
    (bare,) = read_workbook(written(plain), "表.xlsx").grids
    assert grid == bare
    assert form_of(grid, load_template(document.template), "表").document.previous == Previous()


def test_a_note_holds_any_text_and_a_long_one_only_in_part() -> None:
    document = open_document(EXAMPLES[1])
    wild = Previous(form="x", year="2022", fields={"contact": "甲\x00\x0b\ufffe\r\n乙", "problems": "长" * 5000})
    told = notes(written(document.model_copy(update={"previous": wild})))
    assert "去年：甲\n乙" in told.values()
    assert max(map(len, told.values())) < 1000
    assert read_form(written(document.model_copy(update={"previous": wild})), "表").document.previous == wild


def test_a_form_without_last_year_has_no_notes() -> None:
    assert notes(written(open_document(EXAMPLES[0]))) == {}
