"""An evaluation as a table of text, for people at a terminal: columns line up although Chinese signs are wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.figures import figure

HEAD = ("指标", "权重", "预期值", "实现值", "完成", "得分", "建议")
NUMBERS = {1, 4, 5, 6}
NAME_WIDTH = 44
TEXT_WIDTH = 22


def score_table(template: Template, evaluation: Evaluation) -> str:
    """Return every node with weight, texts, completion, score and suggestion, and the totals below."""
    rows: list[Sequence[str]] = [HEAD]
    for branch in evaluation.branches:
        rows.append(_row(branch, 0))
        for group in branch.children:
            rows.append(_row(group, 1))
            rows.extend(_row(row, 2) for row in group.children)
    widths = [max(_width(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([template.title, *lines, "", *_totals(evaluation)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_pad(text, widths[at], at in NUMBERS) for at, text in enumerate(row)).rstrip()


def _totals(evaluation: Evaluation) -> list[str]:
    waiting = f" + 待判断 {evaluation.open_text}" if evaluation.open else ""
    lines = [
        f"权重合计 {evaluation.weight_text}",
        f"总分 {evaluation.score_text}{waiting}（{evaluation.grade}）",
        f"建议总分 {evaluation.suggested_text}",
    ]
    money = evaluation.execution
    if money and money.rate_text:
        lines.append(f"支出率 {money.rate_text}（÷ {money.base_label}）")
    return lines


def _row(result: NodeResult, depth: int) -> tuple[str, ...]:
    node = result.node
    return (
        _cut("  " * depth + node.name, NAME_WIDTH),
        result.weight_text,
        _cut(node.target, TEXT_WIDTH),
        _cut(node.actual, TEXT_WIDTH),
        result.completion_text,
        result.score_text,
        "待判断" if result.suggested_open and not result.children else figure(result.suggested),
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _cut(text: str, width: int) -> str:
    """Return the text on one line of at most ``width`` columns; ``…`` says that it went on."""
    line = " ".join(text.split("\n")).rstrip()
    if _width(line) <= width:
        return line
    for end, used in enumerate(accumulate(_width(sign) for sign in line)):
        if used > width - 1:
            return f"{line[:end]}…"
    return line
