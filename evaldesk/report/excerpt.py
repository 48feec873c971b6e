"""Excerpt: some pages of a PDF as a PDF of their own."""

from __future__ import annotations

from io import BytesIO

from evaldesk.report.pdfium import opened


def excerpt(pdf: bytes, first: int, last: int) -> bytes:
    """Return the pages from ``first`` to ``last`` (from 1); all of them are the PDF itself, attachment and all."""
    import pypdfium2

    with opened(pdf) as document:
        if first <= 1 and last >= len(document):
            return pdf
        chosen = pypdfium2.PdfDocument.new()
        try:
            chosen.import_pages(document, list(range(first - 1, last)))
            made = BytesIO()
            chosen.save(made)
        finally:
            chosen.close()
        return made.getvalue()
