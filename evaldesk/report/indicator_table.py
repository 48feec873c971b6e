"""The indicator table as a band: rows of indicators, and beside them the cells that span a branch or its guidance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where
from evaldesk.model.document import cell as place
from evaldesk.model.template import ColumnKey, IndicatorsSection
from evaldesk.report import paper
from evaldesk.report.column_edges import Edges
from evaldesk.report.indicator_head import indicator_head
from evaldesk.report.page import Style
from evaldesk.report.table import Band, Cell, Row, Span, cell, row
from evaldesk.rules.evaluation import Evaluation, NodeResult

T = TypeVar("T")

_BLANK: tuple[ColumnKey, ...] = ("name", "weight", "target", "actual", "self_score", "reason")
_NAME = paper.VALUE._replace(align="left")


class _Line(NamedTuple):
    """Hold one printed row: the branch and group it stands in and its indicator, None where there is none yet."""

    branch: NodeResult
    group: NodeResult | None
    indicator: NodeResult | None


def indicators_band(section: IndicatorsSection, document: Document, evaluation: Evaluation, edges: Edges) -> Band:
    """Return the table of all indicators under its heads, closed by the 合计 row."""
    lines = list(_lines(evaluation.branches))
    merged = dict(_merged(lines))
    columns = [
        *_branch_columns(lines, section, edges),
        *_guidance_columns(lines, section, edges),
        *_merged_columns(lines, merged, edges),
    ]
    alone = [at not in merged for at in range(len(lines))]
    for first, end in merged.items():
        alone[first:end] = [False] * (end - first)
    rows = [_row(line, edges, own) for line, own in zip(lines, alone, strict=True)]
    rows.append(_total_row(section, document, evaluation, edges))
    return Band(
        tuple(rows),
        tuple(tuple(column) for column in columns if column),
        indicator_head(section, edges, section.label),
        indicator_head(section, edges, f"{section.label}（续）"),
    )


def _lines(branches: Iterable[NodeResult]) -> Iterator[_Line]:
    for branch in branches:
        for group in branch.children or (None,):
            for indicator in (group.children if group else ()) or (None,):
                yield _Line(branch, group, indicator)


def _row(line: _Line, edges: Edges, alone: bool) -> Row:
    """Return the cells of one indicator; ``alone`` says that score and reason are its own, not merged."""
    cells: list[Cell] = []

    def add(key: ColumnKey, text: str, style: Style, where: Where | None, repeat: bool = False) -> None:
        if key in edges:
            cells.append(cell(*edges[key], text, style, where, repeat))

    result = line.indicator
    if result is None:
        for key in _BLANK if alone else _BLANK[:4]:
            add(key, "", paper.VALUE, None)
        return row(cells)
    node = result.node
    add("name", node.name, _NAME, place(node.id, "name"), True)
    add("weight", result.weight_text, paper.VALUE, place(node.id, "weight"))
    add("target", node.target, paper.VALUE, place(node.id, "target"))
    add("actual", node.actual, paper.VALUE, place(node.id, "actual"))
    if alone:
        add("self_score", result.score_text, paper.VALUE, place(node.id, "self_score"))
        add("reason", _reason(line), paper.VALUE, place(node.id, "reason"))
    return row(cells, whole=paper.LONG)


def _branch_columns(lines: list[_Line], section: IndicatorsSection, edges: Edges) -> Iterator[list[Span]]:
    branches = list(_runs(lines, lambda line: line.branch.node.id))
    groups = list(_runs(lines, lambda line: (line.branch.node.id, line.group.node.id if line.group else "")))
    notes = {branch.name: branch.share_note for branch in section.level1 if branch.share_note}

    def spans(key: ColumnKey, runs: Iterable[tuple[int, int]], level: int, attribute: str) -> list[Span]:
        found = []
        for first, end in runs if key in edges else ():
            result = lines[first][level]
            text = "" if result is None else result.weight_text if attribute == "weight" else result.node.name
            where = place(result.node.id, attribute) if isinstance(result, NodeResult) else None
            found.append(Span(first, end, cell(*edges[key], text, paper.VALUE, where)))
        return found

    yield spans("level1_name", branches, 0, "name")
    yield spans("level1_weight", branches, 0, "weight")
    yield spans("level2_name", groups, 1, "name")
    if "level2_weight" not in edges:
        return
    noted = {first: notes.get(lines[first].branch.node.name.strip(), "") for first, _ in branches}
    explained = [
        Span(first, end, cell(*edges["level2_weight"], noted[first], paper.NOTE))
        for first, end in branches
        if noted[first]
    ]
    covered = {at for span in explained for at in range(span.first, span.end)}
    weighed = spans("level2_weight", [run for run in groups if run[0] not in covered], 1, "weight")
    yield sorted([*explained, *weighed], key=lambda span: span.first)


def _guidance_columns(lines: list[_Line], section: IndicatorsSection, edges: Edges) -> Iterator[list[Span]]:
    keys = [
        section.guidance_key(line.branch.node.name, line.indicator.node.name if line.indicator else "")
        for line in lines
    ]
    runs = list(_runs(keys, lambda key: key))
    for column in ("criterion", "evidence"):
        if column in edges:
            texts = {key: getattr(guidance, column) for key, guidance in section.guidance.items()}
            yield [
                Span(first, end, cell(*edges[column], texts.get(keys[first], ""), paper.GUIDANCE))
                for first, end in runs
            ]


def _merged(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that share one typed score: the branch's or the group's, where no row has its own."""
    for first, end in _runs(lines, lambda line: line.branch.node.id):
        branch = lines[first].branch
        if branch.score_typed and not any(group.score_typed or _rows_typed(group) for group in branch.children):
            yield first, end
            continue
        for start, stop in _runs(lines[first:end], lambda line: line.group.node.id if line.group else ""):
            group = lines[first + start].group
            if group and group.score_typed and not _rows_typed(group):
                yield first + start, first + stop


def _rows_typed(group: NodeResult) -> bool:
    return any(indicator.score_typed for indicator in group.children)


def _merged_columns(lines: list[_Line], merged: dict[int, int], edges: Edges) -> Iterator[list[Span]]:
    scores: list[Span] = []
    reasons: list[Span] = []
    for first, end in merged.items():
        line = lines[first]
        group = line.group
        owner = group if group and group.score_typed else line.branch
        below = (*owner.children, *(child for part in owner.children for child in part.children))
        told = [owner.node.reason, *(f"{part.node.name}：{part.node.reason}" for part in below if part.node.reason)]
        if owner is group and line.branch.node.reason and line.branch.children[0] is group:
            told.append(f"{line.branch.node.name}：{line.branch.node.reason}")
        reason = "\n".join(text for text in told if text)
        if "self_score" in edges:
            made = cell(*edges["self_score"], owner.score_text, paper.VALUE, place(owner.node.id, "self_score"))
            scores.append(Span(first, end, made))
        if "reason" in edges:
            made = cell(*edges["reason"], reason, paper.VALUE, place(owner.node.id, "reason"))
            reasons.append(Span(first, end, made))
    yield scores
    yield reasons


def _reason(line: _Line) -> str:
    """Return the reason of a row, after those of the branch and the group that begin with it: nothing typed is lost."""
    assert line.indicator is not None
    text = line.indicator.node.reason
    group = line.group
    if group and group.children[0] is line.indicator:
        begun = [group.node] if line.branch.children[0] is not group else [line.branch.node, group.node]
        for node in reversed(begun):
            if node.reason:
                text = f"{node.name}：{node.reason}\n{text}".rstrip("\n")
    return text


def _total_row(section: IndicatorsSection, document: Document, evaluation: Evaluation, edges: Edges) -> Row:
    total = document.total
    typed = (*total.weights, "", "", "")
    score = evaluation.score_text
    if evaluation.open:
        score += f"\n待判断{evaluation.open_text}"
    shown: dict[str, tuple[str, Style, Where | None]] = {
        "self_score": (total.score or score, paper.HEAD, Where("total", "score")),
        "reason": (total.reason, paper.VALUE, Where("total", "reason")),
    }
    for at, key in enumerate(("level1_weight", "level2_weight", "weight")):
        shown[key] = (typed[at] or evaluation.weight_text, paper.HEAD, Where("total", TOTAL_WEIGHTS[at]))
    grade = (f"自评等级：{evaluation.grade}", paper.HEAD, None) if evaluation.grade else ("", paper.HEAD, None)
    cells: list[Cell] = []
    filled = False
    # Columns without a figure of their own join: the label takes the first stretch, the grade the last one.
    for own, keys in groupby(edges, lambda key: key if key in shown else ""):
        stretch = list(keys)
        text, style, where = shown.get(own) or ("", paper.HEAD, None)
        if not own and not filled:
            text, filled = section.total_label, True
        elif not own and stretch[-1] == list(edges)[-1]:
            text, style, where = grade
        cells.append(cell(edges[stretch[0]][0], edges[stretch[-1]][1], text, style, where))
    return row(cells, keep=True)


def _runs(items: Sequence[T], key: Callable[[T], object]) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbours with the same key, each as (first, end)."""
    at = 0
    for _, same in groupby(items, key):
        end = at + len(list(same))
        yield at, end
        at = end
