"""Tables on paper: cells that are measured once, rows of them, cells that span rows. Nothing here knows of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evaldesk.model.document import Where
from evaldesk.report.breaking import Broken, break_text
from evaldesk.report.fonts import Weight
from evaldesk.report.page import PAD_X, PAD_Y, Box, Style

_SHORT = 6  # lines: a longer text is not printed again
LEAST = 18.0
"""The least height of a row."""


class Cell(NamedTuple):
    """Hold a measured text between two edges.

    ``repeat`` prints it again where its row goes on over a page, ``again`` says that this is such a repetition.
    """

    left: float
    right: float
    text: str
    lines: tuple[Broken, ...]
    style: Style
    where: Where | None = None
    repeat: bool = False
    bold: int = 0
    again: bool = False

    @property
    def height(self) -> float:
        """Return the height that the text needs, with the padding."""
        return len(self.lines) * self.style.leading + 2 * PAD_Y


class Row(NamedTuple):
    """Hold the cells that stand in one row only.

    ``keep`` never leaves it first on a page; a row higher than ``whole`` may be cut between two lines.
    """

    cells: tuple[Cell, ...]
    height: float
    whole: float
    keep: bool = False
    framed: bool = True


class Span(NamedTuple):
    """Hold a cell that reaches over the rows ``first`` … ``end`` - 1."""

    first: int
    end: int
    cell: Cell


Column = tuple[Span, ...]


class Head(NamedTuple):
    """Hold rows of heads, already placed for the top of a page at y = 0."""

    boxes: tuple[Box, ...]
    height: float


NO_HEAD = Head((), 0.0)


class Band(NamedTuple):
    """Hold one part of the paper's table: heads for its first and its later pages, rows, and columns of spans.

    The spans of one column follow each other and don't overlap. In a ``labelled`` band printed texts name the values
    beside them.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    head: Head = NO_HEAD
    head_again: Head = NO_HEAD
    labelled: bool = False


def cell(
    left: float,
    right: float,
    text: str,
    style: Style,
    where: Where | None = None,
    repeat: bool = False,
) -> Cell:
    """Measure a text for a cell between two edges; centred text that runs over three lines or more goes flush left."""
    lines = break_text(text, int((right - left - 2 * PAD_X) * 1000 / style.size), style.weight, style.indent)
    if len(lines) > 2 and style.align == "center" and any(line.soft for line in lines):
        style = style._replace(align="left")
    return Cell(left, right, text, lines, style, where, repeat)


def headed(body: Cell, heading: str) -> Cell:
    """Return the cell with a bold heading above its text."""
    limit = int((body.right - body.left - 2 * PAD_X) * 1000 / body.style.size)
    lines = break_text(heading, limit, Weight.BOLD, body.style.indent)
    return body._replace(lines=lines + body.lines, bold=len(lines))


def row(cells: Sequence[Cell], least: float = LEAST, whole: float = 0.0, keep: bool = False) -> Row:
    """Put cells into a row as high as the highest of them."""
    height = max([least, *(len(c.lines) * c.style.leading + 2 * PAD_Y for c in cells)])
    return Row(tuple(cells), height, whole, keep)


def cut(line: Row, height: float) -> tuple[Row, Row] | None:
    """Cut a row between two lines so that its upper part is at most ``height``; None where that would look bad.

    Two lines at least stay on either side. What fits whole is printed in the upper part, and again in the lower one
    where the cell says so.
    """
    upper: list[Cell] = []
    lower: list[Cell] = []
    done = True
    for c in line.cells:
        count = len(c.lines)
        room = int((height - 2 * PAD_Y + 0.001) / c.style.leading)
        if count <= room:
            upper.append(c)
            lower.append(_below(c))
            continue
        if c.again:  # it was printed whole before: rather not here than in pieces
            upper.append(c._replace(lines=(), bold=0))
            lower.append(c)
            continue
        room = _kept_together(c.lines, min(room, count - 2))
        if room < 2 or room <= c.bold:
            return None
        done = False
        style = c.style._replace(middle=False)
        upper.append(c._replace(lines=c.lines[:room], style=style, bold=min(c.bold, room)))
        rest = c._replace(lines=c.lines[room:], style=style, bold=max(0, c.bold - room))
        lower.append(rest._replace(repeat=False))  # a part of a text is not printed twice
    if done:
        return None
    return row(upper, whole=line.whole), row(lower, whole=line.whole, keep=False)


def _kept_together(lines: Sequence[Broken], room: int) -> int:
    """Return how many lines may stay above a cut.

    None that begins its paragraph, none whose paragraph has but one line more, none that announces what follows it.
    """
    while room > 2 and _needs_next(lines, room - 1):
        room -= 1
    return room


def _needs_next(lines: Sequence[Broken], at: int) -> bool:
    line = lines[at]
    if line.soft:
        return not lines[at - 1].soft or not lines[at + 1].soft
    return line.text.endswith(("：", ":"))


def blank(line: Row) -> Row:
    """Return the row as it goes on below a cut where nothing of its own is left to print."""
    return row([_below(c) for c in line.cells], whole=line.whole)


def _below(c: Cell) -> Cell:
    """Return what a cell that was printed whole shows where its row goes on: a short label again, else nothing."""
    return c._replace(again=True) if c.repeat and len(c.lines) <= _SHORT else c._replace(lines=(), bold=0)


def spread(heights: list[float], first: int, end: int, needed: float) -> None:
    """Let rows grow evenly, in place, until those from ``first`` to ``end`` - 1 are ``needed`` high together."""
    lack = needed - sum(heights[first:end])
    if lack > 0:
        share = lack / (end - first)
        for at in range(first, end):
            heights[at] += share
