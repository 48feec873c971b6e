"""Long texts whose lines were broken by the width of a page: put together into the paragraphs they were."""

from __future__ import annotations

import re
import unicodedata

from evaldesk.exchange.wrapping import unwrapped

# What begins a paragraph, however long the line above it is.
BEGINS = re.compile(r"^\s*([（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))")
ENDS = frozenset("。；：:;！？!?")
# A line at least this part as wide as the widest may have been broken by the width.
FULL = 0.8


def paragraphs(text: str) -> str:
    """Return a text with one line for each paragraph; indentation and empty lines belong to the page, not to it."""
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    widest = max(map(_width, lines), default=0)
    found: list[list[str]] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else ""
        ended = not above or (above[-1] in ENDS and _width(above) < FULL * widest)
        if ended or (BEGINS.match(line) and above[-1] in ENDS):
            found.append([])
        found[-1].append(line)
    return "\n".join(unwrapped("\n".join(lines)) for lines in found)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)
