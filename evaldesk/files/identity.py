"""The ids of a form and its rows, where a file has none or has one twice.

Everything addresses rows by id: with one id on two rows, what is typed in the second would land in the first. New ids
are made from the content, so that opening the same file twice gives the same form: a journal knows it again.
"""

from __future__ import annotations

import hashlib
from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator, Tree, walk

KEPT_ID = "kept:id"


def identified(document: Document, raw: bytes) -> tuple[Document, tuple[str, ...]]:
    """Return the document with an id of its own on the form and each row, and a sentence on bad ones."""
    changed: dict[str, Any] = {}
    has_id = "id" in document.model_fields_set and document.id
    if has_id and _is_told_apart(document.indicators):
        return document, ()
    base = hashlib.sha256(raw).hexdigest()
    if not has_id:
        changed["id"] = f"{base[:8]}-{base[8:12]}-4{base[13:16]}-8{base[17:20]}-{base[20:32]}"
    namer = _Namer(base)
    tree = namer.tree(document.indicators, "")
    if tree is not document.indicators:
        changed["indicators"] = tree
    told = (f"有 {namer.doubled} 行指标的编号重复或不能用，已重新编号，内容没有变动。",) if namer.doubled else ()
    return (document.model_copy(update=changed) if changed else document), told


def _is_told_apart(tree: Tree) -> bool:
    """Tell whether every row has a good id of its own, as in nearly every file."""
    rows = [row for _, row in walk(tree)]
    ids = {row.id for row in rows if "id" in row.model_fields_set and row.id and "/" not in row.id}
    return len(ids) == len(rows)


class _Namer:
    """Walk the rows of one form; unchanged branches stay the same objects."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.taken: set[str] = set()
        self.doubled = 0

    def tree(self, rows: Tree, above: str) -> Tree:
        named = tuple([self.row(row, f"{above}/{number}") for number, row in enumerate(rows)])
        return rows if all(new is old for new, old in zip(named, rows, strict=True)) else named

    def row(self, row: Indicator, place: str) -> Indicator:
        changed: dict[str, Any] = {}
        given = "id" in row.model_fields_set
        if not given or not row.id or "/" in row.id or row.id in self.taken:
            changed["id"] = self.fresh(place)
            if given and row.id:
                self.doubled += 1
        self.taken.add(changed.get("id", row.id))
        if row.children:
            children = self.tree(row.children, place)
            if children is not row.children:
                changed["children"] = children
        copy = row.model_copy(update=changed) if changed else row
        if "id" in changed and given and row.id:
            copy = copy.model_copy(update={KEPT_ID: row.id})
        return copy

    def fresh(self, place: str) -> str:
        for attempt in range(1000):
            id = hashlib.sha256(f"{self.base}{place}#{attempt}".encode()).hexdigest()[:12]
            if id not in self.taken:
                return id
        raise AssertionError("a thousand digests, all taken")
