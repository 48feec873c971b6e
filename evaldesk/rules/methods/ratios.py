"""One ratio against another: equal is met; which of two different ones is better, the name must say."""

from __future__ import annotations

from evaldesk.rules.lexicon import lexicon
from evaldesk.rules.methods.arithmetic import ONE, Reckoned
from evaldesk.rules.methods.outcome import Case, Direction, Divided, Source, Verdict
from evaldesk.values.nodes import Ratio
from evaldesk.values.signs import downward, is_bound, upward

_CHOICES: dict[str, Direction] = {"higher": "higher", "lower": "lower"}


def reckon_ratios(case: Case, target: Ratio, actual: Ratio) -> Reckoned:
    """Return what comparing two ratios gives; `2:30` is `1:15`.

    Names such as 师生比 want more of the first for each of the second, 投入产出比 more of the second; a sign that says
    the opposite, and any other name, leaves a difference to a person. The officer's direction is that of first ÷
    second.
    """
    wanted, got = target.first / target.second, actual.first / actual.second
    if is_bound(actual.comparator):
        return Reckoned("none", "comparator", None, None, "judgement", ("actual.bound",))
    if wanted == got:
        open_end = target.comparator in (">", "<")
        if open_end:
            return Reckoned("none", "comparator", None, ONE, "judgement", ("boundary",))
        return Reckoned("none", "", ONE, ONE, "met", ())
    chosen = _direction(case, target)
    if chosen is None:
        return Reckoned("none", "", None, None, "judgement", ("ratio.unclear",))
    direction, source, by_second = chosen
    if by_second:
        wanted, got = 1 / wanted, 1 / got
    ratio = got / wanted
    completion = min(ONE, ratio if direction == "higher" else 1 / ratio)
    verdict: Verdict = "exceeded" if completion == ONE else "short"
    steps = (_divided(target, actual, by_second, direction),) if completion < 1 else ()
    return Reckoned(direction, source, completion, ratio, verdict, (), steps)


def _divided(target: Ratio, actual: Ratio, by_second: bool, direction: Direction) -> Divided:
    """Return the division in the numbers that were typed, crosswise: 1:16 beside 1:15 is 15 ÷ 16."""
    sides = actual.first * target.second, actual.second * target.first
    upper, lower = sides if by_second == (direction == "lower") else sides[::-1]
    return Divided(upper, lower, "")


def _direction(case: Case, target: Ratio) -> tuple[Direction, Source, bool] | None:
    """Return direction, source, and whether it speaks of second ÷ first; None where nothing says."""
    sign = target.comparator
    if choice := _CHOICES.get(case.direction.strip()):
        return choice, "officer", False
    words = lexicon()
    by_second = bool(words.second_per_first.search(case.name))
    if not by_second and not words.first_per_second.search(case.name):
        return None
    return None if downward(sign) else ("higher", "comparator" if upward(sign) else "name", by_second)
