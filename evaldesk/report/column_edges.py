"""The edges of the indicator table's columns: the template's widths, moved a little to follow what stands in them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from evaldesk.model.template.table import IndicatorsSection
from evaldesk.report.figures import figures_of, width_of
from evaldesk.report.fonts import Weight, typeface
from evaldesk.report.page import PAD_X, Style
from evaldesk.report.paper import Look
from evaldesk.rules.evaluation import Evaluation, NodeResult

Edges = Mapping[str, tuple[float, float]]
"""Left and right edge of each printed column, in points, in the order of the paper."""

_MOST = 1.6  # times the template's width: no column grows beyond
_DONOR_KEEPS = 0.6  # of its width: so much of the widest column is never given away
_TEXT_KEEPS = 0.75  # the same for a column of texts
_TEXT_MOST = 1.3
_STEP = 6.0  # points: widths move by whole steps, so that the table stands still while somebody types
# Columns of texts that may lend and borrow; those in one group stay as wide as each other.
_LENDING = (("level2_name",), ("name",), ("target", "actual"), ("reason",))


def column_edges(
    section: IndicatorsSection, texts: Mapping[str, Iterable[str]], evaluation: Evaluation, look: Look
) -> Edges:
    """Return the template's columns scaled to the width between the margins.

    A column of figures (``texts`` holds them) becomes wide enough for its head and its widest figure in one line. The
    evidence column, which is set small, gives way; without it the widest does. Columns of words then lend each other
    what they don't need.
    """
    widths: dict[str, float] = {column.key: float(column.width) for column in section.columns}
    scale = (look.right - look.left) / sum(widths.values())
    scaled = {key: width * scale for key, width in widths.items()}
    donor = "evidence" if "evidence" in scaled else max(scaled, key=scaled.__getitem__)
    spare = scaled[donor] * (1 - _DONOR_KEEPS)
    labels: dict[str, str] = {column.key: column.label for column in section.columns}
    one_line = {key: {*its, labels.get(key, "")} for key, its in texts.items()}
    for key, its in {"level1_name": {section.total_label}, **one_line}.items():
        if key in scaled and key != donor:
            lack = min(_least(its, look.head), scaled[key] * _MOST) - scaled[key]
            given = min(max(0.0, lack), spare)
            scaled[key] += given
            scaled[donor] -= given
            spare -= given
    _lend(scaled, evaluation, look.value)
    edges: dict[str, tuple[float, float]] = {}
    at = look.left
    for key, width in scaled.items():
        edges[key] = (at, at + width)
        at += width
    return edges


def _levels(evaluation: Evaluation) -> list[list[NodeResult]]:
    levels = [list(evaluation.branches)]
    for _ in range(2):
        levels.append([child for node in levels[-1] for child in node.children])
    return levels


def _least(figures: Iterable[str], style: Style) -> float:
    """Return the width in which every figure stands in one line, and all of them with their points aligned."""
    aligned = sum(figures_of(figures, Weight.REGULAR, Weight.BOLD)) * style.size / 1000 + 2 * PAD_X + 0.1
    return max(width_of(figures, style), aligned)


def _lend(widths: dict[str, float], evaluation: Evaluation, style: Style) -> None:
    """Let columns whose texts are short give room, in place, to those whose texts would else take more lines."""
    groups = [kept for keys in _LENDING if (kept := [key for key in keys if key in widths])]
    lacks: list[tuple[float, list[str]]] = []
    spares: list[tuple[float, list[str]]] = []
    for keys in groups:
        width = widths[keys[0]]
        wanted = _wanted(keys, width * _TEXT_MOST, evaluation, style)
        if wanted >= width * _TEXT_MOST and keys != ["name"]:
            continue  # one long text takes several lines in any case; names are worth every bit
        if wanted > width:
            lacks.append((math.ceil((wanted - width) / _STEP) * _STEP, keys))
        else:
            spares.append((math.floor((width - max(wanted, width * _TEXT_KEEPS)) / _STEP) * _STEP, keys))
    spare = sum(each * len(keys) for each, keys in spares)
    lent = min(spare, sum(each * len(keys) for each, keys in lacks))
    for each, keys in spares:
        for key in keys:
            widths[key] -= each * lent / spare if spare else 0.0
    for each, keys in sorted(lacks):  # who lacks least comes first: there the room surely saves lines
        given = min(each, lent / len(keys))
        for key in keys:
            widths[key] += given
        lent -= given * len(keys)


def _wanted(keys: list[str], most: float, evaluation: Evaluation, style: Style) -> float:
    """Return the width in which the longest text of some columns stands in one line, ``most`` at the most."""
    _, groups, rows = _levels(evaluation)
    type_ = typeface(style.weight)
    limit = (most - 2 * PAD_X) * 1000 / style.size
    best = 0
    for key in keys:
        nodes, attribute = (groups, "name") if key == "level2_name" else (rows, key)
        for text in {getattr(node.node, attribute) for node in nodes}:
            if len(text) * 1000 <= best:  # no character is wider than its square
                continue
            for line in type_.printable(text).split("\n"):
                best = max(best, sum(map(type_.widths.__getitem__, line)))
            if best >= limit:
                return most
    return best * style.size / 1000 + 2 * PAD_X + 0.1
