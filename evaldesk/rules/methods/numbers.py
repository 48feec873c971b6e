"""Quantities and ranges against each other: the arithmetic of completion. Exact, and nothing divides by zero."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from evaldesk.rules.methods.direction import bounded_rate, direction_of, growth
from evaldesk.rules.methods.measure import Measured, measure
from evaldesk.rules.methods.outcome import Case, Direction, Divided, Source, Verdict, Working
from evaldesk.values.nodes import Quantity, Range
from evaldesk.values.parser import parse
from evaldesk.values.signs import ABOUT, downward, is_bound, upward
from evaldesk.values.units import PERIODS, dimension

_ZERO, _ONE = Fraction(0), Fraction(1)


class _End(Protocol):
    """Say how a comparison ends: completion, verdict, and what must be asked."""

    def __call__(self, completion: Fraction | None, verdict: Verdict, *ask: str) -> Reckoned: ...


class Reckoned(NamedTuple):
    """What the arithmetic gives, before it is put into words."""

    direction: Direction
    source: Source
    completion: Fraction | None
    ratio: Fraction | None
    verdict: Verdict
    ask: tuple[str, ...]
    steps: tuple[Working, ...] = ()


@lru_cache(maxsize=64)
def exact(number: object) -> Fraction:
    """Return a template's decimal as an exact fraction."""
    return Fraction(str(number))


def reckon(case: Case, target: Quantity | Range, actual: Quantity | Range) -> Reckoned:
    """Return completion and verdict of two values that are numbers.

    Source: 财预〔2020〕10号, and the scoring rules printed on the forms.
    """
    if isinstance(target, Range):
        return _into_range(target, actual)
    direction, source = direction_of(target, case.name, case.group, case.direction)
    if damaged := _impossible(case.name, target, actual):
        return Reckoned(direction, source, None, None, "judgement", damaged)
    if target.trend and isinstance(actual, Quantity) and actual.trend and target.trend != actual.trend:
        return Reckoned(direction, source, None, None, "judgement", ("trend.differs",))
    if isinstance(actual, Range):
        return _range_against(case, target, actual, direction, source)
    same = measure(target, actual)
    if same.target is None or same.actual is None:
        return Reckoned(direction, source, None, None, "not_comparable", same.ask)
    if is_bound(actual.comparator):
        result = _bound(target, actual, same, direction, source)
    elif actual.comparator == ABOUT and target.comparator != ABOUT:
        result = _approximate(case, target, actual, same, direction, source)
    else:
        result = _plain(case, target, same, direction, source)
        if actual.comparator == ABOUT and result.completion is not None:
            result = result._replace(ask=(*result.ask, "actual.approximate"))
    ask = same.ask + result.ask + _further(case, target, actual, same, result)
    return result._replace(ask=ask, steps=same.steps + result.steps)


def _plain(case: Case, target: Quantity, same: Measured, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual that is a plain number."""
    wanted, got = same.target or _ZERO, same.actual or _ZERO

    def end(completion: Fraction | None, verdict: Verdict, *ask: str) -> Reckoned:
        ratio = got / wanted if wanted > 0 else None
        return Reckoned(
            direction, source, completion, ratio, verdict, ask, _steps(same, completion, verdict, direction)
        )

    if target.comparator == ABOUT:
        return _about(case, target, wanted, got, end)
    if target.comparator in (">", "<") and got == wanted:
        return end(None, "judgement", "boundary")
    if wanted == 0:
        return _zero(got, direction, target.comparator, end)
    if got == wanted:
        return end(_ONE, "met")
    better = got > wanted if direction == "higher" else got < wanted
    if direction != "none" and better:
        return end(_ONE, "exceeded")
    if wanted < 0:
        return end(None, "judgement", "negative")
    if got <= 0:
        return end(_ZERO, "short")
    if direction == "higher":
        return end(got / wanted, "short")
    if direction == "lower":
        return end(wanted / got, "short")
    return end(min(got / wanted, wanted / got), "short")


def _zero(got: Fraction, direction: Direction, sign: str, end: _End) -> Reckoned:
    """Compare with a target of 0. Nothing got is met; more than a wanted zero needs a person."""
    if got == 0:
        return end(_ONE, "met", *(("target.zero",) if direction == "higher" else ()))
    if direction == "higher":
        return (
            end(_ONE, "exceeded", *(() if sign else ("target.zero",)))
            if got > 0
            else end(None, "judgement", "negative")
        )
    if got < 0:
        return end(_ONE, "exceeded") if direction == "lower" else end(None, "judgement", "negative")
    return end(None, "judgement", "zero.missed")


def _about(case: Case, target: Quantity, wanted: Fraction, got: Fraction, end: _End) -> Reckoned:
    """Compare with `约N`: inside the tolerance met, below in proportion, above met and asked about."""
    reach = target.tolerance
    if reach is None:
        reach = abs(wanted) * exact(case.thresholds.about_tolerance)
    elif target.number:
        reach = reach * wanted / target.number if wanted else reach
    if abs(got - wanted) <= abs(reach):
        return end(_ONE, "met")
    if got > wanted:
        return end(_ONE, "met", "about.above")
    if wanted <= 0:
        return end(None, "judgement", "negative")
    return end(max(got, _ZERO) / wanted, "short")


def _bound(target: Quantity, actual: Quantity, same: Measured, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual that is only a bound: it counts where it decides the question, and is asked about."""
    wanted, got = same.target or _ZERO, same.actual or _ZERO
    ask: tuple[str, ...] = ("actual.bound",)
    if not target.comparator and wanted == got and target.number == actual.number:
        ask += ("sides.swapped",)
    sign = actual.comparator
    helps = (direction == "higher" and upward(sign)) or (direction == "lower" and downward(sign))
    beyond = got > wanted if direction == "higher" else got < wanted
    touching = got == wanted and (
        sign == target.comparator or target.comparator not in (">", "<") or sign in (">", "<")
    )
    if helps and (beyond or touching):
        ratio = got / wanted if wanted > 0 else None
        verdict: Verdict = "exceeded" if beyond else "met"
        return Reckoned(direction, source, _ONE, ratio, verdict, ask, _steps(same, _ONE, verdict, direction))
    return Reckoned(direction, source, None, None, "judgement", ask)


def _approximate(
    case: Case, target: Quantity, actual: Quantity, same: Measured, direction: Direction, source: Source
) -> Reckoned:
    """Compare an actual of `约N`: when its whole tolerance lies on one side the question is decided."""
    wanted, got = same.target or _ZERO, same.actual or _ZERO
    reach = (
        actual.tolerance * same.factor
        if actual.tolerance is not None
        else abs(got) * exact(case.thresholds.about_tolerance)
    )
    result = _plain(case, target, same, direction, source)
    decided = abs(got - wanted) > abs(reach) and direction != "none"
    if decided and result.completion is not None:
        return result._replace(ask=(*result.ask, "actual.approximate"))
    return Reckoned(direction, source, None, result.ratio, "judgement", ("actual.approximate",))


def _range_against(case: Case, target: Quantity, actual: Range, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual range with one number: both ends must say the same."""
    ends = [_end_of(actual, number) for number in (actual.low, actual.high)]
    measured = [measure(target, end) for end in ends]
    if any(item.target is None for item in measured):
        return Reckoned(direction, source, None, None, "not_comparable", measured[0].ask)
    ask = (*measured[0].ask, "actual.range")
    results = [_plain(case, target, item, direction, source) for item in measured]
    if all(item.completion == 1 for item in results):
        return Reckoned(direction, source, _ONE, None, "met", ask)
    return Reckoned(direction, source, None, None, "judgement", ask)


def _into_range(target: Range, actual: Quantity | Range) -> Reckoned:
    """Compare with a target range: inside is met, outside in proportion to the nearer end."""
    low_end, high_end = _end_of(target, target.low), _end_of(target, target.high)
    if isinstance(actual, Range):
        low, high = measure(low_end, _end_of(actual, actual.low)), measure(high_end, _end_of(actual, actual.high))
        if low.target is None or high.target is None or low.actual is None or high.actual is None:
            return Reckoned("none", "comparator", None, None, "not_comparable", low.ask or high.ask)
        ask = (*low.ask, "actual.range")
        if low.target <= low.actual and high.actual <= high.target:
            return Reckoned("none", "comparator", _ONE, None, "met", ask if actual.comparator != ABOUT else low.ask)
        return Reckoned("none", "comparator", None, None, "judgement", ask)
    low, high = measure(low_end, actual), measure(high_end, actual)
    if low.target is None or low.actual is None or high.target is None:
        return Reckoned("none", "comparator", None, None, "not_comparable", low.ask)
    first, last, got = low.target, high.target, low.actual
    if is_bound(actual.comparator):
        return Reckoned("none", "comparator", None, None, "judgement", (*low.ask, "actual.bound"))
    ask = (*low.ask, *(("actual.approximate",) if actual.comparator == ABOUT else ()))
    if (got == first and target.low_open) or (got == last and target.high_open):
        return Reckoned("none", "comparator", None, None, "judgement", (*ask, "boundary"))
    if first <= got <= last:
        return Reckoned("none", "comparator", _ONE, None, "met", ask, low.steps)
    if got <= 0 or first < 0 or last <= 0:
        positive = first >= 0 and last > 0
        return Reckoned("none", "comparator", _ZERO if positive else None, None, "short" if positive else "judgement",
                        ask if positive else (*ask, "negative"))  # fmt: skip
    completion = got / first if got < first else last / got
    edge = first if got < first else last
    small, large = min(got, edge), max(got, edge)
    return Reckoned("none", "comparator", completion, None, "short", ask, (*low.steps, Divided(small, large, low.unit)))


def _end_of(value: Range, number: Fraction) -> Quantity:
    return Quantity(value.text, number, "", value.unit, value.period, value.scale)


def _impossible(name: str, target: Quantity, actual: Quantity | Range) -> tuple[str, ...]:
    """Return what to ask about rates beyond 100 % that cannot be; `290%` is how scanners read `≥90%`."""
    if not bounded_rate(name):
        return ()
    ask = []
    sides: tuple[tuple[Literal["target", "actual"], Quantity | Range], ...] = (("target", target), ("actual", actual))
    for side, value in sides:
        number = value.number if isinstance(value, Quantity) else value.high
        if number > 1 and (dimension(value.unit) == "rate" and value.unit != "倍"):
            ask.append(f"{side}.{'damaged' if 2 <= number < 3 else 'impossible-rate'}")
    return tuple(ask)


def _further(case: Case, target: Quantity, actual: Quantity, same: Measured, result: Reckoned) -> tuple[str, ...]:
    """Return what is asked about beside the comparison itself."""
    ask: tuple[str, ...] = ()
    if target.comparator == "≥" and target.number == 1 and dimension(same.unit) == "rate" and not growth(case.name):
        ask += ("target.full-rate",)
    if result.direction == "higher" and result.ratio is not None and result.ratio >= exact(case.thresholds.over_target):
        ask += ("over-target",)
        times = PERIODS.get(target.period or actual.period)
        own = parse(actual.text)
        counted_per = isinstance(own, Quantity) and own.period
        if times is not None and times > 1 and not counted_per and times / 3 <= result.ratio <= times * 3:
            ask += ("actual.total",)
    return ask


def _steps(same: Measured, completion: Fraction | None, verdict: Verdict, direction: Direction) -> tuple[Working, ...]:
    """Return the division that gave a completion below 1; a met target needs none."""
    if completion is None or verdict != "short" or same.target is None or same.actual is None:
        return ()
    if completion == 0:
        return ()
    upper, lower = same.actual, same.target
    if direction == "lower" or (direction == "none" and upper > lower):
        upper, lower = lower, upper
    return (Divided(upper, lower, same.unit),)
