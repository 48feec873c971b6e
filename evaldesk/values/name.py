"""read: what a cell means under its indicator's name.

视频终端接入数量（万路）   the unit in brackets belongs to a bare number
苗木成活率(≥**%)          a sign in the name belongs to the target
网站每日更新次数            每日 is the period
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from evaldesk.values import numerals
from evaldesk.values.clean import clean
from evaldesk.values.nodes import Date, Quantity, Range, Value
from evaldesk.values.parser import parse, parse_number
from evaldesk.values.signs import BEFORE, BEFORE_PATTERN, SYMBOLS
from evaldesk.values.tail import read_tail
from evaldesk.values.units import RESOLVED, UNITS, dimension

Side = Literal["target", "actual"]

_BRACKETS = re.compile(r"\(([^()]{1,24})\)")
_WITH_UNIT = re.compile(
    rf"(?:单位:?|计量单位:?)?(?P<sign>(?:{BEFORE_PATTERN})?)(?P<hole>[*×xX?_…0-9.]*)(?P<mult>{numerals.MULTIPLIER})(?P<unit>.*)"
)
_SIGN = re.compile(rf"[{SYMBOLS}]")
_SIGN_AT_END = re.compile(rf"(?:{BEFORE_PATTERN})$")
_SIGN_ENDS = frozenset(word[-1] for word in BEFORE)
_NOTHING_SAID = ("", Fraction(1), 1, "", "")
_PERIOD = re.compile(r"每(?:个?(?P<every>小时|工作日|天|日|周|月|季度|季|年度|年|学期))|(?P<mean>[日周月年])均")


# Two readings that say the same are one object (see ``_said``): as part of a key they cost no more than that object.
@dataclass(frozen=True, slots=True, eq=False)
class NameReading:
    """What an indicator's name says about its values: unit, what it multiplies by, sign and period."""

    unit: str = ""
    scale: Fraction = Fraction(1)
    divisor: int = 1
    comparator: str = ""
    period: str = ""


# Most names say nothing about their values: this one reading stands for all of them.
PLAIN = NameReading()


@lru_cache(maxsize=1 << 14)
def read_name(name: str) -> NameReading:
    """Return what a name says about the values under it; an empty reading for a plain name."""
    name = name[:400]
    if _is_bare(name):
        return PLAIN
    cleaned = clean(name)
    unit, scale, divisor, sign, period = _NOTHING_SAID
    for inside in reversed(_BRACKETS.findall(cleaned)):
        if said := _in_brackets(inside):
            unit, scale, divisor, sign, period = said
            break
    outside = _BRACKETS.sub("", cleaned)
    if not sign:
        at_end = _SIGN.search(outside) or _SIGN_AT_END.search(outside)
        sign = BEFORE.get(at_end[0], "") if at_end else ""
    if not period and ("每" in outside or "均" in outside) and (every := _PERIOD.search(outside)):
        period = every["every"] or every["mean"]
    return _said(unit, scale, divisor, sign, period)


@lru_cache(maxsize=1 << 10)
def _in_brackets(inside: str) -> tuple[str, Fraction, int, str, str] | None:
    """Return unit, scale, divisor, sign and period that brackets state, None where they say something else.

    Names differ, but what stands in their brackets is one of a few units.
    """
    match = _WITH_UNIT.fullmatch(inside)
    if match is None:
        return None
    mult, word = match["mult"], match["unit"]
    if mult and mult[-1] + word in UNITS:
        mult, word = mult[:-1], mult[-1] + word
    tail = read_tail(word)
    understood = not tail.label and (tail.known or not word or (bool(tail.period) and not tail.unit))
    if not understood or not (word or mult or match["sign"]):
        return None
    unit, sign = tail.unit, BEFORE.get(match["sign"], "") or tail.comparator
    scale, divisor = Fraction(numerals.multiplier(mult)), RESOLVED.get(unit, 1)
    return "%" if unit == "百分比" else unit, scale, divisor, sign, tail.period


@lru_cache(maxsize=1 << 10)
def _said(unit: str, scale: Fraction, divisor: int, sign: str, period: str) -> NameReading:
    """Return the one reading that says this."""
    if not (unit or sign or period or scale != 1):
        return PLAIN
    return NameReading(unit, scale, divisor, sign, period)


def _is_bare(name: str) -> bool:
    """Tell whether a name holds nothing that says anything: no brackets or signs, no 每 or 均, no sign in words."""
    return name.isalnum() and name[-1] not in _SIGN_ENDS and "每" not in name and "均" not in name


def read(text: str, name: str = "", side: Side = "target") -> Value:
    """Return the meaning of a cell under its indicator's name; never raises.

    A unit in the name's brackets applies to a number without one, 每日 or 月均 as its period, and a sign in the name to
    a target; the cell's own unit, period and sign win. Source: settled readings of the scoring rules.
    """
    return read_under(text, read_name(name), side)


def read_under(text: str, named: NameReading, side: Side) -> Value:
    """Return the meaning of a cell under a name that was read already; never raises."""
    value = parse(text)
    return value if named is PLAIN else _apply(value, named, side)


def _apply(value: Value, named: NameReading, side: Side) -> Value:
    if isinstance(value, Date) and (named.unit or named.scale != 1):
        # 2023.12 under （万元） is an amount, not December
        number = parse_number(clean(value.text), value.text)
        if isinstance(number, Quantity) and not number.unit:
            value = number
    if isinstance(value, Quantity):
        return _quantity(value, named, side)
    if isinstance(value, Range):
        return _range(value, named)
    return value


def _quantity(value: Quantity, named: NameReading, side: Side) -> Quantity:
    number, unit, scale, tolerance = value.number, value.unit, value.scale, value.tolerance
    comparator = value.comparator or (named.comparator if side == "target" else "")
    period = value.period or (named.period if named.period and _goes_per_period(unit or named.unit) else "")
    if not unit and (named.unit or named.scale != 1):
        unit = named.unit
        if named.divisor != 1 or named.scale != 1:
            factor = (named.scale if scale == 1 else 1) / Fraction(named.divisor)
            number, tolerance = number * factor, tolerance and tolerance * factor
            scale = named.scale if scale == 1 else scale
    elif unit and unit == named.unit and named.divisor == 1 and scale == 1 and unit not in value.text:
        scale = named.scale
    same_words = unit == value.unit and comparator == value.comparator and period == value.period
    if same_words and number is value.number and scale is value.scale:
        return value
    return replace(
        value, number=number, unit=unit, scale=scale, comparator=comparator, period=period, tolerance=tolerance
    )


def _goes_per_period(unit: str) -> bool:
    """Tell whether 每月 can be the period of such a unit: 次 comes per month, a rate or a concentration does not."""
    kind = dimension(unit)
    return not kind or (kind != "rate" and kind != unit)


def _range(value: Range, named: NameReading) -> Range:
    if value.unit or not (named.unit or named.scale != 1):
        return replace(value, period=value.period or named.period) if named.period else value
    factor = (named.scale if value.scale == 1 else 1) / Fraction(named.divisor)
    return replace(
        value,
        low=value.low * factor,
        high=value.high * factor,
        unit=named.unit,
        period=value.period or named.period,
        scale=named.scale,
    )
