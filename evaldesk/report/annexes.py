"""The annexes that a form may bring along, each made of what is known about it when it is printed.

Another annex is one more function that returns an ``Annex``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import Evidence, walk
from evaldesk.model.template import Template
from evaldesk.report.annex import Annex, Table
from evaldesk.report.places import place_name, rows_by_id
from evaldesk.rules.evaluation import Evaluation, NodeResult

NOTHING = "无。"
_KINDS = {"added": "新增", "removed": "删除", "moved": "移到别处", "reordered": "调整顺序"}
_HASH = 16  # digits of a checksum: enough to tell two files apart by eye


def explained(document: Document, template: Template, findings: Sequence[Finding]) -> Annex:
    """Return 需说明事项: what is unusual in the form, each with the explanation given; hints are left out."""
    rows = rows_by_id(document)
    told = [finding for finding in findings if finding.explained and finding.level is not Level.HINT]
    texts = tuple(
        (str(number), place_name(finding.where, template, rows), finding.message, finding.explained)
        for number, finding in enumerate(told, 1)
    )
    return _annex("需说明事项", (), Table("", ("序号", "位置", "事项", "说明"), (12, 55, 105, 105), texts))


def scoring(evaluation: Evaluation) -> Annex:
    """Return 评分过程: how the weight and the score of every branch, group and indicator came about."""
    nodes = [node for branch in evaluation.branches for node in _below(branch)]
    texts = tuple(
        (node.node.name, node.weight_text, _points(node), "\n".join(_steps(node, above)))
        for node, above in zip(nodes, [None, *nodes], strict=False)
    )
    table = Table("", ("指标", "权重", "得分", "评分过程"), (75, 18, 18, 166), texts)
    return _annex("评分过程", evaluation.steps, table)


def evidence(document: Document) -> Annex:
    """Return 佐证材料清单: what proves which indicator, with page, file and the beginning of the file's checksum."""
    texts = [
        (node.name, item.title, item.page, item.file, item.sha256[:_HASH])
        for _, node in walk(document.indicators)
        for item in node.evidence
        if item != Evidence()
    ]
    heads = ("序号", "指标", "材料名称", "页码", "文件", "校验码")
    numbered = tuple((str(number), *row) for number, row in enumerate(texts, 1))
    return _annex("佐证材料清单", (), Table("", heads, (12, 75, 75, 18, 62, 35), numbered))


def response(sheet: Mapping[str, Any]) -> Annex:
    """Return 修改说明: the remarks answered and the changes made since the last hand-in.

    ``sheet`` is plain data with ``old_revision``, ``new_revision``, ``handed_in_at``, ``answers`` (number, label, text,
    response, altered), ``altered`` (number, kind, label, old, new, reason), ``score`` and ``grade`` (before, after).
    """
    lines = [f"第 {sheet['old_revision']} 稿 → 第 {sheet['new_revision']} 稿"]
    if sheet.get("handed_in_at"):
        lines.append(f"上次上报：{sheet['handed_in_at']}")
    if any(sheet.get("score", ())):
        (old, new), (was, now) = sheet["score"], sheet["grade"]
        same = (old, was) == (new, now)
        lines.append(f"总分：{new}（{now}），没有变化" if same else f"总分：{old}（{was}） → {new}（{now}）")
    answers = tuple(
        (
            str(item["number"]),
            item["label"],
            item.get("text", ""),
            item.get("response") or "（尚未答复）",
            "、".join(map(str, item.get("altered", ()))),
        )
        for item in sheet.get("answers", ())
    )
    altered = tuple(
        (str(item["number"]), _changed_place(item), _side(item, "old"), _side(item, "new"), item.get("reason", ""))
        for item in sheet.get("altered", ())
    )
    tables = (
        Table("审核意见及答复", ("序号", "位置", "审核意见", "答复", "对应修改"), (12, 60, 95, 90, 20), answers),
        Table("修改内容", ("序号", "位置", "修改前", "修改后", "原因"), (12, 65, 65, 65, 70), altered),
    )
    return _annex("修改说明", tuple(lines), *tables)


def _annex(title: str, lines: Sequence[str], *tables: Table) -> Annex:
    filled = tuple(table for table in tables if table.rows)
    return Annex(title, (*lines, *(() if filled else (NOTHING,))), filled)


def _below(node: NodeResult) -> Iterator[NodeResult]:
    yield node
    for child in node.children:
        yield from _below(child)


def _steps(node: NodeResult, above: NodeResult | None) -> tuple[str, ...]:
    """Return the trail of a row; a weight that came about as in the row above is not told again."""
    shared = node.share.steps
    if above is not None and shared and shared == above.share.steps:
        return ("权重同上", *node.trail[len(shared) :])
    return node.trail


def _points(node: NodeResult) -> str:
    return "待判断" if node.open and not node.children else node.score_text


def _changed_place(item: Mapping[str, Any]) -> str:
    kind = _KINDS.get(item.get("kind", ""), "")
    return f"{item.get('label', '')}（{kind}）" if kind else str(item.get("label", ""))


def _side(item: Mapping[str, Any], key: str) -> str:
    return str(item.get(key, "")) or "（空）"
