"""Evaluation: everything that can be known about a form, as frozen values. Made by ``rules.evaluate`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from evaldesk.model.finding import Finding
from evaldesk.model.indicators import Indicator
from evaldesk.model.template import Template
from evaldesk.rules.methods import Outcome
from evaldesk.rules.shares import BranchShares, Share


@dataclass(frozen=True, slots=True, eq=False)
class GroupFindings:
    """Hold the findings of each row of a level-2 group, the group they were found in, and the names above its rows."""

    group: NodeResult
    names: tuple[str, str]
    rows: tuple[tuple[Finding, ...], ...]
    flat: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Execution:
    """Hold the money: sums in the template's unit (None where a part cannot be read), the rate and its base.

    ``base`` is ``planned`` or ``allocated``; ``base_label`` and
    ``rate_label`` name it and the rate in Chinese. ``rate`` is spent ÷ base.
    """

    planned: Fraction | None
    allocated: Fraction | None
    spent: Fraction | None
    base: str
    base_label: str
    rate_label: str
    rate: Fraction | None
    rate_text: str
    steps: tuple[str, ...] = ()


# Over the children of a node: suggested, suggested open, score, open.
Sums = tuple[Fraction, Fraction, Fraction, Fraction]


@dataclass(slots=True, eq=False)
class NodeResult:
    """Hold what is known about one node of the tree; points are percent points of 100, exact.

    Nobody writes to it; it is not declared frozen because that would triple the cost of making thousands of them.

    ``suggested`` is completion × weight; ``score`` is what counts: the typed score where it can be read, else the
    suggestion. ``open`` is the weight that waits for a person's judgement and counts 0 in ``score`` until then
    (``suggested_open`` the same for ``suggested``). Branches carry the sums of their children. ``weight_text`` and
    ``score_text`` are the figures to show and print: as typed where typed, else to two decimals so that each column
    adds up to its parent. ``by_person`` says that a person decides the completion. ``method``, ``execution`` and
    ``shares`` are what the result was made from; ``settled`` says that the figures below it add up to its own,
    ``sums`` what the children add up to whatever was typed here.
    """

    node: Indicator
    share: Share
    suggested: Fraction
    suggested_open: Fraction
    score: Fraction
    score_text: str
    score_typed: bool
    open: Fraction
    completion: Fraction | None = None
    completion_text: str = ""
    by_person: bool = False
    outcome: Outcome | None = None
    children: tuple[NodeResult, ...] = ()
    rows_typed: bool = False
    method: str = ""
    execution: Execution | None = None
    shares: BranchShares | None = None
    settled: bool = False
    sums: Sums = (Fraction(0), Fraction(0), Fraction(0), Fraction(0))

    @property
    def weight(self) -> Fraction:
        """Return the exact weight."""
        return self.share.exact

    @property
    def weight_text(self) -> str:
        """Return the weight's figure: as typed, else to two decimals."""
        return self.share.text

    @property
    def trail(self) -> tuple[str, ...]:
        """Return how weight and score came about, step by step, with the numbers put in."""
        from evaldesk.rules.trail import trail

        return trail(self)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Hold the one recompute of a form: every node by id, the totals, the grade, the money and the findings."""

    template: Template
    branches: tuple[NodeResult, ...]
    nodes: Mapping[str, NodeResult]
    weight_total: Fraction
    weight_text: str
    score: Fraction
    score_text: str
    suggested: Fraction
    suggested_text: str
    suggested_open: Fraction
    open: Fraction
    open_text: str
    grade: str
    execution: Execution | None
    findings: tuple[Finding, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    field_findings: tuple[Finding, ...] = ()
    row_findings: tuple[GroupFindings, ...] = ()
    steps: tuple[str, ...] = ()
    computed: Mapping[str, str] = field(default_factory=dict)
