"""Where the printed labels of a template stand in a grid, and which template a grid follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaldesk.exchange.grid import Grid
from evaldesk.exchange.wrapping import squeezed
from evaldesk.model.template import Template

# So much of a template's own labels must be found before a sheet is taken for its form.
ENOUGH = 0.5


def likeliest_template(grid: Grid, templates: Iterable[Template]) -> Template | None:
    """Return the template whose labels a grid holds most of, the newest edition where several do; None for none."""
    texts = {squeezed(cell.text) for row in grid.rows for cell in row}
    best: tuple[float, str] = (ENOUGH, "")
    chosen: Template | None = None
    for template in templates:
        labels = [label for label in labels_of(template) if label]
        found = sum(label in texts for label in labels) / max(len(labels), 1)
        # The annex mark tells forms apart that share all their labels; the title alone is often changed.
        marks = [squeezed(template.annex), squeezed(template.title)]
        found += sum(bool(mark) and mark in texts for mark in marks) / 10
        if (found, template.edition) > best:
            best, chosen = (found, template.edition), template
    return chosen


def labels_of(template: Template) -> Iterator[str]:
    """Yield the squeezed texts that a template prints: labels of its grids, heads of its table, headings."""
    for section in template.sections:
        if section.kind == "fields":
            yield from (squeezed(cell.text) for line in section.grid for cell in line)
        elif section.kind == "texts":
            yield from (squeezed(item.heading or item.label) for item in section.fields)
        else:
            yield from (squeezed(column.label) for column in section.columns)


def own_cells(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Return the cells that begin in a row, with their squeezed texts; merged ones count once."""
    return [(column, squeezed(cell.text)) for column, cell in enumerate(grid.rows[row]) if grid.is_own(row, column)]


def find_in_order(cells: Sequence[tuple[int, str]], labels: Sequence[str]) -> list[int] | None:
    """Return the columns in which the labels stand from left to right, None unless all of them do."""
    found: list[int] = []
    at = 0
    for label in labels:
        while at < len(cells) and cells[at][1].rstrip(":：") != label.rstrip(":："):
            at += 1
        if at == len(cells):
            return None
        found.append(cells[at][0])
        at += 1
    return found
