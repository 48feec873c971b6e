"""What a laid-out sheet is made of: placed cells with their look, and the sheet around them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Look = Literal[
    "annex",
    "title",
    "subtitle",
    "line",
    "line_end",
    "head",
    "label",
    "heading",
    "upright",
    "value",
    "prose",
    "name",
    "guidance",
    "sign",
]


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold one cell: its text, the region it covers (``bottom`` and ``right`` are its ends), look and address.

    ``where`` is the address of the text in the form, ``""`` for printed and computed texts.
    """

    text: str
    top: int
    left: int
    bottom: int
    right: int
    look: Look
    where: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a whole sheet: its cells, the widths of its columns in mm, its number of rows, and which rows are heads.

    ``heads`` are the first and end row of the table's head, printed again on every page. ``bordered`` are the first
    and end row of what stands in the frame.
    """

    title: str
    cells: tuple[Placed, ...]
    widths: tuple[Decimal, ...]
    rows: int
    heads: tuple[int, int]
    bordered: tuple[int, int]
