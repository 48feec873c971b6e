"""Cells as text between tabs: what spreadsheets and word processors put on the clipboard, and what they take.

Spreadsheets wrap a cell in quotes only where it holds a line break or a tab; any other quotes are the cell's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Texts = list[list[str]]
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
PLAIN = re.compile(r"[^\t\n]*")


def to_tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as text."""
    return "\n".join("\t".join(_wrapped(cell) for cell in row) for row in rows)


def from_tabbed(text: str) -> Texts:
    """Return the rows of cells in a text from the clipboard; a last line break ends the last row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = text.removesuffix("\n")
    rows: Texts = [[]]
    at = 0
    while True:
        match = QUOTED.match(text, at)
        if match and ("\n" in match[1] or "\t" in match[1]):
            rows[-1].append(match[1].replace('""', '"'))
        else:
            match = PLAIN.match(text, at)
            assert match is not None
            rows[-1].append(match[0])
        at = match.end()
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def _wrapped(cell: str) -> str:
    if "\n" in cell or "\t" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell
