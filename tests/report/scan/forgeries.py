"""Forgeries: one digit of a cell changed, in the file or with a pen on the printed paper."""

from __future__ import annotations

import random
from functools import cache

from PIL import Image

from evaldesk.model.document import Document, Where, get, put
from evaldesk.model.template import Template
from evaldesk.report.page import Box, Pages
from tests.report.forms import example, pages_of, pdf_of
from tests.report.scan.scanner import PRINTED, printed_page

COLUMNS = {"target", "actual", "self_score", "weight"}


@cache
def printed(name: str) -> tuple[bytes, Pages]:
    """Return an example as PDF, and its layout."""
    return pdf_of(*example(name)), pages_of(*example(name))


@cache
def paper(name: str, number: int) -> Image.Image:
    """Return page ``number`` (from 0) of an example as it lies printed."""
    return printed_page(printed(name)[0], number)


def cells_with_digits(document: Document, pages: Pages, number: int) -> list[Box]:
    """Return the cells of a page that show a figure as it was typed."""
    return [
        box
        for box in pages.sheets[number].boxes
        if box.where
        and (box.where.part == "fields" or box.where.attribute in COLUMNS)
        and box.text == get(document, box.where)
        and len(box.lines) == 1
        and any(character in "0123456789" for character in box.text)
    ]


def with_another_digit(document: Document, where: Where, dice: random.Random) -> Document:
    """Return the form with one digit at a place changed into another."""
    text = get(document, where)
    at = dice.choice([place for place, character in enumerate(text) if character in "0123456789"])
    other = dice.choice([digit for digit in "0123456789" if digit != text[at]])
    return put(document, where, text[:at] + other + text[at + 1 :])


def redrawn(page: Image.Image, forged: Document, template: Template, number: int, where: Where) -> Image.Image:
    """Return printed paper on which one cell shows what a forged form says; all else stays as it was printed."""
    box = next(box for box in pages_of(forged, template).sheets[number].boxes if box.where == where)
    scale = PRINTED / 72
    edges = (box.x + 1, box.y + 1, box.x + box.width - 1, box.y + box.height - 1)
    left, top, right, bottom = (round(edge * scale) for edge in edges)
    new = page.copy()
    new.paste(printed_page(pdf_of(forged, template), number).crop((left, top, right, bottom)), (left, top))
    return new
