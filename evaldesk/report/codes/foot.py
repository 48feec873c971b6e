"""The code in the foot of each page."""

from __future__ import annotations

from evaldesk.model.document import Document
from evaldesk.report.codes.page_code import PageCode, digest_tag, encoded, form_tag, score_of, template_tag
from evaldesk.report.codes.symbol import MODULE
from evaldesk.report.page import Code

EDGE = 29 * MODULE
"""The width and height of a page's code; ``page_code`` never says more than fits."""


def foot_code(number: int, count: int, document: Document, digest: str, score: str, left: float, top: float) -> Code:
    """Return the code of page ``number`` of ``count``; ``digest`` is the document's own, ``score`` its total."""
    said = PageCode(
        template=template_tag(document.template),
        form=form_tag(document.id),
        digest=digest_tag(digest),
        revision=document.revision,
        page=number,
        pages=count,
        score=score_of(score),
    )
    return Code(left, top, encoded(said))
