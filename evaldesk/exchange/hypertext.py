"""Tables as HTML: what Excel, WPS and Word put on the clipboard beside the plain text, with merged cells and breaks.

Only cells, spans and line breaks are looked at, nothing is ever fetched. The standard library's parser takes quadratic
time over tags that never end; the marks of a table are few enough to read them in one pass here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evaldesk.exchange.grid import MOST_COLUMNS, MOST_ROWS, Grid, Merged, grid

# What stands inside of these is no text of a cell.
SILENT = ("style", "script", "title", "xml")
BREAKS = frozenset(["br", "p", "div", "li"])
SPACES = re.compile(r"[ \t\r\n\f]+")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})([^<>]{0,4000})>")
SPAN = re.compile(r"""\b(rowspan|colspan)\s*=\s*["']?\s*(\d{1,5})(?!\d)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Hold one piece of the text: a tag's name (``/td`` where it closes) with its spans, or words."""

    tag: str
    words: str = ""
    down: int = 1
    right: int = 1


def _marks(text: str) -> Iterator[_Mark]:
    """Yield tags and words in order, without comments, declarations and what is not shown."""
    at = 0
    while at < len(text):
        opened = text.find("<", at)
        if opened != at:
            yield _Mark("", html.unescape(text[at : opened if opened >= 0 else len(text)]))
            if opened < 0:
                return
        at = opened
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif tag := TAG.match(text, at):
            at = tag.end()
            name = tag[2].lower()
            if name in SILENT and not tag[1] and not tag[3].endswith("/"):
                at = _after(text, ">", _after(text, f"</{tag[2]}", at))
                continue
            spans = {key.lower(): int(number) for key, number in SPAN.findall(tag[3])}
            yield _Mark(tag[1] + name, "", max(1, spans.get("rowspan", 1)), max(1, spans.get("colspan", 1)))
        else:
            # A declaration or a sign that opens nothing: only a tag of markup hides what follows it.
            end = text.find(">", at, at + 4000) if text[at + 1 : at + 2] in ("!", "?") else -1
            if end < 0:
                yield _Mark("", "<")
            at = max(end, at) + 1


def _after(text: str, closing: str, at: int) -> int:
    end = text.find(closing, at)
    return len(text) if end < 0 else end + len(closing)


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    # Columns that regions from rows above still cover: column -> rows left, this one counted in.
    hanging: dict[int, int] = field(default_factory=dict)

    def start_row(self) -> None:
        if len(self.rows) < MOST_ROWS:
            self.rows.append([])
            self.hanging = {column: left - 1 for column, left in self.hanging.items() if left > 1}

    def add(self, text: str, down: int, right: int) -> None:
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        while len(row) in self.hanging:
            row.append("")
        column = len(row)
        right = min(right, MOST_COLUMNS - column)
        if right < 1:
            return
        row.extend([text, *[""] * (right - 1)])
        if down > 1 or right > 1:
            top = len(self.rows) - 1
            self.merged.append(Merged(top, column, top + min(down, MOST_ROWS) - 1, column + right - 1))
        if down > 1:
            self.hanging |= dict.fromkeys(range(column, column + right), down)


@dataclass(slots=True)
class _Reader:
    tables: list[_Table] = field(default_factory=list)
    depth: int = 0
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)

    def take(self, mark: _Mark) -> None:
        match mark.tag:
            case "":
                if self.cell is not None:
                    self.cell.append(SPACES.sub(" ", mark.words))
            case "table":
                # A table inside a cell is rare, and its text belongs to the cell.
                self.depth += 1
                if self.depth == 1:
                    self.tables.append(_Table())
            case "/table":
                if self.depth == 1:
                    self.end_cell()
                self.depth = max(0, self.depth - 1)
            case "tr" if self.depth == 1:
                self.end_cell()
                self.tables[-1].start_row()
            case "td" | "th" if self.depth == 1:
                self.end_cell()
                self.cell, self.spans = [], (mark.down, mark.right)
            case "/td" | "/th" | "/tr" if self.depth == 1:
                self.end_cell()
            case tag if self.cell and tag in BREAKS:
                self.cell.append("\n")

    def end_cell(self) -> None:
        if self.cell is not None:
            self.tables[-1].add(_text(self.cell), *self.spans)
        self.cell = None


def from_hypertext(text: str) -> tuple[Grid, ...]:
    """Return every table of an HTML text that holds anything."""
    reader = _Reader()
    for mark in _marks(text):
        reader.take(mark)
    reader.end_cell()
    return tuple(
        grid(table.rows, table.merged) for table in reader.tables if any(cell for row in table.rows for cell in row)
    )


def to_hypertext(rows: Sequence[Sequence[str]], merged: Iterable[Merged] = ()) -> str:
    """Return rows of cells as an HTML table, each cell marked as text so that ``1-2`` does not become a date."""
    spans = {(one.top, one.left): (one.bottom - one.top + 1, one.right - one.left + 1) for one in merged}
    covered = {
        (row + down, column + right)
        for (row, column), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_spans(*spans.get((at, column), (1, 1)))} style=\"mso-number-format:'\\@'\">{_marked(cell)}</td>"
            for column, cell in enumerate(row)
            if (at, column) not in covered
        )
        + "</tr>"
        for at, row in enumerate(rows)
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'


def _spans(down: int, right: int) -> str:
    return f' rowspan="{down}"' * (down > 1) + f' colspan="{right}"' * (right > 1)


def _marked(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _text(pieces: Sequence[str]) -> str:
    lines = "".join(pieces).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")
