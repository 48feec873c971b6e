"""What every peer of the page prints: the form as plain rows, so that each maker starts from the same."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.template import Template
from evaldesk.rules import evaluate

HEADS = (
    "一级指标",
    "权重(%)",
    "二级指标",
    "权重(%)",
    "三级指标",
    "权重(%)",
    "评价年度预期值",
    "评价年度实现值",
    "自评分数",
    "未达标原因分析",
)
GUIDES = ("评分标准", "参考佐证材料")
WIDTHS = (10, 12, 20, 14, 58, 14, 21, 21, 14, 23, 32, 38)  # mm


class Plain(NamedTuple):
    """Hold a form as texts: fields as (label, text), rows of ten texts, and spans as (column, first, end, text)."""

    title: str
    fields: list[tuple[str, str]]
    rows: list[list[str]]
    spans: list[tuple[int, int, int, str]]
    texts: list[tuple[str, str]]


def read(path: Path) -> Plain:
    """Read, validate and score a form, and take it apart."""
    document = open_document(path)
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    rows: list[list[str]] = []
    spans: list[tuple[int, int, int, str]] = []
    keys: list[str] = []
    for branch in evaluation.branches:
        start = len(rows)
        for group in branch.children:
            first = len(rows)
            for row in group.children:
                node = row.node
                rows.append(
                    ["", "", "", "", node.name, row.weight_text, node.target, node.actual, row.score_text, node.reason]
                )
                keys.append(template.indicators.guidance_key(branch.node.name, node.name))
            spans += [(2, first, len(rows), group.node.name), (3, first, len(rows), group.weight_text)]
        spans += [(0, start, len(rows), branch.node.name), (1, start, len(rows), branch.weight_text)]
    first = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[first]:
            guidance = template.indicators.guidance.get(keys[first])
            if guidance:
                spans += [(10, first, at, guidance.criterion), (11, first, at, guidance.evidence)]
            first = at
    return Plain(template.title, *_fields(template, dict(document.fields), rows, spans))


def _fields(
    template: Template, values: dict[str, str], rows: list[list[str]], spans: list[tuple[int, int, int, str]]
) -> tuple[list[tuple[str, str]], list[list[str]], list[tuple[int, int, int, str]], list[tuple[str, str]]]:
    short: list[tuple[str, str]] = []
    long: list[tuple[str, str]] = []
    for section in template.sections:
        if section.kind == "fields":
            short += [(field.label, values.get(field.key, "")) for field in section.fields]
        elif section.kind == "texts":
            long += [(field.heading, values.get(field.key, "")) for field in section.fields]
    return short, rows, spans, long
