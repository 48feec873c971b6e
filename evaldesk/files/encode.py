"""Documents as text: UTF-8 JSON, two-space indent, stable key order, readable in a diff.

Empty texts and lists are left out, but for a row's ``id``, ``name`` and ``weight``; keys that this version does not
know follow the known ones as they were read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from evaldesk.model.document import Document

ALWAYS = {"format", "version", "template", "id", "revision", "fields", "indicators", "name", "weight"}

# A half of a surrogate pair has no UTF-8; JSON can hold it as an escape, so nothing typed is lost.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(document: Document, computed: Mapping[str, Any] | None = None) -> bytes:
    """Return the file's bytes; ``computed`` figures are written for other programs and never read back."""
    content = _plain(document)
    if computed:
        content["computed"] = dict(computed)
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text).encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        known = {key: getattr(value, key) for key in type(value).model_fields}
        kept = {key: item for key, item in known.items() if item or key in ALWAYS}
        return {key: _plain(item) for key, item in (*_without_blank_totals(kept), *(value.model_extra or {}).items())}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _without_blank_totals(items: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, item) for key, item in items.items() if not (isinstance(item, BaseModel) and not _plain(item))]
