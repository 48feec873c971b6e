"""An .xlsx file as grids: every visible sheet cell by cell, as shown, within bounds that no form needs.

A workbook is a zip of XML files that anybody may have made. Before the library reads it the zip's own figures are held
against bounds, and parts with a document type (entities that grow or point outside) are refused. Macros are never run:
only .xlsx and .xlsm are read, as data.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaldesk.errors import Unreadable
from evaldesk.exchange.grid import MOST_COLUMNS, MOST_ROWS, Grid, Merged, grid
from evaldesk.exchange.sheet.shown import as_text
from evaldesk.exchange.sheet.write import BEHIND, MARK

MOST_BYTES = 60 * 2**20
# A form of 5,000 indicators unpacks to some 5 MB; the library needs fifty times that in memory.
MOST_UNPACKED = 40 * 2**20
MOST_PARTS = 2_000
# What the library raises over parts that do not fit together; both XML readers it may use raise a SyntaxError.
DAMAGED = (
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
    zipfile.BadZipFile,
)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Book:
    """Hold the visible sheets that hold anything, and what our own writing put behind them.

    ``behind`` is the form's text, ``fingerprint`` that of the sheet as it was written.
    """

    grids: tuple[Grid, ...]
    behind: str = ""
    fingerprint: str = ""


def read_workbook(raw: bytes, name: str) -> Book:
    """Return the sheets of an .xlsx file; ``name`` is the file's name for the sentence.

    :raises Unreadable: when it is no workbook, damaged, encrypted, of the old format, or beyond the bounds.
    """
    _hold_bounds(raw, name)
    try:
        book = load_workbook(BytesIO(raw), data_only=True, keep_links=False, rich_text=False)
        return Book(tuple(_grids(book)), *_behind(book))
    except Unreadable:
        raise
    except DAMAGED as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> Unreadable:
    return Unreadable(
        f"“{name}”不是正常的 Excel 工作簿，读不出来。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。", repr(error)
    )


def _hold_bounds(raw: bytes, name: str) -> None:
    if raw.startswith(OLD):
        raise Unreadable(
            f"“{name}”是旧格式（.xls、.et）或加了密码的工作簿。"
            "请用 Excel 或 WPS 打开它，不加密码另存为 .xlsx 后再导入。"
        )
    if len(raw) > MOST_BYTES:
        raise Unreadable(
            f"“{name}”有 {len(raw) / 2**20:.0f} MB，远大于一份自评表。请只留下表格所在的工作表，另存后再导入。"
        )
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(
                    f"“{name}”解开后过大，不像一份自评表，为安全起见没有导入。"
                    "请把表格复制到一个新的工作簿，另存后再导入。"
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _hold_part(packed, part, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _damaged(name, error) from error


def _hold_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    with packed.open(part) as opened:
        # A document type stands before the first element; one hidden behind a longer start is refused as well.
        start = opened.read(64 * 1024)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start or b"<\x00!\x00D" in start or b"\x00<\x00!\x00D" in start:
            raise Unreadable(f"“{name}”里有 Excel 不会写的内容（外部实体），为安全起见没有导入。请向发来文件的人核实。")


def _grids(book: Workbook) -> Iterator[Grid]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or not isinstance(sheet, Worksheet):
            continue
        found = _grid(sheet)
        if found.rows:
            yield found


def _grid(sheet: Worksheet) -> Grid:
    """Return the cells that hold something, in the smallest rectangle from A1 that holds them all.

    Officers format whole columns: a sheet's own measure may be a million rows.
    """
    filled = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None and row <= MOST_ROWS and column <= MOST_COLUMNS:
            filled[row - 1, column - 1] = _unescaped(as_text(cell.value, cell.number_format or "General"))
    height = max((row for row, _ in filled), default=-1) + 1
    width = max((column for _, column in filled), default=-1) + 1
    texts = [[filled.get((row, column), "") for column in range(width)] for row in range(height)]
    merged = [
        Merged(region.min_row - 1, region.min_col - 1, region.max_row - 1, region.max_col - 1)
        for region in sheet.merged_cells.ranges
        if region.min_row <= height and region.min_col <= width
    ]
    return grid(texts, merged, sheet.title, letters=True)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _behind(book: Workbook) -> tuple[str, str]:
    if BEHIND not in book.sheetnames:
        return "", ""
    parts = [cell for (cell,) in book[BEHIND].iter_rows(max_col=1, max_row=MOST_ROWS, values_only=True)]
    texts = [_unescaped(part) for part in parts if isinstance(part, str)]
    if len(texts) < 3 or texts[0] != MARK:
        return "", ""
    return "".join(texts[2:]), texts[1]
