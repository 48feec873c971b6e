"""Layout: a document and its evaluation become pages, without a pen being touched."""

from __future__ import annotations

from itertools import chain

from evaldesk.model.digest import digest, readable
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.report import paper
from evaldesk.report.blocks import fields_band, texts_band
from evaldesk.report.column_edges import column_edges
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.heading import DRAFT, footer, heading, signature_rows
from evaldesk.report.indicator_table import indicators_band
from evaldesk.report.live_texts import with_live_texts
from evaldesk.report.page import Page, Pages
from evaldesk.report.pagination import Area, flow
from evaldesk.report.paper import Options
from evaldesk.report.table import Band
from evaldesk.rules.evaluation import Evaluation


def lay_out(document: Document, template: Template, evaluation: Evaluation, options: Options) -> Pages:
    """Return the form on paper: what stands where, and which field each box shows."""
    mark = readable(digest(document)) if options.digest is None else options.digest
    document = with_live_texts(document, template, evaluation)
    above, first = heading(template, document)
    flowing = flow(_bands(document, template, evaluation), Area(first, paper.TOP, paper.BOTTOM))
    count = len(flowing)
    sheets = []
    for number, sheet in enumerate(flowing, 1):
        around = footer(number, count, document, mark, options.draft)
        sheets.append(Page((*(above if number == 1 else ()), *sheet.boxes, *around), sheet.frames))
    author = typeface(Weight.REGULAR).printable(document.fields.get("reporting_unit", "")).replace("\n", " ")
    return Pages(tuple(sheets), paper.WIDTH, paper.HEIGHT, template.title, author, DRAFT if options.draft else "")


def _bands(document: Document, template: Template, evaluation: Evaluation) -> list[Band]:
    edges = column_edges(template.indicators, document, evaluation)
    bands = []
    for section in template.sections:
        match section.kind:
            case "fields":
                bands.append(fields_band(section, document, evaluation))
            case "indicators":
                bands.append(indicators_band(section, document, evaluation, edges))
            case "texts":
                bands.append(texts_band(section, document))
    last = bands[-1]
    bands[-1] = last._replace(rows=tuple(chain(last.rows, signature_rows(template))))
    return bands
