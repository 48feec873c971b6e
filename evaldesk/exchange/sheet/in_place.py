"""Edits of a sheet of our own writing, cell by cell: where nothing has moved, each cell has its address in the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.sheet.parts import Placed, Sheet
from evaldesk.exchange.wrapping import squeezed
from evaldesk.model.document import Document, address, put

Place = tuple[int, int]


def edited_in_place(base: Document, laid: Sheet, grid: Grid) -> Document | None:
    """Return ``base`` with what was typed over ``laid``; None where rows moved, or a printed word is another."""
    now = _texts(grid)
    written = {(cell.top, cell.left): cell for cell in laid.cells}
    changed = {
        at for at in written.keys() | now.keys() if now.get(at, "") != (written[at].text if at in written else "")
    }
    if any(at not in written or not written[at].where for at in changed):
        return None
    addressed = sorted((cell for cell in laid.cells if cell.where), key=lambda cell: cell.where)
    document = base
    for where, group in groupby(addressed, key=lambda cell: cell.where):
        parts = sorted(group, key=_place)  # a text that no cell can hold goes on in the next
        if any(_place(part) in changed for part in parts):
            document = put(document, address(where), "".join(now.get(_place(part), "") for part in parts))
    return None if _names_moved(addressed, changed, now) else document


def _names_moved(addressed: Iterable[Placed], changed: set[Place], now: Mapping[Place, str]) -> bool:
    """Tell whether a name is now where another row's was: then rows were moved, and each goes by its name."""
    names = [cell for cell in addressed if address(cell.where).attribute == "name"]
    before = {squeezed(cell.text) for cell in names}
    return any(_place(cell) in changed and squeezed(now.get(_place(cell), "")) in before | {""} for cell in names)


def _texts(grid: Grid) -> dict[Place, str]:
    return {
        (row, column): cell.text
        for row, line in enumerate(grid.rows)
        for column, cell in enumerate(line)
        if cell.origin == (row, column) and cell.text
    }


def _place(cell: Placed) -> Place:
    return cell.top, cell.left
