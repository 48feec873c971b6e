"""Last year's texts on a sheet: a note at each cell that says something else now, neither printed nor read back."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.exchange.sheet.parts import Sheet
from evaldesk.model.document import Document, address, cell, field, get
from evaldesk.model.previous import PreviousRow, called
from evaldesk.model.template import Template
from evaldesk.model.template.fields import YearField

AUTHOR = "evaldesk"
LONGEST = 800  # characters; a note of more would cover the sheet
WIDE, LINE = 260, 18  # pixels
ON_A_LINE = 18  # Chinese characters


def put_notes(sheet: Worksheet, laid: Sheet, document: Document, template: Template) -> None:
    """Put last year's texts on the cells of a sheet, where they are known and not what stands there now."""
    known = last_texts(document, template)
    before = called(document.previous, document.fields.get("year", ""))
    for placed in laid.cells:
        text = known.pop(placed.where, "") if placed.where else ""
        if text and text != get(document, address(placed.where)).strip():
            note = Comment(f"{before}：{text[:LONGEST]}", AUTHOR, width=WIDE)
            note.height = LINE * (2 + sum(1 + len(line) // ON_A_LINE for line in note.text.splitlines()))
            sheet.cell(placed.top + 1, placed.left + 1).comment = note


def last_texts(document: Document, template: Template) -> dict[str, str]:
    """Return last year's texts by the addresses of this form, without the year, which nobody needs to be told."""
    previous = document.previous
    years = {item.key for section in template.sections if section.kind != "indicators" for item in section.fields
             if isinstance(item, YearField)}  # fmt: skip
    told = {str(field(key)): text for key, text in previous.fields.items() if key not in years}
    rows = {str(cell(row.id, key)): getattr(row, key) for row in previous.rows for key in PreviousRow.model_fields
            if key != "id"}  # fmt: skip
    return {where: shown for where, text in {**told, **rows}.items() if (shown := _printable(text))}


def _printable(text: str) -> str:
    """Return a text without what XML cannot hold; a note is only read by people."""
    return "".join(sign for sign in text if sign == "\n" or sign.isprintable()).strip()
