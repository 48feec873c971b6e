"""Pages: what lies where on the paper, as frozen values; laid out without drawing, drawn without deciding.

Lengths are points (1/72 inch); x runs from the left edge of the paper, y from its top edge downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from evaldesk.model.document import Where
from evaldesk.report.breaking import Broken
from evaldesk.report.charts import Kind as ChartKind
from evaldesk.report.fonts import Type, Weight

Align = Literal["left", "center", "right"]
PartKind = Literal["lines", "head", "again", "rows", "labelled", "foot"]

MM = 72 / 25.4
PAD_X = 3.0
PAD_Y = 3.0
_STRETCH = 0.12  # of the size: how far apart a justified line may be driven before ragged looks better


class Style(NamedTuple):
    """Hold how a cell's text is set; ``middle`` centres it between top and bottom, ``justify`` evens long lines."""

    weight: Type
    size: float
    leading: float
    align: Align = "center"
    middle: bool = True
    justify: bool = False
    indent: int = 0


class Box(NamedTuple):
    """Hold one rectangle with the lines printed in it, and the address of what it shows.

    ``text`` is the whole text of that place as typed; ``lines`` are those of its lines that stand here, the first
    ``bold`` of them in bold. A framed box has a border on all sides, shared with its neighbours.
    """

    x: float
    y: float
    width: float
    height: float
    text: str
    lines: tuple[Broken, ...]
    style: Style
    where: Where | None = None
    bold: int = 0
    framed: bool = True


class Placed(NamedTuple):
    """Hold one line where the pen sets it: x and baseline, and the extra space after every character."""

    x: float
    baseline: float
    text: str
    weight: Type
    size: float
    spacing: float


class Code(NamedTuple):
    """Hold the upper left corner of a QR code, without its quiet edge, and the bytes that it carries."""

    x: float
    y: float
    data: bytes


class Shape(NamedTuple):
    """Hold one stretch of a drawn bar: its rectangle, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    kind: ChartKind


class Part(NamedTuple):
    """Hold what some boxes of a page are that follow each other: ``boxes`` of them, in one section of the form.

    ``lines`` stand alone, ``head`` begins a table and ``again`` repeats that on a later page; ``rows`` are those of a
    table, ``labelled`` ones name their values themselves; ``foot`` is what every page ends with. ``section`` counts the
    outline's main entries from 0, -1 before the first; ``table`` counts the tables of a section.
    """

    boxes: int
    kind: PartKind
    section: int = -1
    table: int = 0


class Page(NamedTuple):
    """Hold one sheet: its boxes in reading order, the table's outlines as (x, y, width, height), and its codes.

    ``parts`` tell what the boxes are, for readers that show the page in another way. ``shapes`` are drawn bars.
    """

    boxes: tuple[Box, ...]
    frames: tuple[tuple[float, float, float, float], ...]
    codes: tuple[Code, ...] = ()
    parts: tuple[Part, ...] = ()
    shapes: tuple[Shape, ...] = ()


class Mark(NamedTuple):
    """Hold one entry of the outline: its title, 0 or 1 for how deep it stands, its page (from 0) and y there."""

    title: str
    depth: int
    page: int
    y: float


class Pages(NamedTuple):
    """Hold a whole form on paper; width and height are those of one sheet.

    Title, author and subject are what a file manager shows of the file.
    ``watermark`` is the word behind the text of every page, ``""`` for none, ``font`` the path
    of the officer's own font where the texts are set in one.
    """

    sheets: Sequence[Page]
    width: float
    height: float
    title: str
    author: str
    subject: str = ""
    watermark: str = ""
    font: str = ""
    outline: tuple[Mark, ...] = ()

    def at(self, number: int, x: float, y: float) -> Box | None:
        """Return the box under a point of page ``number`` (from 0), None for bare paper."""
        for box in reversed(self.sheets[number].boxes):
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                return box
        return None


def placed(box: Box) -> Iterator[Placed]:
    """Yield the lines of a box where they stand on the page."""
    return map(Placed._make, set_lines(box))


def set_lines(box: Box) -> Iterator[tuple[float, float, str, Type, float, float]]:
    """Yield what ``placed`` does as plain tuples, for whoever needs them by the ten thousands."""
    left, top, width, height, _, lines, style, _, bold, _ = box
    weight, size, leading, align, middle, justify, _ = style
    room = width - 2 * PAD_X
    left += PAD_X
    down = max(PAD_Y, (height - leading * len(lines)) / 2) if middle else PAD_Y
    # The ideographic square reaches from 0.12 below the baseline to 0.88 above: its middle is 0.38 above.
    baseline = top + down + leading / 2 + 0.38 * size
    for text, natural, soft, indent in lines:
        gap = room - (natural + indent) * size / 1000
        x = left + indent * size / 1000
        spacing = 0.0
        if justify and soft:
            each = gap / max(1, len(text) - 1)
            if 0 < each <= _STRETCH * size:
                spacing = each
        elif align == "center":
            x += gap / 2
        elif align == "right":
            x += gap
        yield x, baseline, text, Weight.BOLD if bold > 0 else weight, size, spacing
        baseline += leading
        bold -= 1
