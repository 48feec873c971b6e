"""A whole form read from a sheet: the fields by their labels, the indicators by the table, and what was guessed."""

from __future__ import annotations

from evaldesk.errors import Unreadable
from evaldesk.exchange.columns import Layout, guess
from evaldesk.exchange.grid import Grid
from evaldesk.exchange.heads import head_rows
from evaldesk.exchange.imported import GUESSED, Imported, guesses, put_together
from evaldesk.exchange.rows import TOTAL, Table, read_rows
from evaldesk.exchange.sheet.fields import read_fields
from evaldesk.exchange.sheet.labels import likeliest_template, own_cells
from evaldesk.exchange.sheet.restore import restored
from evaldesk.exchange.sheet.workbook import read_workbook
from evaldesk.exchange.wrapping import squeezed
from evaldesk.files.templates import load_template, templates
from evaldesk.model.document import Document, field
from evaldesk.model.finding import Finding, Level
from evaldesk.model.template import Template


def read_form(raw: bytes, name: str, template_name: str = "") -> Imported:
    """Return the form in an .xlsx file; without ``template_name`` its labels tell which template it follows.

    :raises Unreadable: when the file cannot be read, or holds neither a form nor a table of indicators.
    :raises TemplateProblem: when this machine lacks the template.
    """
    book = read_workbook(raw, name)
    if not book.grids:
        raise Unreadable(f"“{name}”里没有内容。请检查是否选错了文件，或工作表是否被隐藏。")
    if book.behind and not template_name and (whole := restored(book, name, _read_plainly)) is not None:
        return Imported(*whole)
    chosen = load_template(template_name) if template_name else None
    for grid in book.grids:
        template = chosen or likeliest_template(grid, templates())
        if template is not None:
            return form_of(grid, template, name)
    raise Unreadable(f"“{name}”里没有认出哪一种自评表。请在导入时指明模板，或复制其中的指标表格，在“指标评分”里粘贴。")


def _read_plainly(grid: Grid, template: Template) -> tuple[Document, tuple[Finding, ...]]:
    read, _ = _read(grid, template)
    return read.document, read.findings


def form_of(grid: Grid, template: Template, name: str) -> Imported:
    """Return the form that a grid holds under a template.

    :raises Unreadable: when it holds neither fields nor indicators.
    """
    read, anything = _read(grid, template)
    if not anything:
        raise Unreadable(f"“{name}”里没有读到栏目，也没有读到指标。请检查是否选错了文件。")
    return read


def _read(grid: Grid, template: Template) -> tuple[Imported, bool]:
    """Return what a grid holds, and whether that is anything: an empty form of ours may have been filled in."""
    fields = read_fields(grid, template)
    table, layout, _ = read_table(grid, template)
    document, placed = put_together(template, {key: read.text for key, read in fields.items()}, table)
    missing = [
        Finding(GUESSED, Level.HINT, str(field(key)), f"“{read.text}”取自单元格 {read.cell}，位置是推断的。")
        for key, read in fields.items()
        if read.guessed
    ]
    anything = any(read.text for read in fields.values()) or bool(table.rows)
    return Imported(document, template, (*missing, *guesses(table, placed, layout))), anything


def read_table(grid: Grid, template: Template) -> tuple[Table, Layout, int]:
    """Return the indicators of a sheet, the layout they were read by, and the sheet row at which their table begins."""
    start, end = _table_rows(grid, template)
    part = Grid(tuple(grid.rows[start:end]), grid.title)
    part = Grid(
        tuple(
            tuple(
                # Places count from the table's first row; merged regions that begin above it belong to nothing here.
                type(one)(one.text, one.name, (one.origin[0] - start, one.origin[1]))
                for one in row
            )
            for row in part.rows
        ),
        grid.title,
    )
    layout = guess(part, template)
    return read_rows(part, layout), layout, start


def _table_rows(grid: Grid, template: Template) -> tuple[int, int]:
    """Return the first and end row of the indicator table: from its head to the 合计 row or the texts below."""
    texts = [squeezed(item.heading or item.label) for s in template.sections if s.kind == "texts" for item in s.fields]
    heads = [row for row in head_rows(grid) if _is_table_head(grid, row)]
    start = heads[0] if heads else 0
    while start and start - 1 in head_rows(grid):
        start -= 1
    for row in range(start, len(grid.rows)):
        first = next((text for _, text in own_cells(grid, row) if text), "")
        if TOTAL.match(first):
            return start, row + 1
        if row > start and any(text and first.startswith(text) for text in texts):
            return start, row
    return start, len(grid.rows)


def _is_table_head(grid: Grid, row: int) -> bool:
    texts = "".join(text for _, text in own_cells(grid, row))
    return "指标" in texts or "名称" in texts
