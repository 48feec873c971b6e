"""Whether a number of a text can be a rounded writing of an exact one. Rounding and cutting off both count."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from evaldesk.rules.prose.nodes import Mention

_LOOSE = Fraction(1, 10)


def agrees(mention: Mention, exact: Fraction) -> bool:
    """Tell whether a text may write ``exact`` so: within its last typed digit, and as 约 and 以上 allow."""
    value, step = mention.value, mention.step
    # In whole numbers: ``off`` is exact − value in parts of ``parts``, ``last`` the last digit in the same parts.
    parts = value.denominator * exact.denominator
    off = (exact.numerator * value.denominator - value.numerator * exact.denominator) * step.denominator
    last = step.numerator * parts
    if not off or -last <= 2 * off < 2 * last:
        return True
    if mention.bound in ("≥", ">"):
        return exact >= value
    if mention.bound in ("≤", "<"):
        return exact <= value
    return mention.bound == "约" and abs(value - exact) <= abs(exact) * _LOOSE


def slack(whole: Mention, *parts: Mention) -> Fraction:
    """Return how far a sum may be off by rounding alone: one last digit, more for many parts; 0 for whole numbers.

    In a list with decimals a number without them (1亿元 beside 1.5亿元) has only lost its zeros.
    """
    if all(_is_plain(mention) for mention in (whole, *parts)):
        return Fraction(0)
    last = max(whole.step if not _is_plain(whole) else Fraction(0), min(part.step for part in parts))
    return last * max(Fraction(1), Fraction(len(parts), 4))


def in_parts(values: Iterable[Fraction]) -> list[int]:
    """Return exact numbers as whole numbers of one common part, in which they add up and compare at no cost."""
    known = list(values)
    parts = lcm(*(value.denominator for value in known))
    return [value.numerator * (parts // value.denominator) for value in known]


def span_of(mention: Mention) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest number that a text may round or cut to this one; whole numbers are exact."""
    if _is_plain(mention) and not mention.bound:
        return mention.value, mention.value
    return mention.value - mention.step / 2, mention.value + mention.step


def _is_plain(mention: Mention) -> bool:
    return "." not in mention.text and "．" not in mention.text


def digits(mention: Mention) -> int:
    """Return how many significant digits were typed: 5 for ``19.863``, 1 for ``2000``."""
    value, step = mention.value, mention.step
    if not step:
        return 0
    # In whole numbers: a quotient of two fractions costs ten times as much.
    return len(str(abs(value.numerator) * step.denominator // (value.denominator * abs(step.numerator))).strip("0"))
