"""The spanning cells of the indicator table: names and weights of the levels, merged scores, criterion and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evaldesk.model.document import cell as place
from evaldesk.model.template.table import ColumnKey, IndicatorsSection
from evaldesk.report.column_edges import Edges
from evaldesk.report.figures import Columns
from evaldesk.report.paper import Look
from evaldesk.report.table import Span, cell
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.indicator_lines import Line, Merged, Run, branch_runs, group_runs, guidance_keys, runs


def figure_texts(lines: list[Line], alone: Sequence[bool], merged: Iterable[Merged]) -> dict[str, set[str]]:
    """Return the figures that each column shows above the 合计 row; ``alone`` and ``merged`` tell of the scores."""
    own = [line.indicator for line, is_own in zip(lines, alone, strict=True) if is_own and line.indicator]
    return {
        "level1_weight": {line.branch.weight_text for line in lines},
        "level2_weight": {line.group.weight_text for line in lines if line.group},
        "weight": {line.indicator.weight_text for line in lines if line.indicator},
        "self_score": {row.score_text for row in own} | {shared.owner.score_text for shared in merged},
    }


def branch_columns(lines: list[Line], section: IndicatorsSection, columns: Columns, look: Look) -> Iterator[list[Span]]:
    """Yield the columns of names and weights of the first and second level.

    Where the template states how weights are shared, that note stands once for the branch instead of weights.
    """
    branches, groups = list(branch_runs(lines)), list(group_runs(lines))
    notes = {branch.name: branch.share_note for branch in section.level1 if branch.share_note}

    def spans(key: ColumnKey, stretches: Iterable[Run], level: int, attribute: str) -> list[Span]:
        found = []
        for first, end in stretches if key in columns.edges else ():
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
    keys = guidance_keys(lines, section)
    alike = list(runs(keys, str))
    for column in ("criterion", "evidence"):
        if column in edges:
            texts = {key: getattr(guidance, column) for key, guidance in section.guidance.items()}
            yield [
                Span(first, end, cell(*edges[column], texts.get(keys[first], ""), look.guidance))
                for first, end in alike
            ]


def merged_columns(lines: list[Line], merged: Iterable[Merged], columns: Columns, look: Look) -> Iterator[list[Span]]:
    """Yield the scores typed for a branch or group, and the reasons given with them, rows' own reasons included."""
    scores: list[Span] = []
    reasons: list[Span] = []
    for first, end, owner in merged:
        line = lines[first]
        group = line.group
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
