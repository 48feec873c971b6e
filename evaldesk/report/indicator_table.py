"""The indicator table as a band: rows of indicators, and beside them the cells that span a branch or its guidance."""

from __future__ import annotations

from evaldesk.model.document import Document
from evaldesk.model.template.table import IndicatorsSection
from evaldesk.report.column_edges import column_edges
from evaldesk.report.figures import Columns, figures_of
from evaldesk.report.indicator_head import indicator_head
from evaldesk.report.indicator_rows import (
    nothing_scored,
    rows_of,
    total_figures,
    total_row,
)
from evaldesk.report.indicator_spans import (
    branch_columns,
    figure_texts,
    guidance_columns,
    merged_columns,
)
from evaldesk.report.paper import Look
from evaldesk.report.table import Band
from evaldesk.rules.evaluation import Evaluation
from evaldesk.rules.indicator_lines import lines_of, merged_lines, stands_elsewhere


def indicators_band(section: IndicatorsSection, document: Document, evaluation: Evaluation, look: Look) -> Band:
    """Return the table of all indicators under its heads, closed by the 合计 row."""
    lines = list(lines_of(branch for branch in evaluation.branches if not stands_elsewhere(branch, section)))
    merged = list(merged_lines(lines))
    blank = nothing_scored(document, evaluation)
    alone = [True] * len(lines)
    for first, end, _ in merged:
        alone[first:end] = [False] * (end - first)
    figures = figure_texts(lines, alone, merged)
    totals = total_figures(document, evaluation, blank)
    columns = Columns(
        column_edges(section, {key: {*texts, totals[key]} for key, texts in figures.items()}, evaluation, look),
        {key: figures_of(texts, look.value.weight) for key, texts in figures.items()},
    )
    spans = [
        *branch_columns(lines, section, columns, look),
        *guidance_columns(lines, section, columns.edges, look),
        *merged_columns(lines, merged, columns, look),
    ]
    total = total_row(section, document, evaluation, columns.edges, look, blank)
    return Band(
        rows=(*rows_of(lines, alone, columns, look, blank), total),
        columns=tuple(tuple(column) for column in spans if column),
        head=indicator_head(section, columns.edges, section.label, look),
        head_again=indicator_head(section, columns.edges, f"{section.label}（续）", look),
    )
