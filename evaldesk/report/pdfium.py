"""PDFium, the reader of PDFs, behind one door: it keeps state that two threads must not touch at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_ONE_AT_A_TIME = RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF for reading; nobody else reads one meanwhile.

    :raises pypdfium2.PdfiumError: when the bytes are no PDF, or one that asks for a password.
    """
    import pypdfium2  # loaded when the first page is shown

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
