"""The indicator table of a sheet: merged heads, one row an indicator, spanning names and guidance, and the 合计 row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from evaldesk.exchange.sheet.parts import Look, Placed
from evaldesk.model.document import TOTAL_WEIGHTS, Document, Where
from evaldesk.model.document import cell as place
from evaldesk.model.template import Template
from evaldesk.model.template.table import ColumnKey, IndicatorsSection
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.indicator_lines import (
    Line,
    branch_runs,
    group_runs,
    guidance_keys,
    lines_of,
    merged_lines,
    runs,
    stands_elsewhere,
)

Stretch = tuple[int, int]
OPEN = "待判断"


def table_head(section: IndicatorsSection, stretches: Sequence[Stretch], top: int) -> Iterator[Placed]:
    """Yield the section's name and its heads, merged level by level."""
    depth = 1 + max(len(column.groups) for column in section.columns)
    yield Placed(section.label, top, 0, top + 1, stretches[-1][1], "head")
    for level in range(depth):
        row = top + 1 + level
        heads = [column.groups[: level + 1] for column in section.columns]
        for first, end in runs(heads, tuple):
            if len(heads[first]) == level + 1:
                yield Placed(heads[first][-1], row, stretches[first][0], row + 1, stretches[end - 1][1], "head")
                continue
            for column, (left, right) in zip(section.columns[first:end], stretches[first:end], strict=True):
                if len(column.groups) == level:
                    yield Placed(column.label, row, left, top + 1 + depth, right, "head")


def table_cells(
    template: Template, document: Document, evaluation: Evaluation, stretches: Sequence[Stretch], top: int
) -> Iterator[Placed]:
    """Yield the cells of all indicators and of the 合计 row."""
    section = template.indicators
    at = {column.key: stretch for column, stretch in zip(section.columns, stretches, strict=True)}
    lines = list(lines_of(branch for branch in evaluation.branches if not stands_elsewhere(branch, section)))
    merged = list(merged_lines(lines))
    covered = {row for first, end, _ in merged for row in range(first, end)}
    for number, line in enumerate(lines):
        yield from _row(line.indicator, at, top + number, number not in covered)
    for first, end, owner in merged:
        for key in ("self_score", "reason"):
            if key in at:
                text = owner.score_text if key == "self_score" else owner.node.reason
                yield _span(text, (top + first, top + end), at[key], "value", place(owner.node.id, key))
    yield from _levels(lines, at, top)
    yield from _guidance(lines, section, at, top)
    yield from _total(section, document, evaluation, at, top + len(lines))


def _row(result: NodeResult | None, at: dict[ColumnKey, Stretch], row: int, alone: bool) -> Iterator[Placed]:
    texts: list[tuple[ColumnKey, Look]] = [
        ("name", "name"),
        ("weight", "value"),
        ("target", "value"),
        ("actual", "value"),
    ]
    if alone:
        texts += [("self_score", "value"), ("reason", "value")]
    for key, look in texts:
        if key in at:
            where = place(result.node.id, key) if result else None
            yield _span(_text(result, key) if result else "", (row, row + 1), at[key], look, where)


def _text(result: NodeResult, key: ColumnKey) -> str:
    if key == "weight":
        return result.weight_text
    if key == "self_score":
        return OPEN if result.open else result.score_text
    return str(getattr(result.node, key))


def _levels(lines: Sequence[Line], at: dict[ColumnKey, Stretch], top: int) -> Iterator[Placed]:
    keys: tuple[tuple[ColumnKey, int, str], ...] = (
        ("level1_name", 0, "name"),
        ("level1_weight", 0, "weight"),
        ("level2_name", 1, "name"),
        ("level2_weight", 1, "weight"),
    )
    for key, level, attribute in keys:
        if key not in at:
            continue
        for first, end in branch_runs(lines) if level == 0 else group_runs(lines):
            result = lines[first][level]
            text = "" if result is None else result.weight_text if attribute == "weight" else result.node.name
            where = place(result.node.id, attribute) if result is not None else None
            yield _span(text, (top + first, top + end), at[key], "value", where)


def _guidance(
    lines: Sequence[Line], section: IndicatorsSection, at: dict[ColumnKey, Stretch], top: int
) -> Iterator[Placed]:
    keys = guidance_keys(lines, section)
    columns: tuple[ColumnKey, ...] = ("criterion", "evidence")
    for column in columns:
        for first, end in runs(keys, str) if column in at else ():
            guidance = section.guidance.get(keys[first])
            text = getattr(guidance, column) if guidance else ""
            yield _span(text, (top + first, top + end), at[column], "guidance", None)


def _total(
    section: IndicatorsSection, document: Document, evaluation: Evaluation, at: dict[ColumnKey, Stretch], row: int
) -> Iterator[Placed]:
    typed = document.total
    weights = (*typed.weights, "", "", "")
    figures: dict[ColumnKey, tuple[str, str]] = {
        "self_score": (typed.score or evaluation.score_text, "score"),
        "reason": (typed.reason, "reason"),
        "level1_weight": (weights[0] or evaluation.weight_text, TOTAL_WEIGHTS[0]),
        "level2_weight": (weights[1] or evaluation.weight_text, TOTAL_WEIGHTS[1]),
        "weight": (weights[2] or evaluation.weight_text, TOTAL_WEIGHTS[2]),
    }
    columns = [column.key for column in section.columns]
    free = [list(keys) for is_free, keys in groupby(columns, lambda key: key not in figures) if is_free]
    for run in free:
        label = section.total_label if run is free[0] else f"自评等级：{evaluation.grade}" if run is free[-1] else ""
        yield Placed(label, row, at[run[0]][0], row + 1, at[run[-1]][1], "head")
    for key, (text, part) in figures.items():
        if key in at:
            yield _span(text, (row, row + 1), at[key], "head", Where("total", part))


def _span(text: str, rows: Stretch, columns: Stretch, look: Look, where: Where | None) -> Placed:
    return Placed(text, rows[0], columns[0], rows[1], columns[1], look, str(where) if where else "")
