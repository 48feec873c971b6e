"""Peer: reportlab platypus, as one writes it first: ``long`` is one LongTable with SPAN, ``pages`` a Table a page."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Table

from evaldesk.paths import resources
from tests.benchmarks.peers.common import GUIDES, HEADS, WIDTHS, Plain, read

MM = 72 / 25.4
ROWS_A_PAGE = 22
BODY = ParagraphStyle("body", fontName="Serif", fontSize=9, leading=12, wordWrap="CJK")
SMALL = ParagraphStyle("small", fontName="Serif", fontSize=7.5, leading=9.75, wordWrap="CJK")
BORDERS = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]


def render(form: Plain, kind: str) -> bytes:
    """Return the form as PDF bytes."""
    if "Serif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Serif", resources() / "fonts" / "NotoSerifSC-Regular.ttf"))
    story: list[Any] = [Paragraph(form.title, BODY)]
    story.append(Table([[_cell(a), _cell(b)] for a, b in form.fields], [40 * MM, 237 * MM], style=BORDERS))
    story += _long(form) if kind == "long" else _pages(form)
    story += [_cell(f"{heading}\n{text}") for heading, text in form.texts]
    buffer = BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=landscape(A4), leftMargin=4 * MM, rightMargin=4 * MM, topMargin=12 * MM, bottomMargin=15 * MM
    ).build(story)
    return buffer.getvalue()


def _cell(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _long(form: Plain) -> list[Any]:
    return [_table(form, 0, len(form.rows), LongTable)]


def _pages(form: Plain) -> list[Any]:
    tables: list[Any] = []
    for first in range(0, len(form.rows), ROWS_A_PAGE):
        tables += [_table(form, first, min(first + ROWS_A_PAGE, len(form.rows)), Table), PageBreak()]
    return tables


def _table(form: Plain, first: int, end: int, kind: Any) -> Any:
    data: list[list[Any]] = [[_cell(head) for head in (*HEADS, *GUIDES)]]
    data += [[*(_cell(text) for text in row), "", ""] for row in form.rows[first:end]]
    style = list(BORDERS)
    for column, start, stop, text in form.spans:
        start, stop = max(start, first), min(stop, end)
        if start < stop:
            data[1 + start - first][column] = _cell(text, SMALL if column > 9 else BODY)
            style.append(("SPAN", (column, 1 + start - first), (column, stop - first)))
    # Without splitInRow a span over a page break is an error; with it the span is cut, and its text overlaps.
    return kind(data, [width * MM for width in WIDTHS], repeatRows=1, splitInRow=1, style=style)


if __name__ == "__main__":
    Path(sys.argv[3]).write_bytes(render(read(Path(sys.argv[2])), sys.argv[1]))
