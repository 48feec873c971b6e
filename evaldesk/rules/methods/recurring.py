"""A day of every period against another: met when the day that really is kept to is not later."""

from __future__ import annotations

from evaldesk.rules.methods.arithmetic import ONE, ZERO, Reckoned
from evaldesk.values.nodes import Date, Recurring


def reckon_recurring(target: Recurring, actual: Recurring) -> Reckoned:
    """Return what comparing `每月15日前` with `每月10日` gives.

    A bound on both sides is how such rows are answered, so it is no question by itself; days of different periods, and
    parts that only touch the deadline, are left to a person.
    """
    unclear = Reckoned("none", "", None, None, "judgement", ("date.unclear",))
    if target.every != actual.every or actual.comparator == "≥" != target.comparator:
        return unclear
    if target.comparator == "≥":
        return Reckoned("none", "", ONE, None, "met", ()) if actual.first >= target.first else unclear
    if actual.last <= target.last:
        return Reckoned("none", "", ONE, None, "met", ())
    if actual.first > target.last and actual.comparator != "≤":
        return Reckoned("none", "", ZERO, None, "short", ("date.late",))
    return unclear


def reckon_one_of_many(target: Recurring, actual: Date) -> Reckoned:
    """Return what one date says about a deadline of every year: the same as between two dates without a year.

    A date cannot show that every month or quarter was in time: that is left to a person.
    """
    if target.every == "年" and actual.comparator != "≥":
        first = (actual.first.month, actual.first.day)
        last = (actual.last.month, actual.last.day)
        if actual.first.year == actual.last.year:
            return reckon_recurring(target, Recurring(actual.text, "年", first, last, actual.comparator))
    return Reckoned("none", "", None, None, "judgement", ("date.unclear",))
