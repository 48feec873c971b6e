"""A form as an .xlsx workbook: the laid-out sheet with merged cells and print set-up, and the form itself behind it.

Figures are numbers, everything else is text; no text is ever a formula, whatever it begins with. A sheet that nobody
sees carries the form as it was typed, so that reading the workbook back loses nothing (see ``restore``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.exchange.sheet.fingerprint import of_sheet
from evaldesk.exchange.sheet.heights import SIZES, USUAL, row_heights
from evaldesk.exchange.sheet.last_year import put_notes
from evaldesk.exchange.sheet.layout import lay_out
from evaldesk.exchange.sheet.parts import Look, Placed, Sheet
from evaldesk.exchange.sheet.shown import TEXT, as_value
from evaldesk.files.encode import encode
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation

BEHIND = "_evaldesk"
MARK = "evaldesk 1"
PART = 30_000
FONT = "宋体"
UPRIGHT = 255  # letters one below the other
THIN = Side(style="thin", color="000000")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LEFT_LOOKS: frozenset[Look] = frozenset(["annex", "line", "prose", "name", "guidance", "sign", "heading"])
BOLD_LOOKS: frozenset[Look] = frozenset(["title", "head", "label", "heading", "upright"])
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# What XML cannot hold is written as Excel writes it, and so is what would be taken for such an escape.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def workbook_bytes(
    document: Document,
    template: Template,
    evaluation: Evaluation,
    advance: Callable[[int, int], None] = lambda done, whole: None,
) -> bytes:
    """Return the form as the bytes of an .xlsx file that prints on A4 landscape like the official form.

    ``advance`` is told how much is done, and how much there is to do; what it raises ends the work.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    laid = lay_out(document, template, evaluation)
    sheet.title = NOT_IN_NAMES.sub("", laid.title)[:31] or "自评表"
    _fill(sheet, laid, advance)
    put_notes(sheet, laid, document, template)
    _set_up_print(sheet, laid)
    _put_behind(book, document, of_sheet(laid))
    book.properties.title = laid.title
    book.properties.creator = "evaldesk"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(sheet: Worksheet, laid: Sheet, advance: Callable[[int, int], None]) -> None:
    for at, width in enumerate(laid.widths, 1):
        # A column's width counts digits of the usual font, about 7 pixels each, and 5 pixels of margin.
        pixels = float(width) / 25.4 * 96
        sheet.column_dimensions[get_column_letter(at)].width = max(1.0, (pixels - 5) / 7)
    for at, height in enumerate(row_heights(laid), 1):
        sheet.row_dimensions[at].height = round(height, 1)
    for at, placed in enumerate(laid.cells):
        advance(at, 2 * len(laid.cells))  # writing them down takes as long again
        _put(sheet, placed, laid.bordered[0] <= placed.top < laid.bordered[1])
    sheet.sheet_view.zoomScale = 110


def _put(sheet: Worksheet, placed: Placed, framed: bool) -> None:
    cell = sheet.cell(placed.top + 1, placed.left + 1)
    assert isinstance(cell, Cell)
    put_text(cell, placed.text, bool(placed.where) or placed.look == "value")
    size = SIZES.get(placed.look, USUAL)
    cell.font = Font(name=FONT, size=size, bold=placed.look in BOLD_LOOKS)
    side = "left" if placed.look in LEFT_LOOKS else "right" if placed.look == "line_end" else "center"
    cell.alignment = Alignment(
        horizontal=side,
        vertical="top" if placed.look == "prose" else "center",
        wrap_text=True,
        text_rotation=UPRIGHT if placed.look == "upright" else 0,
    )
    if framed:
        for row in sheet.iter_rows(placed.top + 1, placed.bottom, placed.left + 1, placed.right):
            for own in row:
                own.border = FRAME
    if placed.bottom - placed.top > 1 or placed.right - placed.left > 1:
        sheet.merge_cells(
            start_row=placed.top + 1,
            end_row=placed.bottom,
            start_column=placed.left + 1,
            end_column=placed.right,
        )


def put_text(cell: Cell, text: str, may_be_number: bool) -> None:
    """Put a text into a cell: a plain figure as a number, anything else as a text that stays one when it is edited."""
    figure = as_value(text) if may_be_number else None
    if figure is not None:
        cell.value, cell.number_format = figure
        return
    cell.value = escaped(text) or None
    if text:
        # openpyxl takes a leading = for a formula and #N/A for an error.
        cell.data_type = "s"
        cell.number_format = TEXT
        cell.quotePrefix = text[0] in "=+-@'"


def escaped(text: str) -> str:
    """Return a text as Excel writes it into XML: control characters as ``_x000B_``."""
    marked = LIKE_ESCAPE.sub("_x005F_", text)
    return NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", marked)


def _set_up_print(sheet: Worksheet, laid: Sheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr] # new sheets have it
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    foot = sheet.oddFooter
    if foot is not None and foot.center is not None:
        foot.center.text = "第 &P 页，共 &N 页"
    if laid.heads[1] > laid.heads[0]:
        sheet.print_title_rows = f"{laid.heads[0] + 1}:{laid.heads[1]}"
    sheet.print_area = f"A1:{get_column_letter(len(laid.widths))}{laid.rows}"


def _put_behind(book: Workbook, document: Document, fingerprint: str) -> None:
    """Put the form behind the sheet; remarks of reviewers and its history stay in the form's own file."""
    behind = book.create_sheet(BEHIND)
    behind.sheet_state = "veryHidden"
    kept = document.model_copy(update={"remarks": (), "history": ()})
    for row, part in enumerate((MARK, fingerprint, *_parts(encode(kept).decode("utf-8"))), 1):
        cell = behind.cell(row, 1)
        assert isinstance(cell, Cell)
        put_text(cell, part, False)


def _parts(text: str) -> Iterator[str]:
    for start in range(0, len(text), PART):
        yield text[start : start + PART]
