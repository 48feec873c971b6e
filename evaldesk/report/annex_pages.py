"""The pages of an annex: its title on the first, then its tables, whose heads are printed again on every page."""

from __future__ import annotations

from itertools import accumulate, pairwise

from evaldesk.report.annex import Annex, Table
from evaldesk.report.heading import bare
from evaldesk.report.page import PAD_X, Box, Page, Part, Style
from evaldesk.report.pagination import Area, flow
from evaldesk.report.paper import LONG, Look
from evaldesk.report.placing import Slice, boxes_of
from evaldesk.report.table import Band, Head, cell, row

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
    pages = flow([_band(table, look) for table in annex.tables], Area(y, look.top, look.bottom)).pages
    first = pages[0]._replace(
        boxes=(*above, *pages[0].boxes), parts=(Part(len(above), "lines", section), *pages[0].parts)
    )
    return [_in_section(page, section) for page in (first, *pages[1:])]


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
    return [
        prose if any(len(texts[at]) > _SHORT for texts in table.rows) else look.value for at in range(len(table.heads))
    ]
