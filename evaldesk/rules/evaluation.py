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


# Reading, Points and NodeResult: nobody writes to them; they are not declared frozen because that would triple the cost
# of making thousands of them.
@dataclass(slots=True, eq=False)
class Reading:
    """Hold what the texts of a row mean: its completion, by which method, and what that was read from.

    ``completion`` is 0 to 1, None where a person must judge and has not; ``completion_text`` is its figure.
    ``by_person`` says that a person decides it. ``calls`` are the facts that stand in the two values and the questions
    that comparing them asks: what calls for checks of the row.
    """

    method: str = ""
    outcome: Outcome | None = None
    execution: Execution | None = None
    completion: Fraction | None = None
    completion_text: str = ""
    by_person: bool = False
    calls: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Points:
    """Hold what a node earns, in percent points of 100, exact. Rows of one weight and one completion hold the same.

    ``suggested`` is completion × weight; ``score`` is what counts: the typed score where it can be read, else the
    suggestion. ``open`` is the weight that waits for a person's judgement and counts 0 in ``score`` until then
    (``suggested_open`` the same for ``suggested``). ``text`` is the score's figure, as typed or to two decimals.
    ``full`` says that a row's suggestion is its whole weight.
    """

    suggested: Fraction
    suggested_open: Fraction
    score: Fraction
    open: Fraction
    text: str
    typed: bool
    full: bool = False


@dataclass(slots=True, eq=False)
class Below:
    """Hold what a branch was made from: its children's sums, how many have typed scores, the shares and the money.

    ``sums`` is what the children add up to whatever was typed on the branch; ``earned`` counts the children that hold
    each points, ``typed`` those with a typed score in or below them. ``printed`` is what the figures of the children
    add up to, None until they are settled, which makes them add up to the branch's own.
    """

    sums: Sums
    typed: int
    earned: Mapping[Points, int]
    shares: BranchShares | None = None
    execution: Execution | None = None
    printed: Fraction | None = None


UNREAD = Reading()
NO_ROWS = Below((Fraction(0), Fraction(0), Fraction(0), Fraction(0)), 0, {}, printed=Fraction(0))


@dataclass(slots=True, eq=False)
class NodeResult:
    """Hold what is known about one node of the tree: its weight, what it means and what it earns.

    Branches carry the sums of their children. ``score_text`` is the figure to show and print: as typed where typed,
    else to two decimals so that each column adds up to its parent.
    """

    node: Indicator
    share: Share
    reading: Reading
    points: Points
    score_text: str
    children: tuple[NodeResult, ...] = ()
    below: Below = NO_ROWS

    @property
    def weight(self) -> Fraction:
        """Return the exact weight."""
        return self.share.exact

    @property
    def weight_text(self) -> str:
        """Return the weight's figure: as typed, else to two decimals."""
        return self.share.text

    @property
    def method(self) -> str:
        """Return the name of the method by which a row was read, ``""`` for a branch."""
        return self.reading.method

    @property
    def outcome(self) -> Outcome | None:
        """Return what comparing target and actual gave; None for a branch and for the rate of funds spent."""
        return self.reading.outcome

    @property
    def execution(self) -> Execution | None:
        """Return the money that a row is scored by, if it is."""
        return self.reading.execution

    @property
    def completion(self) -> Fraction | None:
        """Return the completion, 0 to 1; None where a person must judge and has not."""
        return self.reading.completion

    @property
    def completion_text(self) -> str:
        """Return the figure of the completion."""
        return self.reading.completion_text

    @property
    def by_person(self) -> bool:
        """Tell whether a person decides the completion."""
        return self.reading.by_person

    @property
    def suggested(self) -> Fraction:
        """Return completion × weight."""
        return self.points.suggested

    @property
    def suggested_open(self) -> Fraction:
        """Return the points that the suggestion leaves open."""
        return self.points.suggested_open

    @property
    def score(self) -> Fraction:
        """Return the points that count."""
        return self.points.score

    @property
    def score_typed(self) -> bool:
        """Tell whether something was typed as score."""
        return self.points.typed

    @property
    def open(self) -> Fraction:
        """Return the weight that waits for a person's judgement."""
        return self.points.open

    @property
    def rows_typed(self) -> bool:
        """Tell whether a score was typed below this node."""
        return self.below.typed > 0

    @property
    def shares(self) -> BranchShares | None:
        """Return the shares of a level-1 branch."""
        return self.below.shares

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
