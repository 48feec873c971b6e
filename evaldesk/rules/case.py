"""Case: all that a check may look at, and ``@check``, by which a function becomes one.

A check states a general truth about forms. It is named after what it states, its docstring is the help text that an
officer reads (Chinese), and it yields a ``Found`` for each place where the truth does not hold. What it needs besides
the form (thresholds, word lists) comes from the template or from ``resources/lexicon.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from inspect import cleandoc
from typing import Any, Literal, TypeVar

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding, Fix, Level
from evaldesk.model.template import Template
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.funding import amount

Pace = Literal["cell", "row", "fields", "form", "slow"]
# What ``row_facts`` tells of a row: of its texts and their reading, then of its weight and score.
Fact = Literal[
    "name.missing",
    "name.signs",
    "target.missing",
    "actual.missing",
    "weight.odd",
    "judged",
    "prompt",
    "signs.odd",
    "class.other",
    "unit.missing",
    "unit.other",
    "direction.unsaid",
    "parts",
    "score.typed",
    "completion.typed",
    "reason.given",
    "open",
    "lost",
]
T = TypeVar("T")


class Case:
    """Hold one form for the checks: document, template, evaluation, and readings that several checks share."""

    def __init__(self, document: Document, template: Template, evaluation: Evaluation) -> None:
        self.document = document
        self.template = template
        self.evaluation = evaluation
        self._amounts: dict[str, Fraction | None] = {}
        self._made: dict[Callable[[Case], Any], Any] = {}

    def once(self, make: Callable[[Case], T]) -> T:
        """Return ``make(case)``, made at the first call only: what several checks of a family look at."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def text(self, key: str) -> str:
        """Return the text of a form field, ``""`` for what was never typed."""
        return self.document.fields.get(key, "")

    def amount(self, key: str) -> Fraction | None:
        """Return a field's amount in its own unit, None when it is blank or cannot be read."""
        if key not in self._amounts:
            text = self.text(key)
            self._amounts[key] = amount(text, self.template.units.get(key, "")) if text.strip() else None
        return self._amounts[key]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Return every indicator with its group and branch, in the order of the paper."""
        return tuple(
            Row(self.template, row, group, branch)
            for branch in self.evaluation.branches
            for group in branch.children
            for row in group.children
        )


# Row and Found: nobody writes to them; they are not declared frozen because that would triple the cost of making
# thousands of them.
@dataclass(slots=True)
class Row:
    """Hold one indicator for the checks of single rows: its result, and the group and branch it stands in."""

    template: Template
    result: NodeResult
    group: NodeResult
    branch: NodeResult

    def where(self, attribute: str) -> str:
        """Return the address of one of the row's texts."""
        return at_cell(self.result.node.id, attribute)


@dataclass(slots=True)
class Found:
    """Hold what a check saw at one place; code, source and the usual level come from the check.

    ``message`` is one sentence with both numbers and the difference; ``why`` the rule in the officer's words, where it
    differs from place to place. For the other attributes see ``Finding``.
    """

    where: str
    message: str
    numbers: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    level: Level | None = None
    why: str = ""
    fix: Fix | None = None
    about: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Hold one check: its code, usual level, source, pace, the function that looks, and its help text for officers.

    The first line of the help text is the ``rule`` in one sentence; ``errs`` tells whether it can find an error.

    ``cell`` and ``row`` checks see one ``Row`` (its result and the names above it) and are remembered as long as these
    stay the same. Whether a ``cell`` check finds anything rests on the row's texts and its outcome alone; when its
    sentence names the row's weight or score, that figure stands among the ``numbers`` too. A ``row`` check also looks
    at weight and score, and is left out where a row plainly has its full score. Either is called only where one of its
    ``facts`` stands in the row (see ``row_facts``) or the outcome asks one of its ``asks``. The others see the
    ``Case``: ``fields`` checks look at the fields and the money alone and are remembered as long as no field changes,
    ``form`` checks also at sums and tree and are cheap, ``slow`` ones compare rows or read prose.
    """

    code: str
    level: Level
    source: str
    pace: Pace
    prose: bool
    look: Callable[..., Iterator[Found]]
    help: str
    rule: str
    asks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    errs: bool = True

    def findings(self, seen: object) -> list[Finding]:
        """Return a finding for each place in ``seen`` (a row, a case, a pair of forms) where the truth is broken."""
        # Thousands of rows pass here with nothing to say: no generator of our own around the check's.
        return [self._finding(found) for found in self.look(seen)]

    def _finding(self, found: Found) -> Finding:
        # In the order of the attributes, since naming them would cost more than making the finding.
        return Finding(
            self.code,
            found.level or self.level,
            found.where,
            found.message,
            found.span,
            found.numbers,
            self.source,
            found.why or self.rule,
            found.fix,
            tuple(dict.fromkeys((found.where, *found.about))) if found.about else (found.where,),
            self.prose,
            found.cause,
        )


def check(
    code: str,
    level: Level,
    source: str,
    pace: Pace = "form",
    prose: bool = False,
    asks: tuple[str, ...] = (),
    facts: tuple[Fact, ...] = (),
    errs: bool = False,
) -> Callable[[Callable[..., Iterator[Found]]], Check]:
    """Make a function a check; ``code`` is ``family.what`` and stays for ever, ``source`` is the rule's document.

    ``errs`` is said where it can find an error though that is not its usual ``level``.
    """

    def made(look: Callable[..., Iterator[Found]]) -> Check:
        help = cleandoc(look.__doc__ or "")
        rule = help.partition("\n")[0]
        return Check(code, level, source, pace, prose, look, help, rule, asks, facts, errs or level is Level.ERROR)

    return made


def at_cell(id: str, attribute: str) -> str:
    """Return the address of one text of an indicator."""
    # As ``str(cell(...))`` writes it, at a fifth of its cost: findings are full of addresses.
    return f"indicators/{id}/{attribute}"


def at_field(key: str) -> str:
    """Return the address of a form field."""
    return f"fields/{key}"
