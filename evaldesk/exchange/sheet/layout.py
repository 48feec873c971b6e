"""The official layout as a sheet: title and headline, the sections in their order, and the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaldesk.exchange.sheet.columns import LABEL, sheet_columns, snapped
from evaldesk.exchange.sheet.parts import Look, Placed, Sheet
from evaldesk.exchange.sheet.table import table_cells, table_head
from evaldesk.model.document import Document, field
from evaldesk.model.template import HeadPiece, Template
from evaldesk.model.template.fields import Field
from evaldesk.model.template.grid import FieldsSection, GridCell, TextsSection
from evaldesk.rules.evaluation import Evaluation

# Spreadsheets hold no more characters in one cell; longer texts go on in the rows below.
MOST_CHARACTERS = 32_000
NOTE = Decimal(41)
LEFT: Look = "line"
RIGHT: Look = "line_end"


def lay_out(document: Document, template: Template, evaluation: Evaluation) -> Sheet:
    """Return the form as cells of a sheet, each with the address of the text that it shows."""
    widths, stretches = sheet_columns(template)
    cells = list(_above(document, template, len(widths)))
    row = first = cells[-1].bottom if cells else 0
    heads = (row, row)
    for section in template.sections:
        if section.kind == "fields":
            made = list(_fields(section, document, evaluation, widths, row))
        elif section.kind == "texts":
            made = list(_texts(section, document, widths, row))
        else:
            head = list(table_head(section, stretches, row))
            heads = (row, max(cell.bottom for cell in head))
            made = [*head, *table_cells(template, document, evaluation, stretches, heads[1])]
        cells += made
        row = max((cell.bottom for cell in made), default=row)
    end = row
    signed = list(_signature(template, len(widths), row))
    cells += signed
    rows = max((cell.bottom for cell in signed), default=row)
    return Sheet(template.title, tuple(cells), widths, rows, heads, (first, end))


def _above(document: Document, template: Template, width: int) -> Iterator[Placed]:
    row = 0
    lines: tuple[tuple[str, Look], ...] = (
        (template.annex, "annex"),
        (template.title, "title"),
        (joined(document, template.subtitle), "subtitle"),
    )
    for text, look in lines:
        if text:
            yield Placed(text, row, 0, row + 1, width, look)
            row += 1
    left, right = headline_halves(template.headline)
    if left or right:
        middle = width * 2 // 3 if left and right else width if left else 0
        for start, end, pieces_of, look in ((0, middle, left, LEFT), (middle, width, right, RIGHT)):
            if pieces_of:
                yield Placed(joined(document, pieces_of), row, start, row + 1, end, look)


def headline_halves(pieces: Sequence[HeadPiece]) -> tuple[Sequence[HeadPiece], Sequence[HeadPiece]]:
    """Return what stands at the left of the line above the table, fields with their labels, and what at the right."""
    last = max((at for at, piece in enumerate(pieces) if piece.field), default=-1) + 1
    return pieces[:last], pieces[last:]


def joined(document: Document, pieces: Sequence[HeadPiece]) -> str:
    """Return printed texts and fields as one text."""
    return "".join(document.fields.get(piece.field, "") if piece.field else piece.text for piece in pieces)


def _fields(
    section: FieldsSection, document: Document, evaluation: Evaluation, widths: Sequence[Decimal], top: int
) -> Iterator[Placed]:
    total = sum(widths, Decimal(0))
    label = [LABEL] if section.label else []
    scale = (total - sum(label, Decimal(0))) / sum(section.columns, Decimal(0))
    edges = snapped([*label, *(column * scale for column in section.columns)], widths)
    if section.label:
        yield Placed(
            section.label,
            top,
            edges[0],
            top + len(section.grid),
            edges[1],
            "upright" if len(section.grid) > 1 else "label",
        )
        edges = edges[1:]
    kinds = {item.key: item for item in section.fields}
    hanging = [0] * len(section.columns)
    for number, line in enumerate(section.grid):
        at = 0
        for grid_cell in line:
            while hanging[at]:
                at += 1
            hanging[at : at + grid_cell.cols] = [grid_cell.rows] * grid_cell.cols
            text, look, where = _shown(grid_cell, kinds, document, evaluation)
            row = top + number
            yield Placed(text, row, edges[at], row + grid_cell.rows, edges[at + grid_cell.cols], look, where)
            at += grid_cell.cols
        hanging = [left - 1 for left in hanging]


def _shown(
    grid_cell: GridCell, kinds: dict[str, Field], document: Document, evaluation: Evaluation
) -> tuple[str, Look, str]:
    if grid_cell.field:
        look: Look = "prose" if kinds[grid_cell.field].kind == "paragraph" else "value"
        return document.fields.get(grid_cell.field, ""), look, str(field(grid_cell.field))
    if grid_cell.computed:
        return evaluation.computed.get(grid_cell.computed, ""), "value", ""
    return grid_cell.text, "label", ""


def _texts(section: TextsSection, document: Document, widths: Sequence[Decimal], top: int) -> Iterator[Placed]:
    noted = any(item.note for item in section.fields)
    middle = snapped([sum(widths, Decimal(0)) - NOTE, NOTE], widths)[1] if noted else len(widths)
    row = top
    note = ""
    for item in section.fields:
        note = item.note or note
        where = str(field(item.key))
        first = row
        yield Placed(item.heading or item.label, row, 0, row + 1, middle, "heading")
        row += 1
        for part in pieces(document.fields.get(item.key, "")):
            yield Placed(part, row, 0, row + 1, middle, "prose", where)
            row += 1
        if noted:
            yield Placed(note, first, middle, row, len(widths), "guidance")


def pieces(text: str) -> Iterator[str]:
    """Yield a text in parts that a cell can hold; an empty text is one empty part."""
    for start in range(0, max(len(text), 1), MOST_CHARACTERS):
        yield text[start : start + MOST_CHARACTERS]


def _signature(template: Template, width: int, top: int) -> Iterator[Placed]:
    signed = template.signature
    if signed is None:
        return
    edges = [round(width * at / max(len(signed.people), 1)) for at in range(len(signed.people) + 1)]
    for at, label in enumerate(signed.people):
        yield Placed(f"{label}：", top, edges[at], top + 1, edges[at + 1], "sign")
    half = width // 2
    yield Placed(signed.seal, top + 1, half, top + 2, width, "sign")
    yield Placed(signed.date, top + 2, half, top + 3, width, "sign")
