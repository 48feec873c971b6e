"""A page of the manual as HTML: the part of Markdown that the manual is written in, in the colours that are on.

Headings (each an anchor of its own words), paragraphs, lists, tables, pictures, bold, keys between backticks, links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from evaldesk.ui.help_book import KEY, LINK
from evaldesk.ui.palette import Tones

ITEM = re.compile(r"(-|\d+\.) (.*)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
SIZES = {1: "xx-large", 2: "large", 3: "medium"}
ABOVE = {1: 0, 2: 22, 3: 14}
LEADING = "line-height:150%"


def as_html(text: str, on: Tones) -> str:
    """Return a page as HTML; a line that is none of what the manual is written in is a paragraph."""
    parts = []
    for kind, lines in groupby(_lines(text), key=lambda line: line[0]):
        told = [line for _, line in lines]
        if kind == "head":
            parts += [_heading(line, on) for line in told]
        elif kind in ("ul", "ol"):
            items = "".join(f"<li style='margin-bottom:5px; {LEADING}'>{_inline(line, on)}</li>" for line in told)
            parts.append(f"<{kind} style='margin-top:0; margin-bottom:10px'>{items}</{kind}>")
        elif kind == "table":
            parts.append(_table(told, on))
        elif kind == "picture":
            parts += [f"<p style='margin:4px 0 12px 0'>{_inline(line, on)}</p>" for line in told]
        elif kind == "words":
            parts.append(f"<p style='margin:0 0 10px 0; {LEADING}'>{_inline(''.join(told), on)}</p>")
    return "".join(parts)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line with what it is; an empty line parts what stands around it."""
    for line in text.splitlines():
        if not line.strip():
            yield "gap", ""
        elif line.startswith("#"):
            yield "head", line
        elif line.startswith("|"):
            yield "table", line
        elif item := ITEM.fullmatch(line):
            yield ("ul" if item[1] == "-" else "ol"), item[2]
        else:
            yield ("picture" if line.startswith("![") else "words"), line


def _heading(line: str, on: Tones) -> str:
    level = len(line) - len(line.lstrip("#"))
    words = line.lstrip("#").strip()
    style = f"margin-top:{ABOVE[level]}px; margin-bottom:8px; font-size:{SIZES[level]}; color:{on.text}"
    return f"<h{level} style='{style}'><a name='{escape(words)}'></a>{_inline(words, on)}</h{level}>"


def _table(lines: list[str], on: Tones) -> str:
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    cell = f"border:1px solid {on.line}; padding:6px 10px"
    wide = f"width='{100 // len(head)}%'"
    parts = ["".join(f"<th align='left' {wide} style='{cell}'>{_inline(text, on)}</th>" for text in head)]
    parts += ["".join(f"<td style='{cell}'>{_inline(text, on)}</td>" for text in row) for row in rows]
    body = "".join(f"<tr>{part}</tr>" for part in parts)
    style = "border-collapse:collapse; margin-top:4px; margin-bottom:14px"
    return f"<table width='100%' cellspacing='0' style='{style}'>{body}</table>"


def _inline(text: str, on: Tones) -> str:
    said = escape(text, quote=False)
    said = KEY.sub(f"<span style='background-color:{on.shade}'>&nbsp;\\1&nbsp;</span>", said)
    said = BOLD.sub(r"<b>\1</b>", said)
    return LINK.sub(lambda link: _link(link[1], link[2], link[3], on), said)


def _link(picture: str, words: str, target: str, on: Tones) -> str:
    if picture:
        return f"<img src='{target}' alt='{words}'>"
    return f"<a href='{target}' style='color:{on.accent}'>{words}</a>"
