"""Ranges, tolerances, fractions and lengths of time made of several numbers.

range     = [sign] number [mult] [unit] ("-" | "~" | "至" | "到") number [mult] tail
          | sign number [unit] ["且" | "," …] sign number tail          ≥80%且≤90%
          | number [unit] sign [words] sign number tail                 80%≤满意度<90%
tolerance = number [mult] [unit] ["("] "±" number tail [")"] | "±" number tail
fraction  = digits "/" digits tail | numeral "分之" numeral
duration  = number unit number unit …                                   2分30秒
compound  = number ("亿" | "万") number ["万" | "千" | "百"] tail             3亿5000万元
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from evaldesk.values import numerals
from evaldesk.values.amounts import LEAD_PATTERN, build
from evaldesk.values.nodes import Quantity, Range, Unreadable
from evaldesk.values.signs import ABOUT, BEFORE, BEFORE_PATTERN, downward, upward
from evaldesk.values.units import PERCENT, UNITS, convert

_NUM = rf"(?:{numerals.ARABIC}|{numerals.CHINESE})"
_MULT = numerals.MULTIPLIER
_UNIT = r"[^0-9~±≥≤<>=,;、。()\-]{0,6}?"
_IN = r"(?:\(不?含\))?"
_LEAD = rf"(?:{LEAD_PATTERN}){{0,3}}"
_RANGE = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<pa>{numerals.PER})?(?P<ma>-)?(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT}){_IN}"
    rf"(?:--?|~|至|到|-至|~至)(?P<pb>{numerals.PER})?(?P<mb>-)?(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_SIGN = rf"(?:{BEFORE_PATTERN})"
_BETWEEN = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sa>{_SIGN})(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT})(?:且|,|;|、|并|并且|同时|,且)?"
    rf"(?P<sb>{_SIGN})(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_CHAIN = re.compile(
    rf"(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT})(?P<sa>[≤<])[^0-9≤<]{{0,12}}(?P<sb>[≤<])(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_TOLERANCE = re.compile(
    rf"(?P<lead>{_LEAD})(?:(?P<minus>-)?(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT}))?\(?±(?P<b>{_NUM})(?P<bm>{_MULT})(?P<bu>[^0-9()]{{0,6}}?)"
    rf"(?:以内|之内|内)?\)?(?P<rest>[^0-9]*)"
)
_FRACTION = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?:(?P<a>[0-9]+)/(?P<b>[0-9]+)|(?P<cb>{numerals.CHINESE}|[0-9]+)分之(?P<ca>{numerals.CHINESE}|[0-9]+))"
    rf"(?P<rest>[^0-9]*)"
)
_TENTHS = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>[一二三四五六七八九])成(?P<b>[一二三四五六七八九])(?P<rest>[^0-9]*)"
)
_PER_MANY = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>{numerals.ARABIC})(?P<unit>[^0-9/]{{0,4}})/"
    rf"(?P<many>10{{0,4}}[百千万亿]?(?:人口|人|户|车)?)(?P<rest>[^0-9A-Za-z]*)"
)
_STEP_UNIT = r"(?:年|个月|月|周|天|日|个小时|小时|时|分钟|分|秒钟|秒)"
_DURATION = re.compile(rf"(?P<sign>(?:{BEFORE_PATTERN})?)(?P<steps>(?:{_NUM}{_STEP_UNIT}零?){{2,4}})(?P<rest>[^0-9]*)")
_STEP = re.compile(rf"(?P<num>{_NUM})(?P<unit>{_STEP_UNIT})")
_HALF = re.compile(rf"(?P<sign>(?:{BEFORE_PATTERN})?)半(?P<rest>(?:个?小时|个?月|年|天|日|个工作日|个学期).*)")
_COMPOUND = re.compile(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>{numerals.ARABIC})(?P<am>[亿万])(?P<b>{numerals.ARABIC})(?P<bm>[万千百]?)(?P<rest>[^0-9]*)"
)

Span = Quantity | Range | Unreadable


def read_span(cleaned: str, typed: str) -> Span | None:
    """Read a cell of one of the shapes above; None where it is something else."""
    for shape, mark in _SHAPES:
        if (not mark or mark.search(cleaned)) and (value := shape(cleaned, typed)):
            return value
    return None


def _range(cleaned: str, typed: str) -> Span | None:
    match = _RANGE.fullmatch(cleaned)
    if match is None or (match["au"] and match["au"] not in UNITS):
        return None
    high = build(typed, "", match["pb"], match["mb"], match["b"], match["bm"], match["rest"], match["lead"])
    if not isinstance(high, Quantity):
        return high
    unit, mult = match["au"], match["am"]
    first, second = numerals.either(match["a"]), numerals.either(match["b"])
    if first is None or second is None:
        return None
    if not mult and not unit and first <= second:
        mult = match["bm"] if high.scale != 1 else ""
    per = match["pa"] or match["pb"]
    low = build(typed, "", per, match["ma"], match["a"], mult, unit or ("" if per else high.unit), "")
    return _ordered(typed, low, high, "", "") if isinstance(low, Quantity) else None


def _between(cleaned: str, typed: str) -> Span | None:
    match = _BETWEEN.fullmatch(cleaned)
    if match is None:
        return None
    sides = BEFORE[match["sa"]], BEFORE[match["sb"]]
    high = build(typed, "", None, None, match["b"], match["bm"], match["rest"], match["lead"])
    if not isinstance(high, Quantity) or (match["au"] and match["au"] not in UNITS):
        return None
    low = build(typed, "", None, None, match["a"], match["am"], match["au"] or high.unit, "")
    if not isinstance(low, Quantity):
        return None
    if upward(sides[0]) and downward(sides[1]):
        return _ordered(typed, low, high, *sides)
    if downward(sides[0]) and upward(sides[1]):
        return _ordered(typed, replace(high, comparator=""), low, sides[1], sides[0])
    return None


def _chain(cleaned: str, typed: str) -> Span | None:
    match = _CHAIN.fullmatch(cleaned)
    if match is None:
        return None
    high = build(typed, "", None, None, match["b"], match["bm"], match["rest"], "")
    if not isinstance(high, Quantity) or (match["au"] and match["au"] not in UNITS):
        return None
    low = build(typed, "", None, None, match["a"], match["am"], match["au"] or high.unit, "")
    if not isinstance(low, Quantity):
        return None
    return _ordered(typed, low, high, ">" if match["sa"] == "<" else "≥", match["sb"])


def _tolerance(cleaned: str, typed: str) -> Span | None:
    match = _TOLERANCE.fullmatch(cleaned)
    if match is None:
        return None
    width = build(typed, "", None, None, match["b"], match["bm"], match["bu"] + match["rest"], match["lead"])
    if not isinstance(width, Quantity):
        return None
    if match["a"] is None:
        return Range(
            typed, -width.number, width.number, False, False, ABOUT, width.unit, width.period, width.scale, width.label
        )
    unit = match["au"] or ("" if width.unit == PERCENT else width.unit)
    middle = build(typed, "", None, match["minus"], match["a"], match["am"], unit, match["lead"])
    if not isinstance(middle, Quantity):
        return None
    reach = abs(middle.number) * width.number if width.unit == PERCENT and middle.unit != PERCENT else width.number
    return replace(middle, comparator=ABOUT, tolerance=reach)


def _fraction(cleaned: str, typed: str) -> Span | None:
    match = _FRACTION.fullmatch(cleaned)
    if match is None:
        return None
    above = numerals.either(match["a"] or match["ca"])
    below = numerals.either(match["b"] or match["cb"])
    if above is None or not below:
        return Unreadable(typed, "分数的分母是 0", 0) if below == 0 else None
    rest = match["rest"]
    whole = build(typed, match["sign"], None, None, "1", "", rest, match["lead"])
    if not isinstance(whole, Quantity):
        return whole
    if not whole.unit:
        return replace(whole, number=above / below, unit=PERCENT)  # a bare fraction is a share
    return replace(whole, number=whole.number * above / below)


def _tenths(cleaned: str, typed: str) -> Span | None:
    """Read 九成二 as 92 %."""
    match = _TENTHS.fullmatch(cleaned)
    if match is None:
        return None
    tenths, ones = numerals.chinese(match["a"]), numerals.chinese(match["b"])
    if tenths is None or ones is None:
        return None
    whole = build(typed, match["sign"], None, None, "1", "", PERCENT + match["rest"], match["lead"])
    return replace(whole, number=(tenths * 10 + ones) / 100) if isinstance(whole, Quantity) else None


def _per_many(cleaned: str, typed: str) -> Span | None:
    """Read 9/10万 as nine in a hundred thousand: the unit is kept as typed, `/10万`."""
    match = _PER_MANY.fullmatch(cleaned)
    if match is None or not (match["many"][-1:].isalpha() or len(match["many"]) > 3):
        return None
    if match["unit"] and match["unit"] not in UNITS:
        return None
    whole = build(typed, match["sign"], None, None, match["a"], "", match["unit"] + match["rest"], match["lead"])
    return replace(whole, unit=f"{match['unit']}/{match['many']}") if isinstance(whole, Quantity) else None


def _duration(cleaned: str, typed: str) -> Span | None:
    match = _DURATION.fullmatch(cleaned)
    if match is None:
        return None
    steps = [(numerals.either(step["num"]), step["unit"]) for step in _STEP.finditer(match["steps"])]
    unit = steps[-1][1]
    unit = {"分": "分钟", "时": "小时", "月": "个月"}.get(unit, unit)
    total = Fraction(0)
    last: Fraction | None = None
    for number, name in steps:
        step = convert({"分": "分钟", "时": "小时", "月": "个月"}.get(name, name), unit)
        if number is None or step is None or (last is not None and step.factor >= last):
            return None
        total, last = total + number * step.factor, step.factor
    whole = build(typed, match["sign"], None, None, "1", "", unit + match["rest"], "")
    return replace(whole, number=total) if isinstance(whole, Quantity) else None


def _half(cleaned: str, typed: str) -> Span | None:
    match = _HALF.fullmatch(cleaned)
    if match is None:
        return None
    whole = build(typed, match["sign"], None, None, "1", "", match["rest"], "")
    return replace(whole, number=Fraction(1, 2)) if isinstance(whole, Quantity) and not whole.label else None


def _compound(cleaned: str, typed: str) -> Span | None:
    match = _COMPOUND.fullmatch(cleaned)
    if match is None:
        return None
    large = numerals.arabic(match["a"]) * numerals.multiplier(match["am"])
    small = numerals.arabic(match["b"]) * numerals.multiplier(match["bm"])
    if small >= numerals.multiplier(match["am"]):
        return None
    whole = build(typed, match["sign"], None, None, "1", match["am"], match["rest"], match["lead"])
    return replace(whole, number=large + small) if isinstance(whole, Quantity) else None


def _ordered(typed: str, low: Quantity, high: Quantity, sign_low: str, sign_high: str) -> Range | Unreadable:
    if low.unit != high.unit and high.unit and low.unit:
        step = convert(low.unit, high.unit)
        if step is None:
            return Unreadable(typed, "区间两头的单位不同", 0)
        low = replace(low, number=low.number * step.factor)
    first, second = low.number, high.number
    if first > second:
        if sign_low or sign_high:
            return Unreadable(typed, "区间的两头互相矛盾", 0)
        first, second = second, first
    return Range(
        typed,
        first,
        second,
        sign_low == ">",
        sign_high == "<",
        "",
        high.unit or low.unit,
        high.period,
        high.scale,
        high.label,
        high.trend,
    )


_SHAPES = (
    (_tolerance, re.compile("±")),
    (_chain, re.compile(r"[≤<].*[≤<]")),
    (_between, None),
    (_tenths, re.compile("成[一二三四五六七八九]")),
    (_per_many, re.compile("/10")),
    (_fraction, re.compile(r"[0-9]/[0-9]|分之")),
    (_range, re.compile(r"[-~至到]")),
    (_duration, re.compile(r"[年月周天日时分].*[月周天日时分秒]")),
    (_half, re.compile("半")),
    (_compound, re.compile(r"[0-9][亿万][0-9]")),
)
