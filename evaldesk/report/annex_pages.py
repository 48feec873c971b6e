"""The pages of an annex: its title on the first, then its tables, whose heads are printed again on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from evaldesk.report.annex import Annex, Table
from evaldesk.report.charts import Bar
from evaldesk.report.heading import bare
from evaldesk.report.page import PAD_X, PAD_Y, Box, Page, Part, Shape, Style
from evaldesk.report.pagination import Area, flow
from evaldesk.report.paper import LONG, Look
from evaldesk.report.placing import Slice, boxes_of
from evaldesk.report.table import Band, Head, cell, row

_RATE = 48.0  # points at the end of a column of bars, for the figure
_BAR = 8.0
_SHORT = 12  # characters: a column of texts no longer than this is centred


def annex_pages(annex: Annex, look: Look, section: int) -> list[Page]:
    """Return the pages that an annex fills, without their feet; ``section`` counts the parts of the paper from 0."""
    y = look.top
    above: list[Box] = []
    left = look.left - PAD_X  # texts, not boxes, are flush with the table
    for text, style in ((annex.title, look.annex_title), *((line, look.headline) for line in annex.lines)):
        made = cell(left, look.right + PAD_X, text, style)
        above.append(bare(made, y))
        y += made.height
    flowed = flow([_band(table, look) for table in annex.tables], Area(y, look.top, look.bottom))
    pages = _with_bars(flowed.pages, annex.tables, look)
    first = pages[0]._replace(
        boxes=(*above, *pages[0].boxes), parts=(Part(len(above), "lines", section), *pages[0].parts)
    )
    return [_in_section(page, section) for page in (first, *pages[1:])]


def _with_bars(pages: Sequence[Page], tables: tuple[Table, ...], look: Look) -> list[Page]:
    """Draw the bars into the last column: a bar a row, where its text stands."""
    left = [iter(table.bars) for table in tables]
    made = []
    for page in pages:
        shapes: list[Shape] = []
        boxes = iter(page.boxes)
        for part in page.parts:
            for box in islice(boxes, part.boxes):
                is_last = abs(box.x + box.width - look.right) < PAD_X
                if part.kind == "rows" and is_last and box.lines and tables[part.table].bars:
                    shapes += _bar(next(left[part.table]), box)
        made.append(page._replace(shapes=tuple(shapes)))
    return made


def _bar(bar: Bar, box: Box) -> Iterator[Shape]:
    room = box.width - _RATE - 2 * PAD_X
    height = min(_BAR, box.height - 2 * PAD_Y)
    for kind, start, end in bar:
        yield Shape(box.x + PAD_X + start * room, box.y + (box.height - height) / 2, (end - start) * room, height, kind)


def _in_section(page: Page, section: int) -> Page:
    return page._replace(parts=tuple(part._replace(section=section) for part in page.parts))


def _band(table: Table, look: Look) -> Band:
    scale = (look.right - look.left) / sum(table.widths)
    edges = list(accumulate((width * scale for width in table.widths), initial=look.left))
    edges[-1] = look.right
    columns = list(zip(pairwise(edges), _styles(table, look), strict=True))
    rows = tuple(
        row(
            [
                cell(*edge, text, style, repeat=not at)
                for at, ((edge, style), text) in enumerate(zip(columns, texts, strict=True))
            ],
            whole=LONG,
        )
        for texts in table.rows
    )
    head = [row([cell(*edge, text, look.head) for (edge, _), text in zip(columns, table.heads, strict=True)])]
    if table.caption:
        head.insert(0, row([cell(look.left, look.right, table.caption, look.head)]))
    heights = [line.height for line in head]
    placed = Head(tuple(boxes_of(Slice(head, heights, ()), 0.0)), sum(heights))
    return Band(rows, head=placed, head_again=placed)


def _styles(table: Table, look: Look) -> list[Style]:
    """Return how each column is set: figures and short words in the middle, sentences as prose."""
    prose = look.prose._replace(middle=True)
    styles = [
        prose if any(len(texts[at]) > _SHORT for texts in table.rows) else look.value for at in range(len(table.heads))
    ]
    return [look.words, *styles[1:-1], look.value._replace(align="right")] if table.bars else styles
