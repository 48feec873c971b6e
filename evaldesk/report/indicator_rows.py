"""The rows of the indicator table: one for each indicator, and the 合计 row that closes them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where
from evaldesk.model.document import cell as place
from evaldesk.model.template.table import IndicatorsSection
from evaldesk.report.column_edges import Edges
from evaldesk.report.figures import NO_FIGURES, Columns, Figures, aligned
from evaldesk.report.page import Style
from evaldesk.report.paper import LONG, Look
from evaldesk.report.table import Row, cell, row
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.indicator_lines import Line, stands_elsewhere

Stretch = tuple[float, float] | None
"""Left and right edge of a column, None for one that this form does not print."""

_OWN = ("name", "weight", "target", "actual", "self_score", "reason")
_WEIGHTS = ("level1_weight", "level2_weight", "weight")
_OPEN = "待判断"


def nothing_scored(document: Document, evaluation: Evaluation) -> bool:
    """Tell whether the form is still to be filled in: then its scores stay blank, to be written by hand."""
    return not (evaluation.score or document.total.score) and not any(
        result.score_typed or result.node.actual or result.node.completion for result in evaluation.nodes.values()
    )


def rows_of(lines: Iterable[Line], alone: Iterable[bool], columns: Columns, look: Look, blank: bool) -> list[Row]:
    """Return the row of each line.

    ``alone`` says that score and reason are its own, not merged with others; ``blank`` leaves all scores out.
    """
    stretches = tuple(columns.edges.get(key) for key in _OWN)
    figures = columns.figures["weight"], columns.figures["self_score"]
    return [
        _row(line.indicator, own, _reason(line) if own else "", stretches, figures, look, blank)
        for line, own in zip(lines, alone, strict=True)
    ]


# An evaluation keeps the results that did not change: after a keystroke all rows but a few are known.
@lru_cache(1 << 13)
def _row(
    result: NodeResult | None,
    alone: bool,
    reason: str,
    stretches: tuple[Stretch, ...],
    figures: tuple[Figures, Figures],
    look: Look,
    blank: bool,
) -> Row:
    name, weight, target, actual, score, told = stretches
    if result is None:
        empty = stretches if alone else stretches[:4]
        return row([cell(*stretch, "", look.value) for stretch in empty if stretch])
    node = result.node
    of_weight, of_score = figures
    wanted: list[tuple[Stretch, str, Style, str, Figures]] = [
        (name, node.name, look.words, "name", NO_FIGURES),
        (weight, result.weight_text, look.value, "weight", of_weight),
        (target, node.target, look.value, "target", NO_FIGURES),
        (actual, node.actual, look.value, "actual", NO_FIGURES),
    ]
    if alone:
        points = "" if blank else _OPEN if result.open else result.score_text
        wanted.append((score, points, look.value, "self_score", of_score))
        wanted.append((told, reason, look.value, "reason", NO_FIGURES))
    cells = []
    for stretch, text, style, attribute, its in wanted:
        if stretch:
            made = cell(*stretch, text, style, place(node.id, attribute), attribute == "name")
            cells.append(made if its is NO_FIGURES else aligned(made, its))
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


def total_figures(document: Document, evaluation: Evaluation, blank: bool) -> dict[str, str]:
    """Return the figures of the 合计 row by their columns, as typed there, else computed.

    ``blank`` leaves the score out; weights are left out where there are none to add up.
    """
    weight = evaluation.weight_text if evaluation.branches else ""
    typed = (*document.total.weights, "", "", "")
    figures = {key: typed[at] or weight for at, key in enumerate(_WEIGHTS)}
    return figures | {"self_score": document.total.score or ("" if blank else evaluation.score_text)}


def total_row(
    section: IndicatorsSection, document: Document, evaluation: Evaluation, edges: Edges, look: Look, blank: bool
) -> Row:
    """Return the 合计 row: what was typed there as typed, the computed figures elsewhere, and the grade.

    ``blank`` leaves score and grade out.
    """
    own = total_figures(document, evaluation, blank)
    reason, reason_where = _total_reason(section, document, evaluation)
    figures: dict[str, tuple[str, Style, Where | None]] = {
        "self_score": (own["self_score"], look.head, Where("total", "score")),
        "reason": (reason, look.value, reason_where),
    }
    for key, typed in zip(_WEIGHTS, TOTAL_WEIGHTS, strict=True):
        figures[key] = (own[key], look.head, Where("total", typed))
    # Columns without a figure of their own join: the label takes the first stretch, the grade the last one.
    stretches = [(key, list(keys)) for key, keys in groupby(edges, lambda key: key if key in figures else "")]
    free = [at for at, (key, _) in enumerate(stretches) if not key]
    texts = dict.fromkeys(free, "")
    if free:
        texts[free[0]] = section.total_label
        texts[free[-1]] = _graded(section.total_label if free[0] == free[-1] else "", evaluation, blank)
    cells = []
    for at, (key, keys) in enumerate(stretches):
        text, style, where = figures.get(key) or (texts[at], look.head, None)
        cells.append(cell(edges[keys[0]][0], edges[keys[-1]][1], text, style, where))
    return row(cells, keep=True)


def _total_reason(section: IndicatorsSection, document: Document, evaluation: Evaluation) -> tuple[str, Where]:
    """Return the reason of the 合计 row; those of branches that have no row of their own here follow it."""
    told = [(document.total.reason, Where("total", "reason"))]
    for branch in evaluation.branches:
        if stands_elsewhere(branch, section):
            nodes = [
                branch.node,
                *branch.node.children,
                *(row for group in branch.node.children for row in group.children),
            ]
            told += [(f"{node.name}：{node.reason}", place(node.id, "reason")) for node in nodes if node.reason]
    filled = [(text, where) for text, where in told if text]
    return "\n".join(text for text, _ in filled), (filled or told)[0][1]


def _graded(label: str, evaluation: Evaluation, blank: bool) -> str:
    """Return the grade, behind a label if there is one, and the points that still wait for a person."""
    if blank or not evaluation.grade:
        return label
    waiting = f"（另有{evaluation.open_text}分{_OPEN}）" if evaluation.open else ""
    return f"{label}{'　' if label else ''}自评等级：{evaluation.grade}{waiting}"
