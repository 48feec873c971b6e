"""Blocks: the sections of a template as bands of the paper's table. One function for each kind of section.

To add a kind of field that prints in its own way, give it a style in ``_style``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from evaldesk.model.document import Document, field
from evaldesk.model.template.fields import Field
from evaldesk.model.template.grid import FieldsSection, GridCell, TextsSection
from evaldesk.report.figures import NO_FIGURES, Figures, aligned, figures_of
from evaldesk.report.indicator_rows import nothing_scored
from evaldesk.report.labels import label_cell, vertical
from evaldesk.report.page import MM, Style
from evaldesk.report.paper import LONG, Look
from evaldesk.report.table import LEAST, Band, Cell, Row, Span, cell, headed, row
from evaldesk.rules.evaluation import Evaluation

_LABEL_WIDTH = 14 * MM
_NOTE_WIDTH = 41 * MM
_BLANK_LINES = 4  # room in which an empty long text can be written by hand


def fields_band(section: FieldsSection, document: Document, evaluation: Evaluation, look: Look) -> Band:
    """Return the grid of a section beside its vertical label, over the full width where it has none."""
    left = look.left + _LABEL_WIDTH if section.label else look.left
    edges = _edges(section.columns, left, look.right)
    kinds = {item.key: item for item in section.fields}
    rows: list[Row] = []
    spans: list[Span] = []
    if section.label:
        spans.append(Span(0, len(section.grid), cell(look.left, left, vertical(section.label), look.label)))
    blank = nothing_scored(document, evaluation)
    lines = [
        [
            (grid, _grid_cell(grid, edges[at], edges[at + grid.cols], kinds, document, evaluation, look, blank))
            for at, grid in line
        ]
        for line in _placed(section.grid, len(section.columns))
    ]
    figures = _figures(lines, kinds, look.value)
    for number, line in enumerate(lines):
        cells: list[Cell] = []
        least = LEAST
        for grid, natural in line:
            made = aligned(natural, figures.get((natural.left, natural.right), NO_FIGURES))
            if grid.rows > 1:
                spans.append(Span(number, number + grid.rows, made))
                continue
            cells.append(made)
            if grid.field and not made.text and kinds[grid.field].kind == "paragraph":
                least = max(least, _BLANK_LINES * made.style.leading)
        rows.append(row(cells, least, whole=LONG))
    columns = [(span,) for span in spans]
    return Band(tuple(rows), tuple(columns), labelled=True)


def _figures(
    lines: Sequence[Sequence[tuple[GridCell, Cell]]], kinds: Mapping[str, Field], style: Style
) -> dict[tuple[float, float], Figures]:
    """Return the amounts and computed figures of each column of the grid, by its edges."""
    texts: dict[tuple[float, float], set[str]] = defaultdict(set)
    for grid, made in chain.from_iterable(lines):
        if grid.computed or (grid.field and kinds[grid.field].kind == "amount"):
            texts[made.left, made.right].add(made.text)
    return {edges: figures_of(its, style.weight) for edges, its in texts.items()}


def texts_band(section: TextsSection, document: Document, look: Look) -> Band:
    """Return the long texts under their headings, with the notes at the right.

    An equal or empty note joins the one above it, as on the official form.
    """
    noted = any(item.note for item in section.fields)
    middle = look.right - _NOTE_WIDTH if noted else look.right
    rows: list[Row] = []
    for item in section.fields:
        where = field(item.key)
        text = document.fields.get(item.key, "")
        body = headed(cell(look.left, middle, text, look.indented, where), item.heading or item.label)
        least = (len(body.lines) + _BLANK_LINES) * body.style.leading if not text.strip() else LEAST
        rows.append(row([body], least))
    spans = [
        Span(first, end, cell(middle, look.right, note, look.note)) for first, end, note in _notes(section) if noted
    ]
    return Band(tuple(rows), (tuple(spans),))


def _notes(section: TextsSection) -> Iterator[tuple[int, int, str]]:
    shown: list[str] = []
    for item in section.fields:
        shown.append(item.note or (shown[-1] if shown else ""))
    at = 0
    for note, same in groupby(shown):
        count = len(list(same))
        yield at, at + count, note
        at += count


def _edges(widths: Sequence[object], left: float, right: float) -> list[float]:
    numbers = [float(str(width)) for width in widths]
    scale = (right - left) / sum(numbers)
    edges = [left]
    for number in numbers:
        edges.append(edges[-1] + number * scale)
    edges[-1] = right
    return edges


def _placed(grid: Sequence[Sequence[GridCell]], columns: int) -> Iterator[list[tuple[int, GridCell]]]:
    """Yield each row's cells with the column at which they begin; cells from above are counted in."""
    hanging = [0] * columns
    for line in grid:
        placed: list[tuple[int, GridCell]] = []
        at = 0
        for grid_cell in line:
            while hanging[at]:
                at += 1
            hanging[at : at + grid_cell.cols] = [grid_cell.rows] * grid_cell.cols
            placed.append((at, grid_cell))
            at += grid_cell.cols
        yield placed
        hanging = [left - 1 for left in hanging]


def _grid_cell(
    grid: GridCell,
    left: float,
    right: float,
    kinds: dict[str, Field],
    document: Document,
    evaluation: Evaluation,
    look: Look,
    blank: bool,
) -> Cell:
    if grid.field:
        text = document.fields.get(grid.field, "")
        return cell(left, right, text, _style(kinds[grid.field], grid, look), field(grid.field), repeat=True)
    if grid.computed:
        computed = "" if blank and grid.computed.startswith("score:") else evaluation.computed.get(grid.computed, "")
        return cell(left, right, computed, look.value._replace(align=grid.align))
    return label_cell(left, right, grid.text, look.label._replace(align=grid.align))


def _style(kind: Field, grid: GridCell, look: Look) -> Style:
    return (look.prose if kind.kind == "paragraph" else look.value)._replace(align=grid.align)
