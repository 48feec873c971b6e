"""Values that are not one plain number: a bound, an approximation, a range. They count where they decide."""

from __future__ import annotations

from fractions import Fraction

from evaldesk.rules.methods.arithmetic import ONE, ZERO, Reckoned, exact, plain, working
from evaldesk.rules.methods.measure import Measured, measure
from evaldesk.rules.methods.outcome import Case, Direction, Divided, Source, Verdict
from evaldesk.values.nodes import Quantity, Range
from evaldesk.values.signs import ABOUT, downward, is_bound, upward


def bound(target: Quantity, actual: Quantity, same: Measured, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual that is only a bound: it counts where it decides the question, and is asked about."""
    wanted, got = same.target or ZERO, same.actual or ZERO
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
        return Reckoned(direction, source, ONE, ratio, verdict, ask, working(same, ONE, verdict, direction))
    return Reckoned(direction, source, None, None, "judgement", ask)


def approximate(
    case: Case, target: Quantity, actual: Quantity, same: Measured, direction: Direction, source: Source
) -> Reckoned:
    """Compare an actual of `约N`: when its whole tolerance lies on one side the question is decided."""
    wanted, got = same.target or ZERO, same.actual or ZERO
    reach = (
        actual.tolerance * same.factor
        if actual.tolerance is not None
        else abs(got) * exact(case.thresholds.about_tolerance)
    )
    result = plain(case, target, same, direction, source)
    decided = abs(got - wanted) > abs(reach) and direction != "none"
    if decided and result.completion is not None:
        return result._replace(ask=(*result.ask, "actual.approximate"))
    return Reckoned(direction, source, None, result.ratio, "judgement", ("actual.approximate",))


def range_against(case: Case, target: Quantity, actual: Range, direction: Direction, source: Source) -> Reckoned:
    """Compare an actual range with one number: both ends must say the same."""
    ends = [_end_of(actual, number) for number in (actual.low, actual.high)]
    measured = [measure(target, end) for end in ends]
    if any(item.target is None for item in measured):
        return Reckoned(direction, source, None, None, "not_comparable", measured[0].ask)
    ask = (*measured[0].ask, "actual.range")
    results = [plain(case, target, item, direction, source) for item in measured]
    if all(item.completion == 1 for item in results):
        return Reckoned(direction, source, ONE, None, "met", ask)
    return Reckoned(direction, source, None, None, "judgement", ask)


def into_range(target: Range, actual: Quantity | Range) -> Reckoned:
    """Compare with a target range: inside is met, outside in proportion to the nearer end."""
    low_end, high_end = _end_of(target, target.low), _end_of(target, target.high)
    if isinstance(actual, Range):
        low, high = measure(low_end, _end_of(actual, actual.low)), measure(high_end, _end_of(actual, actual.high))
        if low.target is None or high.target is None or low.actual is None or high.actual is None:
            return Reckoned("none", "comparator", None, None, "not_comparable", low.ask or high.ask)
        ask = (*low.ask, "actual.range")
        if low.target <= low.actual and high.actual <= high.target:
            return Reckoned("none", "comparator", ONE, None, "met", ask if actual.comparator != ABOUT else low.ask)
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
        return Reckoned("none", "comparator", ONE, None, "met", ask, low.steps)
    if got <= 0 or first < 0 or last <= 0:
        positive = first >= 0 and last > 0
        return Reckoned("none", "comparator", ZERO if positive else None, None, "short" if positive else "judgement",
                        ask if positive else (*ask, "negative"))  # fmt: skip
    completion = got / first if got < first else last / got
    edge = first if got < first else last
    small, large = min(got, edge), max(got, edge)
    return Reckoned("none", "comparator", completion, None, "short", ask, (*low.steps, Divided(small, large, low.unit)))


def _end_of(value: Range, number: Fraction) -> Quantity:
    return Quantity(value.text, number, "", value.unit, value.period, value.scale)
