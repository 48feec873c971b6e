"""Numbers in the sentences of the checks: as people write them, never with more digits than are known."""

from __future__ import annotations

from fractions import Fraction

from evaldesk.rules.prose import is_money
from evaldesk.values.units import RESOLVED

_WAN = 10_000


def said(value: Fraction, unit: str, like: str = "") -> str:
    """Return a number with its unit, in 万 or 亿 where ``like`` (the typed text beside it) is."""
    if unit in RESOLVED:
        return f"{plain(value * RESOLVED[unit], 2)}{'%' if unit == '%' else unit}"
    if "亿" in like:
        return f"{plain(value / 10**8)}亿{unit}"
    if "万" in like or (is_money(unit) and not like):
        return f"{plain(value / _WAN)}万{unit}"
    return f"{plain(value)}{unit}"


def plain(value: Fraction, places: int = 6) -> str:
    """Return a number with at most so many decimals, rounded half up."""
    top, bottom, parts = abs(value.numerator), value.denominator, 10**places
    rounded = (2 * top * parts + bottom) // (2 * bottom)
    text = str(rounded // parts)
    if rest := rounded % parts:
        text += f".{rest:0{places}}".rstrip("0")
    return f"-{text}" if value < 0 < rounded else text


def gap(a: Fraction, b: Fraction, unit: str, like: str = "") -> str:
    """Return the difference of two numbers, without a sign; of two percentages in 个百分点."""
    if unit == "%":
        return f"{plain(abs(a - b) * 100, 2)}个百分点"
    return said(abs(a - b), unit, like)
