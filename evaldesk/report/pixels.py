"""Pixels: the PDF's own bytes as pictures, for the preview and for printers that take no PDF."""

from __future__ import annotations

from typing import NamedTuple

from evaldesk.report.pdfium import opened


class Picture(NamedTuple):
    """Hold one page as pixels, ``stride`` bytes a row: four bytes each (red, green, blue, unused), or one of grey."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, page: int, scale: float, grey: bool = False) -> Picture:
    """Return page ``page`` (from 0) as a picture; ``scale`` is pixels per point, so 96 dpi is 96 / 72.

    A ``grey`` one takes a quarter of the memory.

    :raises IndexError: when the PDF has no such page.
    """
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(f"page {page} of {len(document)}")
        sheet = document[page]
        bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True, grayscale=grey)
        picture = Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        sheet.close()
        return picture
