"""Evaluation: everything that can be known about a form, as frozen values. Made by ``rules.evaluate`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from evaldesk.model.finding import Finding
from evaldesk.model.indicators import Indicator
from evaldesk.rules.methods import Outcome


@dataclass(frozen=True, slots=True, eq=False)
class NodeResult:
    """Hold what is known about one node of the tree; points are percent points of 100, exact.

    ``suggested`` is completion × weight; ``score`` is what counts: the typed score where it can be read, else the
    suggestion. ``open`` is the weight that waits for a person's judgement and counts 0 until then. Branches carry the
    sums of their children. ``weight_text`` and ``score_text`` are the figures to show and print: as typed where typed,
    else to two decimals so that each column adds up to its parent.
    """

    node: Indicator
    weight: Fraction
    weight_text: str
    weight_typed: bool
    suggested: Fraction
    open: Fraction
    score: Fraction
    score_text: str
    score_typed: bool
    outcome: Outcome | None = None
    completion: Fraction | None = None
    completion_text: str = ""
    children: tuple[NodeResult, ...] = ()
    weight_steps: tuple[str, ...] = ()
    score_steps: tuple[str, ...] = ()

    @property
    def trail(self) -> tuple[str, ...]:
        """Return how the score came about, step by step, with the numbers put in."""
        return (*self.weight_steps, *self.score_steps)


@dataclass(frozen=True, slots=True)
class Execution:
    """Hold the money: sums in the template's unit (None where a part cannot be read), the rate and its base.

    ``base`` is ``planned`` or ``allocated``; ``base_label`` names it in Chinese. ``rate`` is spent ÷ base.
    """

    planned: Fraction | None
    allocated: Fraction | None
    spent: Fraction | None
    base: str
    base_label: str
    rate: Fraction | None
    rate_text: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Hold the one recompute of a form: every node by id, the totals, the grade, the money and the findings."""

    branches: tuple[NodeResult, ...]
    nodes: Mapping[str, NodeResult]
    weight_total: Fraction
    weight_text: str
    score: Fraction
    score_text: str
    suggested: Fraction
    suggested_text: str
    open: Fraction
    open_text: str
    grade: str
    execution: Execution | None
    findings: tuple[Finding, ...] = ()
    steps: tuple[str, ...] = ()
    computed: Mapping[str, str] = field(default_factory=dict)
