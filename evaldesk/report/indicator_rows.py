"""The rows of the indicator table: one for each indicator, and the 合计 row that closes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where
from evaldesk.model.document import cell as place
from evaldesk.model.template import IndicatorsSection
from evaldesk.report.column_edges import Edges
from evaldesk.report.page import Style
from evaldesk.report.paper import LONG, Look
from evaldesk.report.table import Row, cell, row
from evaldesk.rules.evaluation import Evaluation, NodeResult

Stretch = tuple[float, float] | None
"""Left and right edge of a column, None for one that this form does not print."""

_OWN = ("name", "weight", "target", "actual", "self_score", "reason")
_OPEN = "待判断"


class Line(NamedTuple):
    """Hold one printed row: the branch and group it stands in and its indicator, None where there is none yet."""

    branch: NodeResult
    group: NodeResult | None
    indicator: NodeResult | None


def printed_elsewhere(branch: NodeResult, section: IndicatorsSection) -> bool:
    """Tell whether the form prints a branch in another table: one of fixed indicators that the template says so of.

    Where an officer put more rows into it, it is printed here after all.
    """
    described = section.branch(branch.node.name)
    if described is None or described.printed:
        return False
    rows = [row.node.name for group in branch.children for row in group.children]
    return all(section.fixed(branch.node.name, name) for name in rows)


def lines_of(branches: Iterable[NodeResult]) -> Iterator[Line]:
    """Yield the printed rows in the order of the paper; a branch or group without any still has one."""
    for branch in branches:
        for group in branch.children or (None,):
            for indicator in (group.children if group else ()) or (None,):
                yield Line(branch, group, indicator)


def rows_of(lines: Iterable[Line], alone: Iterable[bool], edges: Edges, look: Look) -> list[Row]:
    """Return the row of each line; ``alone`` says that score and reason are its own, not merged with others."""
    stretches = tuple(edges.get(key) for key in _OWN)
    return [
        _row(line.indicator, own, _reason(line) if own else "", stretches, look)
        for line, own in zip(lines, alone, strict=True)
    ]


# An evaluation keeps the results that did not change: after a keystroke all rows but a few are known.
@lru_cache(1 << 13)
def _row(result: NodeResult | None, alone: bool, reason: str, stretches: tuple[Stretch, ...], look: Look) -> Row:
    name, weight, target, actual, score, told = stretches
    if result is None:
        blank = stretches if alone else stretches[:4]
        return row([cell(*stretch, "", look.value) for stretch in blank if stretch])
    node = result.node
    wanted: list[tuple[Stretch, str, Style, str]] = [
        (name, node.name, look.value._replace(align="left"), "name"),
        (weight, result.weight_text, look.value, "weight"),
        (target, node.target, look.value, "target"),
        (actual, node.actual, look.value, "actual"),
    ]
    if alone:
        points = _OPEN if result.open else result.score_text
        wanted += [(score, points, look.value, "self_score"), (told, reason, look.value, "reason")]
    cells = [
        cell(*stretch, text, style, place(node.id, attribute), attribute == "name")
        for stretch, text, style, attribute in wanted
        if stretch
    ]
    return row(cells, whole=LONG)


def _reason(line: Line) -> str:
    """Return the reason of a row, after those of the branch and the group that begin with it: nothing typed is lost."""
    if line.indicator is None:
        return ""
    text = line.indicator.node.reason
    group = line.group
    if group and group.children[0] is line.indicator:
        begun = [group.node] if line.branch.children[0] is not group else [line.branch.node, group.node]
        for node in reversed(begun):
            if node.reason:
                text = f"{node.name}：{node.reason}\n{text}".rstrip("\n")
    return text


def total_row(section: IndicatorsSection, document: Document, evaluation: Evaluation, edges: Edges, look: Look) -> Row:
    """Return the 合计 row: what was typed there as typed, the computed figures elsewhere, and the grade."""
    total = document.total
    typed = (*total.weights, "", "", "")
    reason, reason_where = _total_reason(section, document, evaluation)
    figures: dict[str, tuple[str, Style, Where | None]] = {
        "self_score": (total.score or evaluation.score_text, look.head, Where("total", "score")),
        "reason": (reason, look.value, reason_where),
    }
    for at, key in enumerate(("level1_weight", "level2_weight", "weight")):
        figures[key] = (typed[at] or evaluation.weight_text, look.head, Where("total", TOTAL_WEIGHTS[at]))
    # Columns without a figure of their own join: the label takes the first stretch, the grade the last one.
    stretches = [(key, list(keys)) for key, keys in groupby(edges, lambda key: key if key in figures else "")]
    free = [at for at, (key, _) in enumerate(stretches) if not key]
    texts = dict.fromkeys(free, "")
    if free:
        texts[free[0]] = section.total_label
        texts[free[-1]] = _graded(section.total_label if free[0] == free[-1] else "", evaluation)
    cells = []
    for at, (key, columns) in enumerate(stretches):
        text, style, where = figures.get(key) or (texts[at], look.head, None)
        cells.append(cell(edges[columns[0]][0], edges[columns[-1]][1], text, style, where))
    return row(cells, keep=True)


def _total_reason(section: IndicatorsSection, document: Document, evaluation: Evaluation) -> tuple[str, Where]:
    """Return the reason of the 合计 row; those of branches that have no row of their own here follow it."""
    told = [(document.total.reason, Where("total", "reason"))]
    for branch in evaluation.branches:
        if printed_elsewhere(branch, section):
            nodes = [
                branch.node,
                *branch.node.children,
                *(row for group in branch.node.children for row in group.children),
            ]
            told += [(f"{node.name}：{node.reason}", place(node.id, "reason")) for node in nodes if node.reason]
    filled = [(text, where) for text, where in told if text]
    return "\n".join(text for text, _ in filled), (filled or told)[0][1]


def _graded(label: str, evaluation: Evaluation) -> str:
    """Return the grade, behind a label if there is one, and the points that still wait for a person."""
    if not evaluation.grade:
        return label
    waiting = f"（另有{evaluation.open_text}分{_OPEN}）" if evaluation.open else ""
    return f"{label}{'　' if label else ''}自评等级：{evaluation.grade}{waiting}"
