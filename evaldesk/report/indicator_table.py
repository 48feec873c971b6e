"""The indicator table as a band: rows of indicators, and beside them the cells that span a branch or its guidance."""

from __future__ import annotations

from evaldesk.model.document import Document
from evaldesk.model.template import IndicatorsSection
from evaldesk.report.column_edges import column_edges
from evaldesk.report.indicator_head import indicator_head
from evaldesk.report.indicator_rows import lines_of, printed_elsewhere, rows_of, total_row
from evaldesk.report.indicator_spans import branch_columns, guidance_columns, merged_columns, merged_runs
from evaldesk.report.paper import Look
from evaldesk.report.table import Band
from evaldesk.rules.evaluation import Evaluation


def indicators_band(section: IndicatorsSection, document: Document, evaluation: Evaluation, look: Look) -> Band:
    """Return the table of all indicators under its heads, closed by the 合计 row."""
    edges = column_edges(section, document, evaluation, look)
    lines = list(lines_of(branch for branch in evaluation.branches if not printed_elsewhere(branch, section)))
    merged = list(merged_runs(lines))
    alone = [True] * len(lines)
    for first, end in merged:
        alone[first:end] = [False] * (end - first)
    columns = [
        *branch_columns(lines, section, edges, look),
        *guidance_columns(lines, section, edges, look),
        *merged_columns(lines, merged, edges, look),
    ]
    return Band(
        rows=(*rows_of(lines, alone, edges, look), total_row(section, document, evaluation, edges, look)),
        columns=tuple(tuple(column) for column in columns if column),
        head=indicator_head(section, edges, section.label, look),
        head_again=indicator_head(section, edges, f"{section.label}（续）", look),
    )
