"""The edges of the indicator table's columns: the template's widths, moved a little where a figure would not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaldesk.model.document import Document
from evaldesk.model.template import IndicatorsSection
from evaldesk.report.breaking import break_text
from evaldesk.report.page import PAD_X, Style
from evaldesk.report.paper import Look
from evaldesk.rules.evaluation import Evaluation, NodeResult

Edges = dict[str, tuple[float, float]]
"""Left and right edge of each printed column, in points, in the order of the paper."""

_MOST = 1.6  # times the template's width: a column of figures never grows beyond
_DONOR_KEEPS = 0.6  # of its width: so much of the widest column is never given away
_WEIGHTS = ("level1_weight", "level2_weight", "weight")


def column_edges(section: IndicatorsSection, document: Document, evaluation: Evaluation, look: Look) -> Edges:
    """Return the template's columns scaled to the width between the margins.

    A column of figures becomes wide enough for its head and its widest figure in one line. The evidence column, which
    is set small, gives way; without it the widest does.
    """
    widths = {column.key: float(column.width) for column in section.columns}
    scale = (look.right - look.left) / sum(widths.values())
    scaled = {key: width * scale for key, width in widths.items()}
    donor = "evidence" if "evidence" in scaled else max(scaled, key=scaled.__getitem__)
    spare = scaled[donor] * (1 - _DONOR_KEEPS)
    for key, texts in _figures(section, document, evaluation).items():
        if key in scaled and key != donor:
            lack = min(_width(texts, look.head), scaled[key] * _MOST) - scaled[key]
            given = min(max(0.0, lack), spare)
            scaled[key] += given
            scaled[donor] -= given
            spare -= given
    edges: Edges = {}
    at = look.left
    for key, width in scaled.items():
        edges[key] = (at, at + width)
        at += width
    return edges


def _figures(section: IndicatorsSection, document: Document, evaluation: Evaluation) -> Mapping[str, set[str]]:
    """Return the texts of every column that should stand in one line."""
    labels: dict[str, str] = {column.key: column.label for column in section.columns}
    levels: list[Iterable[NodeResult]] = [evaluation.branches]
    for _ in range(2):
        levels.append([child for node in levels[-1] for child in node.children])
    figures: dict[str, set[str]] = {"level1_name": {section.total_label}}
    noted = any(branch.share_note for branch in section.level1)
    for at, key in enumerate(_WEIGHTS):
        figures[key] = {node.weight_text for node in levels[at]} | {evaluation.weight_text, *document.total.weights}
    if noted:
        figures["level2_weight"] = {evaluation.weight_text}
    figures["self_score"] = {node.score_text for node in levels[2]} | {evaluation.score_text, document.total.score}
    for key in (*_WEIGHTS, "self_score"):
        figures[key].add(labels.get(key, ""))
    return figures


def _width(texts: Iterable[str], style: Style) -> float:
    lines = (line for text in texts for line in break_text(text, 10**6, style.weight))
    return max((line.width for line in lines), default=0) * style.size / 1000 + 2 * PAD_X + 0.1
