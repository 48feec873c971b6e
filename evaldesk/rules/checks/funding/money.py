"""The money of a form as the funding checks see it: pairs of levels, parts of totals, and the sums side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaldesk.rules.case import Case
from evaldesk.rules.figures import exact_sum

WHOLE = "total"
FAR = Fraction(10_000)
# About as far apart as 元 and 万元: within a fifth of 10,000 times.
NEAR_FAR = FAR * 8 / 10, FAR * 12 / 10

# Fields that are added up, and what they come to.
Sum = tuple[tuple[str, ...], Fraction]


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold one level of the money: the fields of what it received and of what it spent, with their amounts."""

    received: str
    spent: str
    had: Fraction
    used: Fraction


def levels(case: Case) -> Sequence[Pair]:
    """Return the levels to compare: allocated against spent, or the parts of budget against those of spending.

    The lists of the template's funding stand in the same order; where they name one total each, the fields whose keys
    share its beginning are its parts (``budget_total``: ``budget_grant``, ``budget_other``).
    """
    return case.once(_levels)


def _levels(case: Case) -> list[Pair]:
    funding = case.template.funding
    if funding is None:
        return []
    received = funding.allocated or funding.planned
    if len(received) != len(funding.spent):
        return []
    pairs = list(zip(received, funding.spent, strict=True))
    if len(pairs) == 1:
        pairs += _part_pairs(case, *pairs[0])
    amounts = [(one, other, case.amount(one), case.amount(other)) for one, other in pairs]
    return [Pair(one, other, had, used) for one, other, had, used in amounts if had is not None and used is not None]


def _part_pairs(case: Case, received: str, spent: str) -> list[tuple[str, str]]:
    of_received = dict(parts(case, received))
    of_spent = dict(parts(case, spent))
    return [(key, of_spent[name]) for name, key in of_received.items() if name in of_spent]


def totals(case: Case) -> list[str]:
    """Return the keys of amount fields that are totals of others."""
    return [key for key in amount_keys(case) if key.endswith(f"_{WHOLE}")]


def parts(case: Case, total: str) -> list[tuple[str, str]]:
    """Return (name, key) of the fields that a total is the sum of."""
    start = total.removesuffix(WHOLE)
    if start == total:
        return []
    return [(key.removeprefix(start), key) for key in amount_keys(case) if key.startswith(start) and key != total]


def amount_keys(case: Case) -> list[str]:
    """Return the keys of all amount fields in the order of the paper."""
    return [item.key for item in case.template.amounts]


def sums(case: Case) -> list[Sum]:
    """Return the sums that ought to be of one size, with their fields: evaluated, planned, allocated, spent."""
    return case.once(_sums)


def _sums(case: Case) -> list[Sum]:
    funding = case.template.funding
    groups: list[tuple[str, ...]] = []
    if "evaluated_amount" in case.template.units:
        groups.append(("evaluated_amount",))
    if funding:
        groups += [keys for keys in (funding.planned, funding.allocated, funding.spent) if keys]
    found = []
    for keys in groups:
        amounts = [value for key in keys if (value := case.amount(key)) is not None]
        total = exact_sum(amounts)
        if total.numerator > 0:
            found.append((keys, total))
    return found


def in_other_unit(case: Case) -> tuple[str, Fraction] | None:
    """Return the field that looks typed in another unit, and by what factor it is too large (below 1: too small).

    Two sums about 10,000 times apart are 元 beside 万元; the one that stands alone among the others is the odd one.
    """
    return case.once(_in_other_unit)


def _in_other_unit(case: Case) -> tuple[str, Fraction] | None:
    found = sums(case)
    values = [value for _, value in found]
    if not values or max(values) < min(values) * NEAR_FAR[0]:
        return None
    for keys, value in found:
        others = [other for place, other in found if place is not keys]
        factors = [value / other for other in others]
        near = [factor for factor in factors if NEAR_FAR[0] <= factor <= NEAR_FAR[1]]
        small = [factor for factor in factors if Fraction(8, 10) / FAR <= factor <= Fraction(12, 10) / FAR]
        odd = near or small
        if odd and len(odd) == len(factors) and (len(factors) > 1 or near):
            amounts = {key: case.amount(key) or Fraction(0) for key in keys}
            return max(amounts, key=lambda key: amounts[key]), FAR if near else 1 / FAR
    return None
