"""Quantities and ranges against each other: which comparison it is, and what is asked about beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from evaldesk.rules.methods.arithmetic import Reckoned, exact, plain
from evaldesk.rules.methods.direction import bounded_rate, direction_of, growth
from evaldesk.rules.methods.loose import approximate, bound, into_range, range_against
from evaldesk.rules.methods.measure import Measured, measure
from evaldesk.rules.methods.outcome import Case
from evaldesk.values.nodes import Quantity, Range
from evaldesk.values.parser import parse
from evaldesk.values.signs import ABOUT, is_bound
from evaldesk.values.units import PERIODS, dimension


def reckon(case: Case, target: Quantity | Range, actual: Quantity | Range) -> Reckoned:
    """Return completion and verdict of two values that are numbers.

    Source: 财预〔2020〕10号, and the scoring rules printed on the forms.
    """
    if isinstance(target, Range):
        return into_range(target, actual)
    direction, source = direction_of(target, case)
    if damaged := _impossible(case, target, actual):
        return Reckoned(direction, source, None, None, "judgement", damaged)
    if target.trend and isinstance(actual, Quantity) and _turned_back(target, actual):
        return Reckoned(direction, source, None, None, "judgement", ("trend.differs",))
    if isinstance(actual, Range):
        return range_against(case, target, actual, direction, source)
    same = measure(target, actual)
    if same.target is None or same.actual is None:
        return Reckoned(direction, source, None, None, "not_comparable", same.ask)
    if is_bound(actual.comparator):
        result = bound(target, actual, same, direction, source)
    elif actual.comparator == ABOUT and target.comparator != ABOUT:
        result = approximate(case, target, actual, same, direction, source)
    else:
        result = plain(case, target, same, direction, source)
        if actual.comparator == ABOUT and result.completion is not None:
            result = result._replace(ask=(*result.ask, "actual.approximate"))
    further = _further(case, target, actual, same, result)
    if not (same.ask or further or same.steps):
        return result
    return result._replace(ask=same.ask + result.ask + further, steps=same.steps + result.steps)


def _turned_back(target: Quantity, actual: Quantity) -> bool:
    """Tell whether one side says that something rose and the other that it fell."""
    return {target.trend.removesuffix("_to"), actual.trend.removesuffix("_to")} == {"up", "down"}


def _impossible(case: Case, target: Quantity, actual: Quantity | Range) -> tuple[str, ...]:
    """Return what to ask about rates beyond 100 % that cannot be; `290%` is how scanners read `≥90%`."""
    sides: tuple[tuple[Literal["target", "actual"], Quantity | Range], ...] = (("target", target), ("actual", actual))
    beyond = [(side, _highest(value)) for side, value in sides if _is_rate_above_whole(value)]
    if not beyond or not bounded_rate(case.name):
        return ()
    return tuple([f"{side}.{'damaged' if 2 <= number < 3 else 'impossible-rate'}" for side, number in beyond])


def _is_rate_above_whole(value: Quantity | Range) -> bool:
    number = _highest(value)
    return number.numerator > number.denominator and dimension(value.unit) == "rate" and value.unit != "倍"


def _highest(value: Quantity | Range) -> Fraction:
    return value.number if isinstance(value, Quantity) else value.high


def _further(case: Case, target: Quantity, actual: Quantity, same: Measured, result: Reckoned) -> tuple[str, ...]:
    """Return what is asked about beside the comparison itself."""
    ask: tuple[str, ...] = ()
    full = target.comparator == "≥" and dimension(same.unit) == "rate" and target.number == 1
    if full and not growth(case.name):
        ask += ("target.full-rate",)
    ratio = result.ratio
    if result.direction == "higher" and ratio is not None and _reaches(ratio, exact(case.thresholds.over_target)):
        ask += ("over-target",)
        times = PERIODS.get(target.period or actual.period)
        own = parse(actual.text)
        counted_per = isinstance(own, Quantity) and own.period
        if times is not None and times > 1 and not counted_per and times / 3 <= ratio <= times * 3:
            ask += ("actual.total",)
    return ask


def _reaches(ratio: Fraction, line: Fraction) -> bool:
    # In whole numbers: nearly every row is asked, and Fractions ask first what kind of number the other side is.
    return ratio.numerator * line.denominator >= line.numerator * ratio.denominator
