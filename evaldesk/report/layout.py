"""Layout: a document and its evaluation become pages, without a pen being touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain

from evaldesk.model.digest import digest, readable
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.model.template.table import IndicatorsSection
from evaldesk.report.annex_pages import annex_pages
from evaldesk.report.blocks import fields_band, texts_band
from evaldesk.report.codes.data_pages import TITLE as DATA_SHEET
from evaldesk.report.codes.data_pages import data_pages
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.heading import DRAFT, foot_codes, footer, heading, signature_rows
from evaldesk.report.indicator_table import indicators_band
from evaldesk.report.leaves import Leaves
from evaldesk.report.live_texts import with_live_texts
from evaldesk.report.outline import outline_of
from evaldesk.report.page import Box, Mark, Page, Pages, Part
from evaldesk.report.pagination import Area, flow
from evaldesk.report.paper import Look, Options, look_of
from evaldesk.report.setup import setup_of
from evaldesk.report.table import Band
from evaldesk.rules.evaluation import Evaluation


def lay_out(document: Document, template: Template, evaluation: Evaluation, options: Options) -> Pages:
    """Return the form on paper: what stands where, and which field each box shows.

    What stands on a page is settled here; its boxes are placed when the page is first looked at.
    """
    look = look_of(options.setup or setup_of(document))
    own = digest(document) if options.digest is None else ""
    mark = readable(own) if options.digest is None else options.digest
    typed = document
    document = with_live_texts(document, template, evaluation)
    above, below = heading(template, document, look)
    form = flow(_bands(document, template, evaluation, look), Area(below, look.top, look.bottom))
    outline = outline_of(template, evaluation, form)
    sheets: list[Callable[[], Page]] = [partial(_headed, form.pages, above)]
    sheets += [partial(form.pages.__getitem__, number) for number in range(1, len(form.pages))]
    for number, annex in enumerate(options.annexes, len(template.sections)):
        outline.append(Mark(annex.title, 0, len(sheets), look.top))
        sheets += [partial(_as_it_is, page) for page in annex_pages(annex, look, number)]
    if options.data_sheet:
        outline.append(Mark(DATA_SHEET, 0, len(sheets), look.top))
        last = len(template.sections) + len(options.annexes)
        for page in data_pages(typed, evaluation, digest(typed), look):
            sheets.append(partial(_as_it_is, page._replace(parts=(Part(len(page.boxes), "lines", last),))))
    count = len(sheets)

    def footed(number: int, sheet: Callable[[], Page]) -> Page:
        page = _with_foot(sheet(), footer(number, count, document, mark, options.draft, look))
        codes = foot_codes(number, count, document, own, evaluation.score_text, look)
        return page._replace(codes=(*page.codes, *codes))

    fields = document.fields
    return Pages(
        sheets=Leaves(partial(footed, number, sheet) for number, sheet in enumerate(sheets, 1)),
        width=look.width,
        height=look.height,
        title=template.title,
        author=_told(fields.get("reporting_unit", "")),
        subject=_told(" ".join(filter(None, (fields.get("project_name"), fields.get("year"))))),
        watermark=DRAFT if options.draft else "",
        font=look.value.weight if isinstance(look.value.weight, str) else "",
        outline=tuple(outline),
    )


def _headed(pages: Leaves, above: list[Box]) -> Page:
    first = pages[0]
    return first._replace(boxes=(*above, *first.boxes), parts=(Part(len(above), "lines"), *first.parts))


def _as_it_is(page: Page) -> Page:
    return page


def _with_foot(page: Page, foot: list[Box]) -> Page:
    return page._replace(boxes=(*page.boxes, *foot), parts=(*page.parts, Part(len(foot), "foot")))


def _told(text: str) -> str:
    """Return a text as the file's description carries it: one line of what can be shown."""
    return typeface(Weight.REGULAR).printable(text).replace("\n", " ")


def _bands(document: Document, template: Template, evaluation: Evaluation, look: Look) -> list[Band]:
    bands = []
    for section in template.sections:
        match section.kind:
            case "fields":
                bands.append(fields_band(section, document, evaluation, look))
            case "indicators":
                bands.append(indicators_band(_with_columns(section, look), document, evaluation, look))
            case "texts":
                bands.append(texts_band(section, document, look))
    last = bands[-1]
    bands[-1] = last._replace(rows=tuple(chain(last.rows, signature_rows(template, look))))
    return bands


def _with_columns(section: IndicatorsSection, look: Look) -> IndicatorsSection:
    """Return the section without the columns that are left out."""
    if not look.without:
        return section
    kept = tuple(column for column in section.columns if column.key not in look.without)
    return section.model_copy(update={"columns": kept})
