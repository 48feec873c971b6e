"""The head of the indicator table: the section's name over heads that are merged level by level."""

from __future__ import annotations

from evaldesk.model.template.table import Column, IndicatorsSection
from evaldesk.report.column_edges import Edges
from evaldesk.report.labels import label_cell
from evaldesk.report.paper import Look
from evaldesk.report.placing import Slice, Spanning, boxes_of
from evaldesk.report.table import Cell, Head, cell, headed, row, spread
from evaldesk.rules.indicator_lines import runs


def indicator_head(section: IndicatorsSection, edges: Edges, label: str, look: Look) -> Head:
    """Return the head placed at y = 0, as it stands at the top of every page of the table."""
    depth = 1 + max(len(column.groups) for column in section.columns)
    rows: list[list[Cell]] = [[] for _ in range(depth + 1)]
    spans: list[Spanning] = []
    rows[0].append(cell(look.left, look.right, label, look.head))
    for level in range(depth):
        heads = [column.groups[: level + 1] for column in section.columns]
        for first, end in runs(heads, tuple):
            columns = section.columns[first:end]
            if len(heads[first]) == level + 1:
                left, right = edges[columns[0].key][0], edges[columns[-1].key][1]
                rows[level + 1].append(cell(left, right, heads[first][-1], look.head))
                continue
            for column in columns:
                if len(column.groups) == level:
                    spans.append(Spanning(level + 1, depth + 1, _label(column, edges, look)))
    made = [row(cells) for cells in rows]
    heights = [line.height for line in made]
    for first, end, head in sorted(spans, key=lambda span: span.stop - span.start):
        spread(heights, first, end, head.height)
    return Head(tuple(boxes_of(Slice(made, heights, spans), 0.0)), sum(heights))


def _label(column: Column, edges: Edges, look: Look) -> Cell:
    """Set a column's label; a remark under it, on its second line, is printed small."""
    left, right = edges[column.key]
    label, _, remark = column.label.partition("\n")
    if not remark:
        return label_cell(left, right, label, look.head)
    made = headed(cell(left, right, remark, look.guidance), label)
    return made._replace(style=made.style._replace(align="center"))
