"""The form in a file, whether it lies there by itself or travels inside a PDF of ours."""

from __future__ import annotations

from pathlib import Path

from evaldesk.files.decode import decode
from evaldesk.files.store import open_document, read_bytes
from evaldesk.model.document import Document
from evaldesk.report.attachment import extract

MARK = b"%PDF-"
HEAD = 1024


def form_in(path: Path) -> Document:
    """Return the form in a file of ours or inside a PDF; neither is touched.

    :raises Unreadable: with a sentence for people, whatever is wrong with the place or the bytes.
    """
    if is_pdf(path):
        return decode(extract(read_bytes(path), f"“{path.name}”"), path.name)
    return open_document(path)


def is_pdf(path: Path) -> bool:
    """Tell whether a file is a PDF, by its name or by its first bytes."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as file:
            return MARK in file.read(HEAD)
    except OSError:
        return False  # whoever reads it says why
