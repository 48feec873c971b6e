"""Bookmarks: the outline as a reader of the PDF shows it beside the pages; each entry leads to where a thing begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from evaldesk.report.page import Pages
from evaldesk.report.pdf_file import Raw, reference
from evaldesk.report.structure import text_string

_ABOVE = 12.0  # points above a place that a jump shows along with it


def put_bookmarks(document: Any, pages: Pages, sheets: Sequence[str]) -> str:
    """Put the outline into reportlab's document and return its reference, ``""`` for none; ``sheets`` are the pages.

    Pages, too, are told by their references.
    """
    if not pages.outline:
        return ""
    root = Raw("")
    top = reference(document, root)
    entries = [Raw("") for _ in pages.outline]
    names = [reference(document, entry) for entry in entries]
    below: dict[str, list[str]] = defaultdict(list)
    above: dict[str, str] = {}
    branch = top
    for name, mark in zip(names, pages.outline, strict=True):
        branch = name if mark.depth == 0 else branch
        above[name] = top if mark.depth == 0 else branch
        below[above[name]].append(name)
    before = {after: name for its in below.values() for name, after in pairwise(its)}
    after = {name: following for following, name in before.items()}
    for entry, name, mark in zip(entries, names, pages.outline, strict=True):
        place = f"{sheets[mark.page]}/XYZ 0 {pages.height - max(0.0, mark.y - _ABOVE):.2f} 0"
        beside = "".join(f"/{key} {its[name]}" for key, its in (("Prev", before), ("Next", after)) if name in its)
        held = _held(below[name], len(below[name])) if name in below else ""
        entry.text = f"<</Title {text_string(mark.title)}/Parent {above[name]}/Dest[{place}]{beside}{held}>>"
    root.text = f"<</Type/Outlines{_held(below[top], len(names))}>>"
    return top


def _held(its: Sequence[str], shown: int) -> str:
    """Return the first and the last of some entries, and how many a reader shows."""
    return f"/First {its[0]}/Last {its[-1]}/Count {shown}"
