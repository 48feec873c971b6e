"""What the pictures of a form show: where points were lost, and spending against budget, on paper as in the window.

Every length is a share of the longest bar's room, every text the figure that stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from evaldesk.model.template import Template
from evaldesk.model.template.fields import AmountField
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.figures import HUNDREDTHS, cents, figure, percent, points, shown

Kind = Literal["got", "lost", "open"]

KINDS: dict[Kind, str] = {"got": "得分", "lost": "失分", "open": "待判断"}
"""What a stretch of a bar stands for; each is drawn in a way of its own, not by its colour alone."""
NAMELESS = "（未命名）"


class Stretch(NamedTuple):
    """Hold one stretch of a bar: what it stands for, and where it begins and ends, 0 to 1 of the room for bars."""

    kind: Kind
    start: float
    end: float


Bar = tuple[Stretch, ...]


class Points(NamedTuple):
    """Hold what a branch (``depth`` 0) or a group (1) was worth, earned and lost, as figures, with its bar.

    ``rate`` is score ÷ weight, ``lost`` and ``open`` are empty where there is none; ``worst`` says that nothing else
    of its depth lost more.
    """

    id: str
    depth: int
    name: str
    weight: str
    score: str
    lost: str
    open: str
    rate: str
    bar: Bar
    worst: bool


class Amount(NamedTuple):
    """Hold one amount of money with its share of the rate's base (``""`` for the base itself), and its bar."""

    name: str
    figure: str
    share: str
    bar: Bar


class Charts(NamedTuple):
    """Hold all pictures of a form; ``unit`` is that of the amounts, ``base`` names what their shares are of.

    ``rate`` tells the 支出率, empty while it is unknown.
    """

    points: tuple[Points, ...]
    amounts: tuple[Amount, ...]
    unit: str
    base: str
    rate: str


def charts(template: Template, evaluation: Evaluation) -> Charts:
    """Return what the pictures of a form show."""
    return Charts(tuple(_points(evaluation)), *_money(template, evaluation))


def _points(evaluation: Evaluation) -> Iterator[Points]:
    nodes = [(0, branch) for branch in evaluation.branches]
    nodes = [pair for depth, branch in nodes for pair in ((depth, branch), *((1, group) for group in branch.children))]
    longest = max((node.weight for _, node in nodes), default=Fraction(0))
    most = {depth: max((_lost(node) for at, node in nodes if at == depth), default=Fraction(0)) for depth in (0, 1)}
    for depth, node in nodes:
        lost = _lost(node)
        yield Points(
            id=node.node.id,
            depth=depth,
            name=" ".join(node.node.name.split()) or NAMELESS,
            weight=node.weight_text,
            score=_score(node),
            lost=figure(lost) if lost > 0 else "",
            open=figure(node.open) if node.open > 0 else "",
            rate=percent(node.score / node.weight) if node.weight > 0 else "—",
            bar=_bar((("got", node.score), ("lost", lost), ("open", node.open)), longest, node.weight),
            worst=lost > 0 and lost == most[depth],
        )


def _score(node: NodeResult) -> str:
    """Return the figure of what a node earned: as printed, but what its rows add up to where a typed sum differs."""
    typed = points(node.score_text)
    counts = typed is not None and abs(typed - node.score) < Fraction(1, HUNDREDTHS)
    return node.score_text if counts else figure(node.score)


def _lost(node: NodeResult) -> Fraction:
    """Return the points of a node that are gone; what still waits for a judgement is not, and nothing is below 0.

    Reckoned from the figures that stand beside it: nobody may find that they do not add up.
    """
    weight, score = points(node.weight_text), points(_score(node))
    if weight is None or score is None:
        weight, score = node.weight, node.score
    return max(weight - score - Fraction(cents(node.open), HUNDREDTHS), Fraction(0))


def _bar(parts: tuple[tuple[Kind, Fraction], ...], longest: Fraction, limit: Fraction) -> Bar:
    """Lay stretches end to end, none beyond ``limit``, on a scale where ``longest`` fills the room."""
    if longest <= 0:
        return ()
    at = Fraction(0)
    made = []
    for kind, value in parts:
        end = min(at + max(value, Fraction(0)), limit)
        if end > at:
            made.append(Stretch(kind, float(at / longest), float(end / longest)))
            at = end
    return tuple(made)


def _money(template: Template, evaluation: Evaluation) -> tuple[tuple[Amount, ...], str, str, str]:
    money = evaluation.execution
    if money is None or template.funding is None:
        return (), "", "", ""
    unit = next(
        (field.unit for key in template.funding.spent if isinstance(field := template.field(key), AmountField)), ""
    )
    named = [("预算计划安排", money.planned, "planned"), ("实际分配下达", money.allocated, "allocated")]
    known = [
        (name, value, key) for name, value, key in (*named, ("实际支出", money.spent, "spent")) if value is not None
    ]
    known = [(money.base_label if key == money.base else name, value, key) for name, value, key in known]
    longest = max((value for _, value, _ in known), default=Fraction(0))
    base = next((value for _, value, key in known if key == money.base), Fraction(0))
    amounts = tuple(
        Amount(
            name,
            shown(value, 6),
            percent(value / base) if base > 0 and key != money.base else "",
            _bar((("got", value),), longest, longest),
        )
        for name, value, key in known
    )
    return amounts, unit, money.base_label, f"{money.rate_label} {money.rate_text}" if money.rate_text else ""
