"""Excerpt: some pages of a PDF as a PDF of their own."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from evaldesk.report.pdfium import opened


def excerpt(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return these pages (from 1) as a PDF; all of them in order are the PDF itself, attachment and all."""
    import pypdfium2

    with opened(pdf) as document:
        if list(pages) == [*range(1, len(document) + 1)]:
            return pdf
        chosen = pypdfium2.PdfDocument.new()
        try:
            chosen.import_pages(document, [page - 1 for page in pages])
            made = BytesIO()
            chosen.save(made)
        finally:
            chosen.close()
        return made.getvalue()
