"""Differences of single texts: the form's fields, the 合计 row, and what other programs wrote into the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from evaldesk.history.diff.changes import Change, Kind, Part
from evaldesk.history.diff.prose import compare, is_long
from evaldesk.history.labels import STEP, field_label, total_label
from evaldesk.model.base import Frozen
from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where, field, get
from evaldesk.model.template import Template


def changed(part: Part, where: str, label: str, old: str, new: str) -> Iterator[Change]:
    """Yield the change of one text, none where it stayed the same."""
    if old != new:
        pieces = compare(old, new) if is_long(old, new) else ()
        yield Change(Kind.CHANGED, part, where, label, old, new, pieces)


def field_changes(old: Document, new: Document, template: Template | None) -> Iterator[Change]:
    """Yield what differs in the fields, in the order of the paper; a field that was never typed is an empty one."""
    known = [item.key for item in template.fields] if template else []
    for key in dict.fromkeys((*known, *new.fields, *old.fields)):
        was, now = old.fields.get(key, ""), new.fields.get(key, "")
        if was != now:
            yield from changed("fields", str(field(key)), field_label(template, key), was, now)


def total_changes(old: Document, new: Document, template: Template | None) -> Iterator[Change]:
    """Yield what differs in the 合计 row."""
    for key in (*TOTAL_WEIGHTS, "score", "reason"):
        where = Where("total", key)
        yield from changed("total", str(where), total_label(template, key), get(old, where), get(new, where))


def extra_changes(where: str, label: str, old: Frozen, new: Frozen) -> Iterator[Change]:
    """Yield what differs in the keys that other programs or later versions wrote."""
    was, now = old.model_extra or {}, new.model_extra or {}
    if was == now:
        return
    for key in dict.fromkeys((*now, *was)):
        here = STEP.join(piece for piece in (label, "其他内容", key) if piece)
        yield from changed("other", where, here, as_line(was.get(key)), as_line(now.get(key)))


def as_line(value: Any) -> str:
    """Return foreign data as one line of text, nothing for nothing."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
