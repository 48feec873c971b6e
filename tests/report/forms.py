"""Forms for the tests of the page: the real ones, and made-up ones of any size."""

from __future__ import annotations

from functools import cache

import pypdfium2

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.paths import resources
from evaldesk.report.layout import lay_out
from evaldesk.report.page import Pages
from evaldesk.report.paper import Options, PageSetup, look_of
from evaldesk.report.render import PLAIN, render
from evaldesk.rules import evaluate

LOOK = look_of(PageSetup())
EXAMPLES = ("annex-2-special-fund", "annex-3-project")


@cache
def example(name: str) -> tuple[Document, Template]:
    document = open_document(resources() / "examples" / f"{name}.evform")
    return document, load_template(document.template)


def with_rows(count: int, groups: int = 3, **texts: str) -> tuple[Document, Template]:
    """Return annex 3 with ``count`` indicators dealt out to ``groups`` groups of 产出; texts are fields."""
    template = load_template("jiangmen-annex-3@2023")
    rows = [
        Indicator(id=f"r{n}", name=f"指标{n}数量（个）", target="≥95%", actual="98.84%", reason="无")
        for n in range(count)
    ]
    size = -(-count // groups) or 1
    branch = Indicator(
        id="b",
        name="产出",
        weight="40",
        children=tuple(
            Indicator(id=f"g{at}", name="数量指标", children=tuple(rows[at : at + size]))
            for at in range(0, count, size)
        ),
    )
    fields = {"reporting_unit": "某某局", "year": "2023", **texts}
    return Document(template=template.name, fields=fields, indicators=(branch,) if count else ()), template


def pages_of(document: Document, template: Template, options: Options = PLAIN) -> Pages:
    return lay_out(document, template, evaluate(document, template), options)


def pdf_of(document: Document, template: Template, options: Options = PLAIN) -> bytes:
    return render(document, template, evaluate(document, template), options=options)


def texts_of(pdf: bytes) -> list[str]:
    """Return the text of every page as a reader copies it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for sheet in document:
            text_page = sheet.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            sheet.close()
        return texts
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return a text without its white space, which lines and cells break at will."""
    return "".join(text.split())
