"""Places in words: how the paper calls the field, the row or the total that an address names."""

from __future__ import annotations

from collections.abc import Mapping

from evaldesk.model.document import Document, Where, address
from evaldesk.model.indicators import Indicator, walk
from evaldesk.model.template import Template

_STEP = " › "
_WORDS = {"name": "名称", "weight": "权重", "completion": "完成比例", "direction": "方向"}
_TOTALS = {"weights1": "一级指标权重", "weights2": "二级指标权重", "weights3": "三级指标权重"}


def rows_by_id(document: Document) -> Mapping[str, Indicator]:
    """Return every node of the form by its id."""
    return {node.id: node for _, node in walk(document.indicators)}


def place_name(where: str | Where, template: Template, rows: Mapping[str, Indicator]) -> str:
    """Return what a place is called; ``rows`` are those of ``rows_by_id``. What is no address comes back as it is."""
    try:
        found = address(where) if isinstance(where, str) else where
    except ValueError:
        node = rows.get(where.partition("/")[2]) if isinstance(where, str) else None
        return _one_line(node.name) if node else str(where)
    if found.part == "fields":
        return next((field.label for field in template.fields if field.key == found.key), found.key)
    if found.part == "total":
        own = _TOTALS.get(found.key) or _column(template, "self_score" if found.key == "score" else found.key)
        return f"{template.indicators.total_label.rstrip('：:')}{_STEP}{own}"
    name = _one_line(rows[found.key].name) if found.key in rows else ""
    return f"{name or '（未命名的指标）'}{_STEP}{_column(template, found.attribute)}"


def _column(template: Template, key: str) -> str:
    if "/" in key:
        return "佐证材料"
    if key in _WORDS:
        return _WORDS[key]
    columns = template.indicators.columns
    return next((column.label.partition("\n")[0] for column in columns if column.key == key), key)


def _one_line(text: str) -> str:
    return " ".join(text.split())
