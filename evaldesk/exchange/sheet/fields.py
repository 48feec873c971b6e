"""The fields of a form read from a grid: each beside, or under, the label that its template prints for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.sheet.labels import find_in_order, own_cells
from evaldesk.exchange.wrapping import squeezed, unwrapped
from evaldesk.model.template import HeadPiece, Template
from evaldesk.model.template.grid import FieldsSection, GridCell, TextsSection


@dataclass(frozen=True, slots=True)
class ReadField:
    """Hold one field as read: its text, the cell it came from, and whether its place was guessed."""

    text: str
    cell: str
    guessed: bool = False


def read_fields(grid: Grid, template: Template) -> Mapping[str, ReadField]:
    """Return the fields whose labels a grid holds."""
    found: dict[str, ReadField] = {}
    for section in template.sections:
        if section.kind == "fields":
            found |= _section(grid, section)
        elif section.kind == "texts":
            found |= _texts(grid, section, template)
    for pieces in (template.subtitle, template.headline):
        found |= _line(grid, pieces)
    return found


def _section(grid: Grid, section: FieldsSection) -> dict[str, ReadField]:
    found: dict[str, ReadField] = {}
    columns: dict[int, int] = {}  # column of the template's grid -> column of the sheet, from labels seen so far
    long = {item.key for item in section.fields if item.kind == "paragraph"}
    last = -1
    for line in _placed(section):
        labels = [squeezed(cell.text) for _, cell in line if cell.text and cell.rows == 1]
        row = _row_of(grid, labels, last) if labels else last + 1
        if row is None or row >= len(grid.rows):
            continue
        last = row
        cells = own_cells(grid, row)
        places = find_in_order(cells, labels) or []
        columns |= {at: place for (at, _), place in zip(_with_labels(line), places, strict=False)}
        for at, cell in line:
            if cell.field and (place := _place(line, at, cells, columns, places)) is not None:
                read = grid.rows[row][place]
                text = read.text if cell.field in long else unwrapped(read.text)
                found[cell.field] = ReadField(text, read.name)
    return found


def _placed(section: FieldsSection) -> list[list[tuple[int, GridCell]]]:
    """Return each line of the template's grid with the columns in which its cells begin."""
    hanging = [0] * len(section.columns)
    lines = []
    for line in section.grid:
        at = 0
        placed = []
        for cell in line:
            while hanging[at]:
                at += 1
            hanging[at : at + cell.cols] = [cell.rows] * cell.cols
            placed.append((at, cell))
            at += cell.cols
        lines.append(placed)
        hanging = [left - 1 for left in hanging]
    return lines


def _with_labels(line: Sequence[tuple[int, GridCell]]) -> list[tuple[int, GridCell]]:
    return [(at, cell) for at, cell in line if cell.text and cell.rows == 1]


def _row_of(grid: Grid, labels: Sequence[str], after: int) -> int | None:
    """Return the first row below ``after`` that holds the labels, else the first of all."""
    rows = [*range(after + 1, len(grid.rows)), *range(after + 1)]
    return next((row for row in rows if find_in_order(own_cells(grid, row), labels) is not None), None)


def _place(
    line: Sequence[tuple[int, GridCell]],
    at: int,
    cells: Sequence[tuple[int, str]],
    columns: Mapping[int, int],
    places: Sequence[int],
) -> int | None:
    """Return the sheet column of the field in column ``at`` of the template's grid, None where the sheet has none.

    Alone behind its label, it is the first filled cell up to the next label. Where it shares that room with others, or
    has no label beside it, it stands under its own label, or in its turn among the cells there.
    """
    labels = [(column, place) for (column, _), place in zip(_with_labels(line), places, strict=False)]
    before = max((label for label in labels if label[0] < at), default=None)
    behind = min((label for label in labels if label[0] > at), default=None)
    start, left = before or (-1, -1)
    end, right = behind or (sys.maxsize, sys.maxsize)
    room = [(column, text) for column, text in cells if left < column < right]
    shared = [column for column, cell in line if (cell.field or cell.computed) and start < column < end]
    if before is not None and len(shared) == 1:
        return next((column for column, text in room if text), room[0][0] if room else None)
    if at in columns:
        return columns[at]
    turn = shared.index(at)
    return room[turn][0] if turn < len(room) else None


def _texts(grid: Grid, section: TextsSection, template: Template) -> dict[str, ReadField]:
    headings = {squeezed(item.heading or item.label): item.key for item in section.fields}
    notes = {squeezed(item.note) for item in section.fields if item.note}
    signed = template.signature.people if template.signature else ()
    ends = tuple(squeezed(label) for label in (*signed, template.signature.seal if template.signature else "") if label)
    found: dict[str, ReadField] = {}
    key, column = "", 0
    for row in range(len(grid.rows)):
        cells = own_cells(grid, row)
        at = next((place for place, text in cells if _heading(text, headings)), None)
        if at is not None:
            heading = _heading(squeezed(grid.rows[row][at].text), headings)
            key, column = headings[heading], at
            rest = _without(grid.rows[row][at].text, heading)
            beside = [place for place, text in cells if place > at and text and text not in notes]
            if not rest and beside:
                rest, column = grid.rows[row][beside[0]].text, beside[0]
            found[key] = ReadField(rest, grid.rows[row][column].name)
        elif key and any(text.startswith(ends) for _, text in cells if ends and text):
            key = ""
        elif key and grid.is_own(row, column) and grid.rows[row][column].text:
            above = found[key]
            name = above.cell if above.text else grid.rows[row][column].name
            found[key] = ReadField(above.text + grid.rows[row][column].text, name)
    return found


def _heading(text: str, headings: Mapping[str, str]) -> str:
    return next((heading for heading in headings if heading and text.startswith(heading)), "")


def _without(text: str, heading: str) -> str:
    """Return what follows a heading in its own cell; white space inside the heading does not count."""
    pattern = r"\s*".join(re.escape(sign) for sign in heading)
    return re.sub(rf"^\s*{pattern}[:：]?[ \t]*\n?", "", text, count=1)


def _line(grid: Grid, pieces: Sequence[HeadPiece]) -> dict[str, ReadField]:
    """Read a field between the printed texts of one line: ``填报单位名称：… 金额单位：万元``."""
    found: dict[str, ReadField] = {}
    for at, piece in enumerate(pieces):
        before = squeezed(pieces[at - 1].text) if at else ""
        after = squeezed(pieces[at + 1].text) if at + 1 < len(pieces) else ""
        if not piece.field or not (before or after):
            continue
        for row in grid.rows:
            read = next((cell for cell in row if before and squeezed(cell.text).startswith(before)), None)
            if read is None:
                continue
            inside = _without(read.text, before)
            cut = re.split(r"\s*".join(re.escape(sign) for sign in after), inside)[0] if after else inside
            if not cut.strip():
                column = row.index(read)
                beside = next(
                    (cell for cell in row[column + 1 :] if cell.text.strip() and cell.origin != read.origin), None
                )
                if beside is not None and squeezed(beside.text) != after:
                    read, cut = beside, beside.text
            found[piece.field] = ReadField(cut.strip(), read.name)
            break
    return found
