"""A form through a workbook and back: the same when untouched, as edited when edited, never a formula."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.exchange.sheet.form import form_of, read_form
from evaldesk.exchange.sheet.workbook import read_workbook
from evaldesk.exchange.sheet.write import workbook_bytes
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, cell, field, put, with_indicators
from evaldesk.model.indicators import Indicator, leaves
from evaldesk.paths import resources
from evaldesk.rules import evaluate

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))
ANY = st.text(st.characters(exclude_categories=()), max_size=30)


def written(document: Document) -> bytes:
    template = load_template(document.template)
    return workbook_bytes(document, template, evaluate(document, template))


def edited(raw: bytes, changes: dict[str, str]) -> bytes:
    """Return the workbook with some cells changed, as a person would in a spreadsheet program."""
    book = load_workbook(BytesIO(raw))
    for name, value in changes.items():
        book.worksheets[0][name] = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def front(raw: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(raw)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def place_of(raw: bytes, text: object) -> str:
    return next(one.coordinate for row in front(raw).iter_rows() for one in row if one.value == text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_untouched_workbook_is_the_same_form(path: object) -> None:
    document = open_document(path)  # type: ignore[arg-type]
    read = read_form(written(document), "表.xlsx")
    assert digest(read.document) == digest(document)
    assert read.document.id == document.id
    assert not read.findings


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_sheet_alone_holds_everything_that_was_typed_on_it(path: object) -> None:
    document = open_document(path)  # type: ignore[arg-type]
    (grid,) = read_workbook(written(document), "表.xlsx").grids
    read = form_of(grid, load_template(document.template), "表.xlsx").document
    typed, found = ({key: text for key, text in form.fields.items() if text} for form in (document, read))
    assert found == typed
    shown = [(row.name, row.target, row.actual) for row in leaves(document.indicators)]
    assert [(row.name, row.target, row.actual) for row in leaves(read.indicators)] == shown


@settings(max_examples=40)
@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), max_size=6), ANY, ANY)
def test_any_texts_come_back_as_typed(rows: list[tuple[str, str, str, str]], goal: str, unit: str) -> None:
    template = load_template("jiangmen-annex-3@2023")
    form = put(put(new_document(template), field("goal"), goal), field("reporting_unit"), unit)
    group = form.indicators[1].children[0]
    made = tuple(Indicator(name=name, target=target, actual=actual, reason=why) for name, target, actual, why in rows)
    branch = form.indicators[1].model_copy(update={"children": (group.model_copy(update={"children": made}),)})
    form = with_indicators(form, (form.indicators[0], branch, form.indicators[2]))
    assert digest(read_form(written(form), "表.xlsx").document) == digest(form)


def test_an_edited_cell_is_as_edited_and_all_else_as_typed() -> None:
    document = put(open_document(EXAMPLES[1]), cell("a3-007", "completion"), "85%")
    raw = written(document)
    row = front(raw)[place_of(raw, "跨域通办事项数量")].row
    actual = next(one.coordinate for one in front(raw)[row] if one.value == "336项")
    unit = place_of(raw, "填报单位名称：" + document.fields["reporting_unit"])
    read = read_form(edited(raw, {actual: "340项", unit: "填报单位名称：某某市数据局"}), "表.xlsx")
    wanted = put(document, cell("a3-007", "actual"), "340项")
    assert digest(read.document) == digest(put(wanted, field("reporting_unit"), "某某市数据局"))


def test_a_row_added_in_the_spreadsheet_is_added_to_the_form() -> None:
    document = open_document(EXAMPLES[0])
    raw = written(document)
    book = load_workbook(BytesIO(raw))
    sheet = book.worksheets[0]
    at = place_of(raw, "视频终端接入数量（万路）")
    row, column = sheet[at].row, sheet[at].column
    regions = [region.coord for region in sheet.merged_cells.ranges]
    for region in regions:
        sheet.unmerge_cells(region)
    sheet.insert_rows(row + 1)
    sheet.cell(row + 1, column, "新增指标（个）")
    sheet.cell(row + 1, column + 2, "≥5")
    sheet.cell(row + 1, column + 3, 6)
    read = read_form(saved(book), "表.xlsx").document
    added = next(node for node in leaves(read.indicators) if node.name == "新增指标（个）")
    assert (added.target, added.actual) == ("≥5", "6")
    assert len(list(leaves(read.indicators))) == len(list(leaves(document.indicators))) + 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 起", "@sum", '=HYPERLINK("http://x")', "#N/A", "'x", "_x0041_"])
def test_no_text_is_ever_a_formula(text: str) -> None:
    form = put(open_document(EXAMPLES[0]), field("project_name"), text)
    raw = written(form)
    kinds = {one.data_type for row in front(raw).iter_rows() for one in row}
    assert not kinds & {"f", "e"}
    assert read_form(raw, "表.xlsx").document.fields["project_name"] == text


def test_figures_are_numbers() -> None:
    raw = written(open_document(EXAMPLES[0]))
    values = {one.value for row in front(raw).iter_rows() for one in row if isinstance(one.value, int | float)}
    assert {9150, 8967.19, 2.8, 4.577, 98} <= values


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    long = "".join(f"第{number}句。" for number in range(9_000))
    assert len(long) > 50_000
    form = put(open_document(EXAMPLES[0]), field("performance"), long)
    raw = written(form)
    assert read_form(raw, "表.xlsx").document.fields["performance"] == long
    (grid,) = read_workbook(raw, "表.xlsx").grids
    assert form_of(grid, load_template(form.template), "表").document.fields["performance"] == long


def test_remarks_and_history_stay_in_the_form_file() -> None:
    document = open_document(EXAMPLES[0]).model_copy(update={"remarks": (), "history": ()})
    assert "remarks" not in read_workbook(written(document), "表.xlsx").behind


def test_what_lies_behind_may_be_spoiled() -> None:
    document = open_document(EXAMPLES[1])
    book = load_workbook(BytesIO(written(document)))
    book["_evaldesk"]["A3"] = "{"
    read = read_form(saved(book), "表.xlsx")
    assert [row.name for row in leaves(read.document.indicators)] == [row.name for row in leaves(document.indicators)]


def test_it_prints_on_a4_landscape_with_its_heads_on_every_page() -> None:
    sheet = front(written(open_document(EXAMPLES[1])))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.page_setup.fitToWidth == 1
    first, _, last = str(sheet.print_title_rows).replace("$", "").partition(":")
    names = {str(one.value) for row in sheet.iter_rows(int(first), int(last)) for one in row if one.value}
    assert {"评价指标", "评价年度预期值", "自评分数"} <= names
