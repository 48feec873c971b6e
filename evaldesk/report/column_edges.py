"""The edges of the indicator table's columns, from the widths that the template states for them."""

from __future__ import annotations

from evaldesk.model.template import IndicatorsSection
from evaldesk.report import paper

Edges = dict[str, tuple[float, float]]
"""Left and right edge of each printed column, in points, in the order of the paper."""


def column_edges(section: IndicatorsSection) -> Edges:
    """Return the template's columns scaled to the width between the margins."""
    widths = [float(column.width) for column in section.columns]
    scale = (paper.RIGHT - paper.LEFT) / sum(widths)
    edges: Edges = {}
    at = paper.LEFT
    for column, width in zip(section.columns, widths, strict=True):
        edges[column.key] = (at, at + width * scale)
        at += width * scale
    return edges
