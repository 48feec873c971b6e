"""Bring two quantities to one measure: units, missing units, multipliers, periods."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaldesk.rules.methods.outcome import Same
from evaldesk.values.nodes import Quantity
from evaldesk.values.units import PERIODS, RESOLVED, UNITS, Conversion, convert, same_period

_ONE = Fraction(1)
_FAR = 100


@dataclass(slots=True)  # not frozen for the reason that outcome.py gives
class Measured:
    """Two numbers in one measure, the factor and unit that brought the actual there, and what must be asked.

    `target` and `actual` are None when the two do not measure the same.
    """

    target: Fraction | None
    actual: Fraction | None
    unit: str
    factor: Fraction = _ONE
    ask: tuple[str, ...] = ()
    steps: tuple[Same, ...] = ()


def measure(target: Quantity, actual: Quantity) -> Measured:
    """Return both numbers in the target's measure. A missing unit or period is read from the other side."""
    ask: tuple[str, ...] = ()
    steps: tuple[Same, ...] = ()
    wanted, got, unit, factor = target.number, actual.number, target.unit, _ONE
    if target.unit == actual.unit:
        if not unit and wanted and got and target.scale != actual.scale:
            wanted, got, ask = _scales(target, actual)
    elif not target.unit:
        unit = actual.unit
        wanted, ask = _bare(target, actual, "target")
    elif not actual.unit:
        got, ask = _bare(actual, target, "actual")
        factor = got / actual.number if actual.number else _ONE
    else:
        step = convert(actual.unit, target.unit)
        if step is None and not (wanted and got) and not (actual.unit in UNITS and target.unit in UNITS):
            step = Conversion()  # 0投诉 beside 0件: nothing is nothing in any unit we do not know
        if step is None:
            return Measured(None, None, "", _ONE, ("unit.differs",))
        factor, got = step.factor, got * step.factor
        ask = (() if step.exact else ("unit.approximate",)) + (() if step.alike else ("unit.differs",))
        if step.factor != 1:
            steps = (Same(actual.number, actual.unit, got, target.unit),)
    times = PERIODS.get(target.period, _ONE) if target.period and not actual.period else _ONE
    if times > 1 and wanted and got == wanted * times:
        steps += (Same(got, unit, wanted, unit, "年", target.period),)  # 每季度1次, 4次: plainly the year's total
        got, factor = wanted, factor / times
    if target.period and actual.period and not same_period(target.period, actual.period) and got:
        share = PERIODS[actual.period] / PERIODS[target.period]
        before, got, factor = got, got * share, factor * share
        ask += ("period.differs",)
        steps += (Same(before, unit, got, unit, actual.period, target.period),)
    return Measured(wanted, got, unit, factor, ask, steps)


def _bare(bare: Quantity, other: Quantity, side: str) -> tuple[Fraction, tuple[str, ...]]:
    """Read a number without a unit in the other side's unit, and with its 万 or 亿."""
    number = bare.number
    if divisor := RESOLVED.get(other.unit):
        as_typed = number / divisor
        if number == 0 or abs(number) > 1:
            return as_typed, ()
        nearer = (
            number if other.number and _distance(number, other.number) < _distance(as_typed, other.number) else as_typed
        )
        return nearer, (f"{side}.bare-rate",)
    if other.scale == 1 or bare.scale != 1 or not number:
        return number, ()
    scaled = number * other.scale
    if other.number and _distance(scaled, other.number) > _distance(number, other.number):
        return number, ("unit.scale",)
    return scaled, ()


def _scales(target: Quantity, actual: Quantity) -> tuple[Fraction, Fraction, tuple[str, ...]]:
    """Settle `200` beside `210万`: the side without 万 takes it when that brings the two nearer, and it is asked."""
    wanted, got = target.number, actual.number
    if target.scale == 1 and _distance(wanted * actual.scale, got) < _distance(wanted, got):
        return wanted * actual.scale, got, ("unit.scale",)
    if actual.scale == 1 and _distance(wanted, got * target.scale) < _distance(wanted, got):
        return wanted, got * target.scale, ("unit.scale",)
    return wanted, got, ()


def _distance(first: Fraction, second: Fraction) -> Fraction:
    """Return by what factor two numbers differ, at least 1; signs do not matter."""
    if not first or not second:
        return Fraction(10**9)
    quotient = abs(first / second)
    return max(quotient, 1 / quotient)
