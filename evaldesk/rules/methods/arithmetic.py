"""One number against one number: the arithmetic of completion. Exact, and nothing divides by zero."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, Protocol

from evaldesk.rules.methods.measure import Measured
from evaldesk.rules.methods.outcome import Case, Direction, Divided, Source, Verdict, Working
from evaldesk.values.nodes import Quantity
from evaldesk.values.signs import ABOUT

ZERO, ONE = Fraction(0), Fraction(1)


class Reckoned(NamedTuple):
    """What the arithmetic gives, before it is put into words."""

    direction: Direction
    source: Source
    completion: Fraction | None
    ratio: Fraction | None
    verdict: Verdict
    ask: tuple[str, ...]
    steps: tuple[Working, ...] = ()


class _End(Protocol):
    """Say how a comparison ends: completion, verdict, and what must be asked."""

    def __call__(self, completion: Fraction | None, verdict: Verdict, *ask: str) -> Reckoned: ...


@lru_cache(maxsize=64)
def exact(number: object) -> Fraction:
    """Return a template's decimal as an exact fraction."""
    return Fraction(str(number))


def plain(case: Case, target: Quantity, same: Measured, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual that is a plain number."""
    wanted, got = same.target or ZERO, same.actual or ZERO
    # Compared in whole numbers: Fractions ask at every comparison what kind of number the other side is.
    reached, aim = _in_whole_numbers(got, wanted)
    ratio = None if aim <= 0 else ONE if reached == aim else Fraction(reached, aim)

    def end(completion: Fraction | None, verdict: Verdict, *ask: str) -> Reckoned:
        return Reckoned(
            direction, source, completion, ratio, verdict, ask, working(same, completion, verdict, direction)
        )

    if target.comparator == ABOUT:
        return _about(case, target, wanted, got, end)
    if reached == aim and target.comparator in (">", "<"):
        return end(None, "judgement", "boundary")
    if aim == 0:
        return _zero(got, direction, target.comparator, end)
    if reached == aim:
        return end(ONE, "met")
    if (direction == "higher" and reached > aim) or (direction == "lower" and reached < aim):
        return end(ONE, "exceeded")
    if ratio is None:
        return end(None, "judgement", "negative")
    if reached <= 0:
        return end(ZERO, "short")
    if direction == "lower" or (direction == "none" and reached > aim):
        return end(Fraction(aim, reached), "short")
    return end(ratio, "short")


def _in_whole_numbers(first: Fraction, second: Fraction) -> tuple[int, int]:
    """Return two numbers times their denominators: they compare and divide as the two do."""
    top, bottom = first.as_integer_ratio()
    other_top, other_bottom = second.as_integer_ratio()
    return top * other_bottom, other_top * bottom


def _zero(got: Fraction, direction: Direction, sign: str, end: _End) -> Reckoned:
    """Compare with a target of 0. Nothing got is met; more than a wanted zero needs a person."""
    if got == 0:
        return end(ONE, "met", *(("target.zero",) if direction == "higher" else ()))
    if direction == "higher":
        return (
            end(ONE, "exceeded", *(() if sign else ("target.zero",))) if got > 0 else end(None, "judgement", "negative")
        )
    if got < 0:
        return end(ONE, "exceeded") if direction == "lower" else end(None, "judgement", "negative")
    return end(None, "judgement", "zero.missed")


def _about(case: Case, target: Quantity, wanted: Fraction, got: Fraction, end: _End) -> Reckoned:
    """Compare with `约N`: inside the tolerance met, below in proportion, above met and asked about."""
    reach = target.tolerance
    if reach is None:
        reach = abs(wanted) * exact(case.thresholds.about_tolerance)
    elif target.number:
        reach = reach * wanted / target.number if wanted else reach
    if abs(got - wanted) <= abs(reach):
        return end(ONE, "met")
    if got > wanted:
        return end(ONE, "met", "about.above")
    if wanted <= 0:
        return end(None, "judgement", "negative")
    return end(max(got, ZERO) / wanted, "short")


def working(same: Measured, completion: Fraction | None, verdict: Verdict, direction: Direction) -> tuple[Working, ...]:
    """Return the division that gave a completion below 1; a met target needs none."""
    if completion is None or verdict != "short" or same.target is None or same.actual is None:
        return ()
    if completion == 0:
        return ()
    upper, lower = same.actual, same.target
    if direction == "lower" or (direction == "none" and upper > lower):
        upper, lower = lower, upper
    return (Divided(upper, lower, same.unit),)
