"""Figures: exact numbers as people read them. Rounding happens here, once, half up, for display only."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm

from evaldesk.rules.sameness import FEW, counted
from evaldesk.values import Quantity, parse

HUNDREDTHS = 100
NOTHING = Fraction(0)


def cents(value: Fraction) -> int:
    """Return the value in hundredths, rounded half up (away from zero)."""
    # In whole numbers: a form has thousands of these, and a Fraction is made anew for every step between.
    top, bottom = value.numerator, value.denominator
    whole = (2 * HUNDREDTHS * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def cents_of_each(values: Sequence[Fraction]) -> list[int]:
    """Return the values in hundredths; most rows of a form share one weight, the same object, worked out once."""
    keys = list(map(id, values))
    distinct = dict(zip(keys, values, strict=True))
    worked = {key: cents(value) for key, value in distinct.items()}
    return [worked[key] for key in keys]


@lru_cache(maxsize=1 << 12)
def cents_of_text(text: str) -> int | None:
    """Return typed points in hundredths, None where they cannot be read; thousands of rows share a few figures."""
    value = points(text)
    return None if value is None else cents(value)


def from_cents(value: int) -> str:
    """Return hundredths as a figure with two decimals."""
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // HUNDREDTHS}.{abs(value) % HUNDREDTHS:02d}"


def figure(value: Fraction) -> str:
    """Return the value with two decimals, half up."""
    return from_cents(cents(value))


def shown(value: Fraction, places: int = 4) -> str:
    """Return the exact decimal where it ends within ``places`` (at least 1), else its beginning and ``…``."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:  # as most amounts and weights
        return str(top)
    digits, rest = divmod(abs(top) * 10**places, bottom)
    whole, decimals = divmod(digits, 10**places)
    text = f"{whole}.{decimals:0{places}d}"
    text = f"{text}…" if rest else text.rstrip("0").rstrip(".")
    return f"-{text}" if top < 0 else text


def percent(value: Fraction) -> str:
    """Return a fraction of 1 as a percentage of at most two decimals, none from 1,000 % on: ``98.84%``, ``17280%``."""
    top, bottom = value.numerator, value.denominator
    if top == bottom:
        return "100%"
    if top >= 10 * bottom:
        return f"{(200 * top + bottom) // (2 * bottom)}%"
    basis = (2 * HUNDREDTHS * 100 * abs(top) + bottom) // (2 * bottom)
    return f"{from_cents(basis if top >= 0 else -basis).rstrip('0').rstrip('.')}%"


def exact_sum(values: Sequence[Fraction]) -> Fraction:
    """Return the exact sum."""
    # Counting equal values first pays for thousands of rows, not for a few branches.
    return exact_total([(value, 1) for value in values] if len(values) <= FEW else counted(values))


def exact_total(counts: Sequence[tuple[Fraction, int]]) -> Fraction:
    """Return the exact sum of values that each stand so many times."""
    if len(counts) == 1:
        value, times = counts[0]
        return value if times == 1 else Fraction(value.numerator * times, value.denominator)
    # The tops over equal bottoms are added as whole numbers: a form has thousands of rows and few bottoms, and adding
    # Fractions one by one would bring every step to its lowest terms.
    tops: dict[int, int] = {}
    for value, times in counts:
        top, bottom = value.as_integer_ratio()
        tops[bottom] = tops.get(bottom, 0) + top * times
    common = lcm(*tops)
    top = sum([top * (common // bottom) for bottom, top in tops.items()])
    return Fraction(top, common) if top else NOTHING


def apportion(total: int, exact: Sequence[Fraction]) -> list[int] | None:
    """Return hundredths next to the exact points, by largest remainder, that add up to ``total`` hundredths.

    Each part is the exact one rounded down or up; equal remainders go to the earlier part. None where that is
    impossible, because the exact parts do not add up to about ``total``.
    """
    # Most rows of a form share one weight, the same object: it is taken apart once.
    keys = list(map(id, exact))
    distinct = dict(zip(keys, exact, strict=True))
    apart = {key: divmod(value.numerator * HUNDREDTHS, value.denominator) for key, value in distinct.items()}
    parts = [apart[key][0] for key in keys]
    missing = total - sum(parts)
    if not missing:
        return parts
    # The remainders are compared as whole numbers over one denominator.
    common = lcm(*[value.denominator for value in distinct.values()])
    by_rest: dict[int, list[int]] = {}
    places = {
        key: by_rest.setdefault(rest * (common // distinct[key].denominator), [])
        for key, (_, rest) in apart.items()
        if rest
    }
    for at, key in enumerate(keys):
        if key in places:
            places[key].append(at)
    takers = [at for rest in sorted(by_rest, reverse=True) for at in by_rest[rest]]
    if not 0 < missing <= len(takers):
        return None
    for at in takers[:missing]:
        parts[at] += 1
    return parts


# A form asks for each of its few different weights and scores again and again.
@lru_cache(maxsize=1 << 11)
def points(text: str) -> Fraction | None:
    """Return typed points (``12.00``, ``40%``, ``8分``), None where the text is no plain number."""
    value = parse(text)
    if not isinstance(value, Quantity) or value.comparator or value.period:
        return None
    return value.number * 100 if value.unit == "%" else value.number


def is_rounding_of(text: str, exact: Fraction) -> bool:
    """Tell whether typed points are ``exact`` as one rounds it customarily: plainly, or up or down when apportioned.

    Whole numbers and single decimals must be exact: 1 is no customary rounding of 40/38, 1.05 and 1.06 are.
    """
    typed = points(text)
    if typed is None:
        return False
    whole, parts = _in_parts(text)
    top, bottom = exact.numerator, exact.denominator
    if not whole:
        return typed.numerator == top and typed.denominator == bottom
    below, rest = divmod(top * parts, bottom)
    return whole == below or (rest > 0 and whole == below + 1)


@lru_cache(maxsize=1 << 11)
def _in_parts(text: str) -> tuple[int, int]:
    """Return typed points with two to twelve decimals as so many parts of ten to that; (0, 0) for any others."""
    value = points(text) or NOTHING
    places = next((places for places in range(13) if 10**places % value.denominator == 0), 0)
    return (value.numerator * (10**places // value.denominator), 10**places) if places >= 2 else (0, 0)
