"""The spanning cells of the indicator table: names and weights of the levels, merged scores, criterion and evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from evaldesk.model.document import cell as place
from evaldesk.model.template.table import ColumnKey, IndicatorsSection
from evaldesk.report.column_edges import Edges
from evaldesk.report.figures import Columns
from evaldesk.report.indicator_rows import Line
from evaldesk.report.paper import Look
from evaldesk.report.table import Span, cell
from evaldesk.rules.evaluation import NodeResult

T = TypeVar("T")


def figure_texts(lines: list[Line], alone: Sequence[bool], merged: Iterable[tuple[int, int]]) -> dict[str, set[str]]:
    """Return the figures that each column shows above the 合计 row; ``alone`` and ``merged`` tell of the scores."""
    own = [line.indicator for line, is_own in zip(lines, alone, strict=True) if is_own and line.indicator]
    return {
        "level1_weight": {line.branch.weight_text for line in lines},
        "level2_weight": {line.group.weight_text for line in lines if line.group},
        "weight": {line.indicator.weight_text for line in lines if line.indicator},
        "self_score": {row.score_text for row in own} | {_owner(lines[first]).score_text for first, _ in merged},
    }


def branch_columns(lines: list[Line], section: IndicatorsSection, columns: Columns, look: Look) -> Iterator[list[Span]]:
    """Yield the columns of names and weights of the first and second level.

    Where the template states how weights are shared, that note stands once for the branch instead of weights.
    """
    branches = list(_runs(lines, lambda line: line.branch.node.id))
    groups = list(_runs(lines, lambda line: (line.branch.node.id, line.group.node.id if line.group else "")))
    notes = {branch.name: branch.share_note for branch in section.level1 if branch.share_note}

    def spans(key: ColumnKey, runs: Iterable[tuple[int, int]], level: int, attribute: str) -> list[Span]:
        found = []
        for first, end in runs if key in columns.edges else ():
            result = lines[first][level]
            text = "" if result is None else _weight(result) if attribute == "weight" else result.node.name
            where = place(result.node.id, attribute) if isinstance(result, NodeResult) else None
            found.append(Span(first, end, columns.figure(key, text, look.value, where)))
        return found

    yield spans("level1_name", branches, 0, "name")
    yield spans("level1_weight", branches, 0, "weight")
    yield spans("level2_name", groups, 1, "name")
    if "level2_weight" not in columns.edges:
        return
    noted = {first: notes.get(lines[first].branch.node.name.strip(), "") for first, _ in branches}
    explained = [
        Span(first, end, cell(*columns.edges["level2_weight"], noted[first], look.note))
        for first, end in branches
        if noted[first]
    ]
    covered = {at for span in explained for at in range(span.first, span.end)}
    weighed = spans("level2_weight", [run for run in groups if run[0] not in covered], 1, "weight")
    yield sorted([*explained, *weighed], key=lambda span: span.first)


def guidance_columns(lines: list[Line], section: IndicatorsSection, edges: Edges, look: Look) -> Iterator[list[Span]]:
    """Yield criterion and evidence; neighbours with the same guidance share one cell, over branches too."""
    keys = [
        section.guidance_key(line.branch.node.name, line.indicator.node.name if line.indicator else "")
        for line in lines
    ]
    runs = list(_runs(keys, lambda key: key))
    for column in ("criterion", "evidence"):
        if column in edges:
            texts = {key: getattr(guidance, column) for key, guidance in section.guidance.items()}
            yield [
                Span(first, end, cell(*edges[column], texts.get(keys[first], ""), look.guidance)) for first, end in runs
            ]


def merged_runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
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


def merged_columns(
    lines: list[Line], merged: Iterable[tuple[int, int]], columns: Columns, look: Look
) -> Iterator[list[Span]]:
    """Yield the scores typed for a branch or group, and the reasons given with them, rows' own reasons included."""
    scores: list[Span] = []
    reasons: list[Span] = []
    for first, end in merged:
        line = lines[first]
        group = line.group
        owner = _owner(line)
        below = (*owner.children, *(child for part in owner.children for child in part.children))
        told = [owner.node.reason, *(f"{part.node.name}：{part.node.reason}" for part in below if part.node.reason)]
        if owner is group and line.branch.node.reason and line.branch.children[0] is group:
            told.append(f"{line.branch.node.name}：{line.branch.node.reason}")
        reason = "\n".join(text for text in told if text)
        if "self_score" in columns.edges:
            made = columns.figure("self_score", owner.score_text, look.value, place(owner.node.id, "self_score"))
            scores.append(Span(first, end, made))
        if "reason" in columns.edges:
            made = cell(*columns.edges["reason"], reason, look.value, place(owner.node.id, "reason"))
            reasons.append(Span(first, end, made))
    yield scores
    yield reasons


def _weight(result: NodeResult) -> str:
    """Return the weight as it is printed: none for a group that holds nothing yet."""
    return result.weight_text if result.children or result.weight or result.node.weight else ""


def _owner(line: Line) -> NodeResult:
    """Return whose typed score stands for a merged run: the group's, or the branch's."""
    return line.group if line.group and line.group.score_typed else line.branch


def _runs(items: Sequence[T], key: Callable[[T], object]) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbours with the same key, each as (first, end)."""
    at = 0
    for _, same in groupby(items, key):
        end = at + len(list(same))
        yield at, end
        at = end
