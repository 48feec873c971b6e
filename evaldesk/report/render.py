"""Render: a form becomes the PDF that is signed."""

from __future__ import annotations

from collections.abc import Callable

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.report.attachment import content
from evaldesk.report.layout import lay_out
from evaldesk.report.memory import uncollected
from evaldesk.report.paper import Options
from evaldesk.rules.evaluation import Evaluation

PLAIN = Options()


def render(
    document: Document,
    template: Template,
    evaluation: Evaluation,
    *,
    options: Options = PLAIN,
    advance: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the official form as PDF bytes; the same form and options always give the same bytes.

    ``advance`` is told how many pages are drawn, and how many there are; what it raises ends the work.
    """
    from evaldesk.report.drawing import draw  # reportlab is loaded when the first page is asked for

    with uncollected():
        pages = lay_out(document, template, evaluation, options)
        return draw(pages, content(document, options) if options.living else None, advance)
