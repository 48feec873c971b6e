"""The form's own money, in 元, by what a text can call it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from evaldesk.model.template.fields import AmountField
from evaldesk.rules.case import Case, at_field
from evaldesk.rules.funding import YUAN
from evaldesk.rules.prose.words import pattern

_ONE = Fraction(1)


class Figure(NamedTuple):
    """Hold an amount of the form in 元: its name for a sentence, and the fields that it comes from."""

    value: Fraction
    name: str
    keys: tuple[str, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """Return the addresses of the fields."""
        return tuple(map(at_field, self.keys))


class Purse(NamedTuple):
    """Hold what the fields say: for each role the figures that a text may mean, the main one first.

    ``unit`` is the template's unit and ``factor`` its 元.
    """

    figures: Mapping[str, tuple[Figure, ...]]
    unit: str
    factor: Fraction

    def main(self, role: str) -> Figure | None:
        """Return the form's own figure of a role, None where the fields do not tell it."""
        return next(iter(self.figures.get(role, ())), None)


def purse(case: Case) -> Purse:
    """Return the form's money."""
    return case.once(_purse)


def rates(case: Case) -> tuple[Figure, ...]:
    """Return the quotients that a text may call 支出率, the form's own first; made when a text speaks of one."""
    return case.once(_rates)


def _purse(case: Case) -> Purse:
    money, funding = case.evaluation.execution, case.template.funding
    fields = [field for field in case.template.fields if isinstance(field, AmountField)]
    unit = next((field.unit for field in fields), "万元")
    factor = YUAN.get(unit, _ONE)
    if money is None or funding is None:
        return Purse({}, unit, factor)
    spent_words = pattern("spent_sure", "spent_maybe")
    single = [
        (Figure(value * YUAN.get(field.unit, _ONE), field.label, (field.key,)), bool(spent_words.search(field.label)))
        for field in fields
        if (value := case.amount(field.key)) is not None
    ]
    sums = {
        "planned": (money.planned, "预算计划安排", funding.planned),
        "allocated": (money.allocated, "实际分配下达", funding.allocated),
        "spent": (money.spent, "实际支出金额", funding.spent),
    }
    main = {
        name: Figure(value * factor, words, keys)
        for name, (value, words, keys) in sums.items()
        if value is not None and value > 0
    }
    given = [figure for figure, spent in single if not spent]
    used = [figure for figure, spent in single if spent]
    budget = [*([main["planned"]] if "planned" in main else []), *given]
    released = [*([main["allocated"]] if "allocated" in main else []), *budget]
    spent = [*([main["spent"]] if "spent" in main else []), *used]
    if "allocated" in main:
        budget.append(main["allocated"])
    figures = {"planned": tuple(budget), "allocated": tuple(released), "spent": tuple(spent)}
    figures["remaining"] = tuple(
        Figure(a.value - b.value, f"{a.name}－{b.name}", (*a.keys, *b.keys))
        for a, b in [*product(released[:4], spent[:1]), *product(budget[:1], released[:1])]
        if a.value >= b.value
    )
    return Purse({name: found for name, found in figures.items() if found}, unit, factor)


def _rates(case: Case) -> tuple[Figure, ...]:
    figures = purse(case).figures
    bases: dict[Fraction, Figure] = {}
    for figure in (*figures.get("planned", ()), *figures.get("allocated", ())):
        if figure.value > 0:
            bases.setdefault(figure.value, figure)
    found = tuple(
        Figure(part.value / base.value, f"{part.name}÷{base.name}", (*part.keys, *base.keys))
        for part, base in product(figures.get("spent", ()), bases.values())
    )
    own = case.evaluation.execution.rate if case.evaluation.execution else None
    return tuple(sorted(found, key=lambda rate: rate.value != own)) if own else found
