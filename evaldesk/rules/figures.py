"""Figures: exact numbers as people read them. Rounding happens here, once, half up, for display only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from evaldesk.values import Quantity, parse

HUNDREDTHS = 100


def cents(value: Fraction) -> int:
    """Return the value in hundredths, rounded half up (away from zero)."""
    # In whole numbers: a form has thousands of these, and a Fraction is made anew for every step between.
    top, bottom = value.numerator, value.denominator
    whole = (2 * HUNDREDTHS * abs(top) + bottom) // (2 * bottom)
    return whole if top >= 0 else -whole


def from_cents(value: int) -> str:
    """Return hundredths as a figure with two decimals."""
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // HUNDREDTHS}.{abs(value) % HUNDREDTHS:02d}"


def figure(value: Fraction) -> str:
    """Return the value with two decimals, half up."""
    return from_cents(cents(value))


def shown(value: Fraction, places: int = 4) -> str:
    """Return the exact decimal where it ends within ``places``, else its beginning and ``…`` (``2.3529…``)."""
    scaled = value * 10**places
    digits = Decimal(abs(scaled.numerator) // scaled.denominator).scaleb(-places)
    text = f"{digits:f}".rstrip("0").rstrip(".") if scaled.denominator == 1 else f"{digits:f}…"
    return f"-{text}" if value < 0 else text


def percent(value: Fraction) -> str:
    """Return a fraction of 1 as a percentage of at most two decimals, none from 1,000 % on: ``98.84%``, ``17280%``."""
    top, bottom = value.numerator, value.denominator
    if top == bottom:
        return "100%"
    if top >= 10 * bottom:
        return f"{(200 * top + bottom) // (2 * bottom)}%"
    basis = (2 * HUNDREDTHS * 100 * abs(top) + bottom) // (2 * bottom)
    return f"{from_cents(basis if top >= 0 else -basis).rstrip('0').rstrip('.')}%"


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the exact sum; the same object again is counted and multiplied, which makes thousands of rows cheap."""
    distinct: dict[int, Fraction] = {}
    counts: dict[int, int] = {}
    for value in values:
        key = id(value)
        if key in counts:
            counts[key] += 1
        else:
            distinct[key] = value
            counts[key] = 1
    return sum((distinct[key] * count for key, count in counts.items()), Fraction(0))


def apportion(total: int, exact: Sequence[Fraction]) -> list[int] | None:
    """Return hundredths next to the exact points, by largest remainder, that add up to ``total`` hundredths.

    Each part is the exact one rounded down or up; equal remainders go to the earlier part. None where that is
    impossible, because the exact parts do not add up to about ``total``.
    """
    # Most rows of a form share one weight, the same object: it is taken apart once.
    distinct = {id(value): value for value in exact}
    apart = {key: divmod(value.numerator * HUNDREDTHS, value.denominator) for key, value in distinct.items()}
    parts = [apart[id(value)][0] for value in exact]
    missing = total - sum(parts)
    if not missing:
        return parts
    open_ends = [at for at, value in enumerate(exact) if apart[id(value)][1]]
    if missing < 0 or missing > len(open_ends):
        return None
    order = {key: -Fraction(rest, distinct[key].denominator) for key, (_, rest) in apart.items() if rest}
    rank = {remainder: place for place, remainder in enumerate(sorted(set(order.values())))}
    ranks = {key: rank[remainder] for key, remainder in order.items()}
    for at in sorted(open_ends, key=lambda at: ranks[id(exact[at])])[:missing]:
        parts[at] += 1
    return parts


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
    if typed == exact:
        return True
    places = _decimals(typed)
    if places < 2:
        return False
    with localcontext() as context:
        context.prec = 60
        ratio = Decimal(exact.numerator) / Decimal(exact.denominator)
        step = Decimal(1).scaleb(-places)
        roundings = {ratio.quantize(step, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_UP)}
        return Decimal(typed.numerator) / Decimal(typed.denominator) in roundings


def _decimals(value: Fraction) -> int:
    """Return how many decimals a terminating number of at most twelve needs; 0 for any other."""
    for places in range(13):
        if (value * 10**places).denominator == 1:
            return places
    return 0
