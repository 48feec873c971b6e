"""Large forms for the benchmarks: the real one with its rows repeated."""

from __future__ import annotations

from evaldesk.model import indicators
from evaldesk.model.document import Document, with_indicators
from evaldesk.model.indicators import Indicator, renewed


def repeated(document: Document, rows: int) -> Document:
    """Return the form with its scored indicators repeated, each under a fresh id, until it has ``rows`` of them."""
    tree = document.indicators
    count = sum(1 for _ in indicators.leaves(tree))
    at = 0
    while count < rows:
        branch = tree[1 + at % 2]
        group = branch.children[(at // 2) % len(branch.children)]
        more: tuple[Indicator, ...] = tuple(renewed(row) for row in group.children)[: rows - count]
        tree = indicators.change(tree, group.id, {"children": (*group.children, *more)})
        count, at = count + len(more), at + 1
    return with_indicators(document, tree)


def unweighted(document: Document) -> Document:
    """Return the form with no typed weight or score below level 1: then every row follows the level-1 weight."""

    def blank(node: Indicator, depth: int) -> Indicator:
        kept = {"weight": node.weight if depth == 0 else "", "self_score": ""}
        return node.model_copy(update={**kept, "children": tuple(blank(child, depth + 1) for child in node.children)})

    return with_indicators(document, tuple(blank(node, 0) for node in document.indicators))
