"""Documents as text: UTF-8 JSON, two-space indent, stable key order, readable in a diff.

Empty texts and lists are left out, but for a row's ``id``, ``name`` and ``weight``; keys that this version does not
know follow the known ones as they were read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from pydantic import BaseModel

from evaldesk.files.json_text import write, write_lines
from evaldesk.model.document import COMPUTED, Document
from evaldesk.model.indicators import Indicator

ALWAYS = {"format", "version", "template", "id", "revision", "fields", "indicators", "name", "weight"}

# Each key with its start of a line, whether it is always written, and what its absence means.
Plan = tuple[tuple[str, str, bool, Any], ...]

# A half of a surrogate pair has no UTF-8; JSON can hold it as an escape, so nothing typed is lost.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Memory:
    """Keep the text of each row of the last encoding, so that the next one writes only what an edit changed.

    Rows are known again by identity: unchanged rows of a frozen tree are the same objects, and are kept alive here.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[int, str], tuple[Indicator, str]] = {}
        self._now: dict[tuple[int, str], tuple[Indicator, str]] = {}

    def recall(self, row: Indicator, margin: str) -> str | None:
        """Return the text of a row, None when it is new."""
        known = self._last.get((id(row), margin))
        if known is not None:
            self._now[id(row), margin] = known
        return known and known[1]

    def keep(self, row: Indicator, margin: str, text: str) -> None:
        """Remember the text of a row."""
        self._now[id(row), margin] = (row, text)

    def turn_over(self) -> None:
        """Forget the rows that the last document no longer had."""
        self._last, self._now = self._now, {}


def encode(document: Document, computed: Mapping[str, Any] | None = None, memory: Memory | None = None) -> bytes:
    """Return the file's bytes; ``computed`` figures are written for other programs and never read back.

    What other programs put into that block follows them as it was read.
    """

    def node(value: Any, margin: str) -> str | None:
        plan = _plan(type(value))  # type: ignore[arg-type] # mypy takes a type of Any for unhashable
        if plan is None:
            return None
        if memory is None or not isinstance(value, Indicator) or value.children:
            return write_lines(lines(value, plan, margin), margin)
        text = memory.recall(value, margin)
        if text is None:
            text = write_lines(lines(value, plan, margin), margin)
            memory.keep(value, margin, text)
        return text

    def lines(value: BaseModel, plan: Plan, margin: str) -> list[str]:
        margin += "  "
        known, found = value.__dict__, []
        for key, start, always, default in plan:
            item = known[key]
            if item.__class__ is str:  # nearly all of a form
                if item or always or item != default:
                    found.append(start + encode_basestring(item))
            elif always or item != default:
                found.append(start + write(item, margin, node))
        if value.model_extra:
            extra = value.model_extra.items()
            found += [
                _start(key) + write(item, margin, node)
                for key, item in extra
                if key != COMPUTED or value is not document
            ]
        return found

    content = lines(document, _plan(type(document)) or (), "")
    block = {**(computed or {}), **(document.model_extra or {}).get(COMPUTED, {})}
    if block:
        content.append(_start(COMPUTED) + write(block, "  ", node))
    if memory is not None:
        memory.turn_over()
    text = write_lines(content, "") + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode("utf-8")


@cache
def _plan(kind: type) -> Plan | None:
    """Return what a model writes, in order, None for what is no model."""
    if not issubclass(kind, BaseModel):
        return None
    fields = kind.model_fields.items()
    return tuple(
        (key, _start(key), key in ALWAYS or field.is_required(), field.get_default(call_default_factory=True))
        for key, field in fields
    )


def _start(key: str) -> str:
    return f"{encode_basestring(key)}: "
