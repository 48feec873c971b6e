"""Labels: the place of a text in a form, in the words of the paper (``资金情况 › 预算计划安排``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaldesk.model.document import Document
from evaldesk.model.indicators import Tree
from evaldesk.model.template import Template

STEP = " › "
NAMELESS = "（未命名）"
WHOLE_FORM = "整张表"

ATTRIBUTES = {
    "name": "名称",
    "weight": "权重",
    "target": "预期值",
    "actual": "实现值",
    "completion": "完成比例",
    "direction": "方向",
    "self_score": "自评分数",
    "reason": "未达标原因",
    "evidence": "佐证材料",
    "children": "各行的顺序",
}
# What a template's own column head says better than the words above: 年度指标值, 偏差原因分析及改进措施.
FROM_COLUMNS = frozenset({"target", "actual", "self_score", "reason"})
TOTALS = {
    "weights1": "一级指标权重",
    "weights2": "二级指标权重",
    "weights3": "三级指标权重",
    "score": "自评分数",
    "reason": "未达标原因",
}
DIRECTIONS = {"": "按文字自动判断", "higher": "越大越好", "lower": "越小越好", "none": "越接近越好"}


def field_label(template: Template | None, key: str) -> str:
    """Return the section and the label of a field, the bare key where the template does not know it."""
    for section in template.sections if template else ():
        if section.kind == "indicators":
            continue
        for item in section.fields:
            if item.key == key:
                head, _, tail = item.label.partition("：")  # 实际支出金额：市本级
                return STEP.join((section.label or section.tab, f"{head}（{tail}）" if tail else head))
    return STEP.join(("其他内容", key))


def attribute_label(template: Template | None, attribute: str) -> str:
    """Return what the column of an indicator's text is called."""
    if template and attribute in FROM_COLUMNS:
        for column in template.indicators.columns:
            if column.key == attribute:
                return column.label.split("\n")[0].removeprefix("评价年度")
    return ATTRIBUTES.get(attribute, attribute)


def total_label(template: Template | None, key: str) -> str:
    """Return what a text of the 合计 row is called."""
    return STEP.join((total_row(template), TOTALS.get(key, key)))


def total_row(template: Template | None) -> str:
    """Return what the 合计 row is called."""
    return template.indicators.total_label.rstrip("：:") if template else "合计"


def shown_name(name: str) -> str:
    """Return a row's name on one line; rows without one are called so."""
    return " ".join(name.split()) or NAMELESS


def row_names(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return for the id of every row the names from level 1 down to it."""
    found: dict[str, tuple[str, ...]] = {}

    def name(rows: Tree, above: tuple[str, ...]) -> None:
        for row in rows:
            names = (*above, shown_name(row.name))
            found.setdefault(row.id, names)
            name(row.children, names)

    name(tree, ())
    return found


def row_label(names: Sequence[str], *more: str) -> str:
    """Return the label of a row, or of something in it."""
    return STEP.join((*names, *more))


def place_label(template: Template | None, names: Mapping[str, tuple[str, ...]], where: str) -> str:
    """Return the label of any address; ``names`` are those of ``row_names``. A place that is gone is called so."""
    part, _, rest = where.partition("/")
    key, _, attribute = rest.partition("/")
    match part:
        case "fields" if key:
            return field_label(template, key)
        case "total" if key:
            return total_label(template, key)
        case "indicators" if key in names:
            more = (attribute_label(template, attribute),) if attribute else ()
            return row_label(names[key], *more)
        case "indicators" if key:
            return "（已删除的指标）"
        case "indicators":
            return template.indicators.label if template else "指标"
    return where or WHOLE_FORM


def label_of(document: Document, template: Template | None, where: str) -> str:
    """Return the label of one address; for many, ``row_names`` once and ``place_label``."""
    return place_label(template, row_names(document.indicators), where)
