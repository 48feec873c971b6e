"""A whole form read from a sheet: the fields by their labels, the indicators by the table, and what was guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaldesk.errors import Unreadable
from evaldesk.exchange.columns import Layout, guess
from evaldesk.exchange.grid import Grid
from evaldesk.exchange.heads import head_rows
from evaldesk.exchange.placing import Placed, place
from evaldesk.exchange.roles import ROLE_NAMES, Role
from evaldesk.exchange.rows import TOTAL, Read, Table, read_rows
from evaldesk.exchange.sheet.fields import read_fields
from evaldesk.exchange.sheet.labels import likeliest_template, own_cells
from evaldesk.exchange.sheet.restore import restored
from evaldesk.exchange.sheet.workbook import read_workbook
from evaldesk.exchange.wrapping import squeezed
from evaldesk.files.templates import load_template, templates
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, cell, field, with_indicators
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template

GUESSED = "import.guessed"
LEFT_OUT = "import.left-out"


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold a form that was read from a foreign file, its template, and a finding for every value that was guessed."""

    document: Document
    template: Template
    findings: tuple[Finding, ...]


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
    read = form_of(grid, template, grid.title)
    return read.document, read.findings


def form_of(grid: Grid, template: Template, name: str) -> Imported:
    """Return the form that a grid holds under a template.

    :raises Unreadable: when it holds neither fields nor indicators.
    """
    fields = read_fields(grid, template)
    table, layout, start = read_table(grid, template)
    if not any(read.text for read in fields.values()) and not table.rows:
        raise Unreadable(f"“{name}”里没有读到栏目，也没有读到指标。请检查是否选错了文件。")
    document = new_document(template)
    texts = {key: read.text for key, read in fields.items() if read.text}
    document = document.model_copy(update={"fields": {**document.fields, **texts}})
    placed = place(document, table, template)
    document = with_indicators(placed.document, tuple(_without_empty(branch) for branch in placed.document.indicators))
    if table.total_score:
        total = document.total.model_copy(update={"score": table.total_score})
        document = document.model_copy(update={"total": total})
    missing = [
        Finding(GUESSED, Level.HINT, str(field(key)), f"“{read.text}”取自单元格 {read.cell}，位置是推断的。")
        for key, read in fields.items()
        if read.guessed
    ]
    return Imported(document, template, (*missing, *guesses(table, layout, placed, start)))


def _without_empty(branch: Indicator) -> Indicator:
    """Return a branch without the groups that only the empty form offered; one without any rows keeps its offer."""
    filled = tuple(group for group in branch.children if group.children)
    return branch.model_copy(update={"children": filled}) if filled else branch


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


def guesses(table: Table, layout: Layout, placed: Placed, start: int = 0) -> tuple[Finding, ...]:
    """Return a finding for every value that was put together, or read from a column that no head names."""
    found = [
        Finding(GUESSED, Level.HINT, str(cell(id, attribute)), f"{_from(read, attribute)}{sentence}。")
        for read, id in zip(table.rows, placed.ids, strict=True)
        for attribute, sentence in read.guesses
    ]
    unnamed: Sequence[Role] = [
        role
        for role in ("name", "weight", "target", "actual", "self_score", "reason")
        if any(layout.because[at] and not layout.because[at].startswith("表头") for at in layout.columns(role))
    ]
    found += [
        Finding(
            GUESSED,
            Level.HINT,
            str(cell(id, role)),
            f"{_from(read, role)}这一列没有表头，按内容当作{ROLE_NAMES[role]}。",
        )
        for read, id in zip(table.rows, placed.ids, strict=True)
        for role in unnamed
        if (read.name if role == "name" else read.texts.get(role))
    ]
    rest = [Finding(LEFT_OUT, Level.EXPLAIN, "", f"{sentence}。") for sentence in table.left_out]
    return (*found, *rest)


def _from(read: Read, attribute: str) -> str:
    name = read.cells.get(attribute, "")
    return f"{name}：" if name else ""
