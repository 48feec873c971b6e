"""The manual as data: its pages in the order of the contents, their headings, and what is found in them.

A page is one Markdown file in ``resources/help/``; ``contents.md`` names the others by its links, in their order. In a
page a menu command stands in bold as ``文件 ▸ 打印``, and a key between backticks: tests hold both against the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaldesk.paths import resources

CONTENTS = "contents"
KEYS = "<!-- keys -->"  # where the page of keys takes in the window's own
AROUND = 18  # characters before and after what was found
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\*\*([^*\n]+ ▸ [^*\n]+)\*\*")
KEY = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one page: its name, its title and its Markdown."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one place where all wanted words stand: page, heading (``""`` for the page's own), and words around them."""

    page: str
    heading: str
    words: str


def folder() -> Path:
    """Return where the pages lie."""
    return resources() / "help"


@cache
def book() -> dict[str, Page]:
    """Return every page by its name, the contents first and the others in its order."""
    contents = _read(CONTENTS)
    names = dict.fromkeys(target.partition("#")[0].removesuffix(".md") for target in links(contents.text))
    return {CONTENTS: contents} | {name: _read(name) for name in names}


def links(text: str) -> list[str]:
    """Return where the links of a page lead, without its pictures."""
    return [target for picture, _, target in LINK.findall(text) if not picture]


def pictures(text: str) -> list[str]:
    """Return the files of a page's pictures."""
    return [target for picture, _, target in LINK.findall(text) if picture]


def headings(text: str) -> list[str]:
    """Return the headings below a page's title."""
    return [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("##")]


def find(wanted: str) -> list[Hit]:
    """Return the paragraphs that hold every word of ``wanted``, headings first; nothing for no words."""
    words = wanted.casefold().split()
    if not words:
        return []
    found: list[Hit] = []
    for page in book().values():
        heading = ""
        if page.name == CONTENTS:
            continue
        for line in page.text.splitlines():
            if line.startswith("#"):
                heading = line.lstrip("#").strip() if line.startswith("##") else ""
            said = spoken(line)
            if said and all(word in said.casefold() for word in words):
                found.append(Hit(page.name, heading, _around(said, words[0])))
    return sorted(found, key=lambda hit: hit.words != (hit.heading or book()[hit.page].title))


def spoken(line: str) -> str:
    """Return a line of Markdown as it is read."""
    line = LINK.sub(lambda link: "" if link[1] else link[2], line)
    line = re.sub(r"^(#+|[-*]|\d+\.|>)\s+", "", line.strip())
    if set(line) <= set("|-: "):
        return ""
    return re.sub(r"\*\*|`|<!--.*?-->", "", line).strip("| ").replace(" | ", "　")


def _around(text: str, word: str) -> str:
    at = text.casefold().find(word)
    start, end = max(0, at - AROUND), at + len(word) + AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _read(name: str) -> Page:
    text = (folder() / f"{name}.md").read_text("utf-8")
    return Page(name, text.partition("\n")[0].removeprefix("# ").strip(), text)
