"""Which indicators are wanted in the table, and in which order within their groups. The paper knows of neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evaldesk.model.indicators import Indicator, leaves
from evaldesk.model.search import Entry, Index
from evaldesk.rules.evaluation import NodeResult
from evaldesk.ui.checkup_lines import is_settled
from evaldesk.ui.session import Session

Want = Literal["all", "short", "marked", "open"]
Order = Literal["paper", "lost", "score", "completion"]

WANTS: dict[Want, str] = {"all": "全部指标", "short": "未达标", "marked": "有问题", "open": "未填"}
ORDERS: dict[Order, str] = {
    "paper": "按纸面顺序",
    "lost": "失分多的在前",
    "score": "得分低的在前",
    "completion": "完成低的在前",
}
SEARCHED = ("name", "target", "actual", "reason")
RANKED: dict[Order, Callable[[NodeResult], Any]] = {
    "lost": lambda result: result.score - result.weight,
    "score": lambda result: result.score,
    "completion": lambda result: -1 if result.completion is None else result.completion,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what the officer wants to see; the default shows everything as it stands on paper."""

    want: Want = "all"
    text: str = ""
    order: Order = "paper"

    @property
    def narrows(self) -> bool:
        """Tell whether rows may be hidden."""
        return self.want != "all" or bool(self.text.strip())


def chosen(session: Session, choice: Choice) -> frozenset[str]:
    """Return the ids of the indicators that are wanted now."""
    found = {node.id for node in leaves(session.document.indicators) if _is_wanted(session, node, choice.want)}
    return frozenset(found & _with_text(session, choice.text) if choice.text.strip() else found)


def ranks(session: Session, order: Order) -> Mapping[str, int] | None:
    """Return the place of each indicator in an order, equal ones as on paper; None for the order of the paper."""
    if order == "paper":
        return None
    nodes, key = session.evaluation.nodes, RANKED[order]
    ordered = sorted((node.id for node in leaves(session.document.indicators)), key=lambda id: key(nodes[id]))
    return {id: place for place, id in enumerate(ordered)}


def is_open(node: Indicator) -> bool:
    """Tell whether something in a row still waits to be typed: its name, one of its two values, or any result."""
    name, target, actual = (bool(text.strip()) for text in (node.name, node.target, node.actual))
    result = any(text.strip() for text in (node.actual, node.completion, node.self_score))
    return not name or target != actual or not result


def _is_wanted(session: Session, node: Indicator, want: Want) -> bool:
    match want:
        case "short":
            result = session.evaluation.nodes[node.id]
            return (result.completion is not None and result.completion < 1) or result.score < result.weight
        case "marked":
            return any(not is_settled(finding) for finding in session.found.at_row(node.id))
        case "open":
            return is_open(node)
        case "all":
            return True


def _with_text(session: Session, text: str) -> set[str]:
    rows = leaves(session.document.indicators)
    index = Index(Entry(node.id, getattr(node, attribute), "text") for node in rows for attribute in SEARCHED)
    return {entry.where for entry in index.find(text, most=len(index.entries)).entries}
