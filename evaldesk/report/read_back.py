"""Read back: what stands on the pages of a PDF, as runs of text with their places, and what is no text at all."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from evaldesk.report.pdfium import opened

_SAME_LINE = 0.6  # points: baselines no further apart are one line
_GAP = 2.0  # of the last step: characters further apart belong to two cells
_LEAST_GAP = 12.0  # points


class Run(NamedTuple):
    """Hold a piece of one line: its text without spaces, where each character begins, and the baseline.

    y runs down from the page's top.
    """

    text: str
    xs: tuple[float, ...]
    y: float


class ReadPage(NamedTuple):
    """Hold one page: its size, its runs in the order in which they were drawn, and how many things are no text."""

    width: float
    height: float
    runs: tuple[Run, ...]
    paths: int
    foreign: int


def read_back(pdf: bytes) -> list[ReadPage]:
    """Return what the pages of a PDF show.

    ``paths`` counts drawn lines and areas, ``foreign`` pictures, shadings, forms and comments; fields for an electronic
    signature are not counted.
    """
    with opened(pdf) as document:
        return [_page(document[number]) for number in range(len(document))]


def _page(sheet: Any) -> ReadPage:
    from pypdfium2 import raw

    width, height = sheet.get_size()
    paths = foreign = 0
    for at in range(raw.FPDFPage_CountObjects(sheet)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(sheet, at))
        paths += kind == raw.FPDF_PAGEOBJ_PATH
        foreign += kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT)
    for at in range(raw.FPDFPage_GetAnnotCount(sheet)):
        note = raw.FPDFPage_GetAnnot(sheet, at)
        foreign += raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_WIDGET
        raw.FPDFPage_CloseAnnot(note)
    text_page = sheet.get_textpage()
    runs = tuple(_runs(list(_characters(text_page, height))))
    text_page.close()
    sheet.close()
    return ReadPage(width, height, runs, paths, foreign)


def _characters(text_page: Any, height: float) -> Iterator[tuple[str, float, float]]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if raw.FPDFText_IsGenerated(text_page, at) == 1 or not code or chr(code).isspace():
            continue
        raw.FPDFText_GetCharOrigin(text_page, at, x, y)
        yield chr(code), x.value, height - y.value


def _runs(characters: list[tuple[str, float, float]]) -> Iterator[Run]:
    text: list[str] = []
    xs: list[float] = []
    line = step = 0.0
    for character, x, y in characters:
        if text and not (abs(y - line) <= _SAME_LINE and 0 <= x - xs[-1] <= max(_GAP * step, _LEAST_GAP)):
            yield Run("".join(text), tuple(xs), line)
            text, xs, step = [], [], 0.0
        if not text:
            line = y
        elif x > xs[-1]:
            step = x - xs[-1]
        text.append(character)
        xs.append(x)
    if text:
        yield Run("".join(text), tuple(xs), line)
