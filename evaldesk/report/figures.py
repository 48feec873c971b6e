"""Figures of a column stand with their points below each other, and the column of them in the middle of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from evaldesk.model.document import Where
from evaldesk.report.breaking import Broken, break_text
from evaldesk.report.fonts import Type, typeface
from evaldesk.report.page import PAD_X, Style
from evaldesk.report.table import Cell, cell

_FIGURE = re.compile(r"([-+−]?[0-9][0-9,，]*)((?:\.[0-9]+)?)")


class Figures(NamedTuple):
    """Hold how much room the figures of a column need before and behind their points, in 1/1000 of the font size."""

    whole: int = 0
    part: int = 0


NO_FIGURES = Figures()


class Columns(NamedTuple):
    """Hold the edges of a table's columns, and the figures of those that have any."""

    edges: Mapping[str, tuple[float, float]]
    figures: Mapping[str, Figures]

    def figure(self, key: str, text: str, style: Style, where: Where | None = None) -> Cell:
        """Measure a text for its column; a figure is aligned with the others there."""
        return aligned(cell(*self.edges[key], text, style, where), self.figures.get(key, NO_FIGURES))


def figures_of(texts: Iterable[str], *types: Type) -> Figures:
    """Return the room that the figures among the texts need, in the widest of the types; other texts don't count."""
    sizes = [_size(text, type_) for text in set(texts) for type_ in types]
    found = [size for size in sizes if size]
    if not found:
        return NO_FIGURES
    return Figures(max(size.whole for size in found), max(size.part for size in found))


def aligned(made: Cell, figures: Figures) -> Cell:
    """Return a centred cell moved so that its point stands where those of its column do; other cells as they are."""
    if not any(figures) or made.style.align != "center" or len(made.lines) != 1:
        return made
    size = _size(made.text, made.style.weight)
    room = (made.right - made.left - 2 * PAD_X) * 1000 / made.style.size
    if size is None or sum(figures) > room:
        return made
    (line,) = made.lines
    # A centred line moves by half of its indent.
    indent = (figures.whole - figures.part) - (size.whole - size.part)
    if not indent:
        return made
    left, right, text, _, style, where, repeat, bold, again = made
    return Cell(left, right, text, _moved(line, indent), style, where, repeat, bold, again)


def width_of(texts: Iterable[str], style: Style) -> float:
    """Return how wide a column must be for its widest line, in points."""
    lines = (line for text in texts for line in break_text(text, 10**6, style.weight))
    return max((line.width for line in lines), default=0) * style.size / 1000 + 2 * PAD_X + 0.1


@lru_cache(1 << 12)
def _moved(line: Broken, indent: int) -> tuple[Broken, ...]:
    return (line._replace(indent=indent),)


@lru_cache(1 << 12)
def _size(text: str, type_: Type) -> Figures | None:
    found = _FIGURE.fullmatch(text)
    if not found:
        return None
    widths = typeface(type_).widths
    whole, part = (sum(widths[character] for character in piece) for piece in found.groups())
    return Figures(whole, part)
