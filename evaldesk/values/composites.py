"""Numbers made of several numbers, which still are one value.

fraction  = digits "/" digits tail | numeral "分之" numeral                 3/4, 三分之二
tenths    = numeral "成" numeral                                          九成二
per many  = number [unit] "/" ("10万" | "千人" …)                           9/10万
duration  = number unit number unit …                                   2分30秒
half      = "半" unit                                                   半年
compound  = number ("亿" | "万") number ["万" | "千" | "百"] tail            3亿5000万元
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evaldesk.values import numerals
from evaldesk.values.amounts import LEAD_PATTERN, build
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Quantity, Unreadable
from evaldesk.values.signs import BEFORE_PATTERN
from evaldesk.values.units import PERCENT, UNITS, convert

_NUM = rf"(?:{numerals.ARABIC}|{numerals.CHINESE})"
_LEAD = rf"(?:{LEAD_PATTERN}){{0,3}}"
_FRACTION = deferred(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?:(?P<a>[0-9]+)/(?P<b>[0-9]+)|(?P<cb>{numerals.CHINESE}|[0-9]+)分之(?P<ca>{numerals.CHINESE}|[0-9]+))"
    rf"(?P<rest>[^0-9]*)"
)
_TENTHS = deferred(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>[一二三四五六七八九])成(?P<b>[一二三四五六七八九])(?P<rest>[^0-9]*)"
)
_PER_MANY = deferred(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>{numerals.ARABIC})(?P<unit>[^0-9/]{{0,4}})/"
    rf"(?P<many>10{{0,4}}[百千万亿]?(?:人口|人|户|车)?)(?P<rest>[^0-9A-Za-z]*)"
)
_STEP_UNIT = r"(?:年|个月|月|周|天|日|个小时|小时|时|分钟|分|秒钟|秒)"
_DURATION = deferred(rf"(?P<sign>(?:{BEFORE_PATTERN})?)(?P<steps>(?:{_NUM}{_STEP_UNIT}零?){{2,4}})(?P<rest>[^0-9]*)")
_STEP = deferred(rf"(?P<num>{_NUM})(?P<unit>{_STEP_UNIT})")
_HALF = deferred(rf"(?P<sign>(?:{BEFORE_PATTERN})?)半(?P<rest>(?:个?小时|个?月|年|天|日|个工作日|个学期).*)")
_COMPOUND = deferred(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>{numerals.ARABIC})(?P<am>[亿万])(?P<b>{numerals.ARABIC})(?P<bm>[万千百]?)(?P<rest>[^0-9]*)"
)


def fraction(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read `3/4` or `三分之二`; without a unit it is a share, so its unit is %."""
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


def tenths(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read 九成二 as 92 %."""
    match = _TENTHS.fullmatch(cleaned)
    if match is None:
        return None
    tenths, ones = numerals.chinese(match["a"]), numerals.chinese(match["b"])
    if tenths is None or ones is None:
        return None
    whole = build(typed, match["sign"], None, None, "1", "", PERCENT + match["rest"], match["lead"])
    return replace(whole, number=(tenths * 10 + ones) / 100) if isinstance(whole, Quantity) else None


def per_many(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read 9/10万 as nine in a hundred thousand: the unit is kept as typed, `/10万`."""
    match = _PER_MANY.fullmatch(cleaned)
    if match is None or not (match["many"][-1:].isalpha() or len(match["many"]) > 3):
        return None
    if match["unit"] and match["unit"] not in UNITS:
        return None
    whole = build(typed, match["sign"], None, None, match["a"], "", match["unit"] + match["rest"], match["lead"])
    return replace(whole, unit=f"{match['unit']}/{match['many']}") if isinstance(whole, Quantity) else None


def duration(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read `2分30秒` in its smallest unit; the units must fall."""
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


def half(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read 半年."""
    match = _HALF.fullmatch(cleaned)
    if match is None:
        return None
    whole = build(typed, match["sign"], None, None, "1", "", match["rest"], "")
    return replace(whole, number=Fraction(1, 2)) if isinstance(whole, Quantity) and not whole.label else None


def compound(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read `3亿5000万元`."""
    match = _COMPOUND.fullmatch(cleaned)
    if match is None:
        return None
    large = numerals.arabic(match["a"]) * numerals.multiplier(match["am"])
    small = numerals.arabic(match["b"]) * numerals.multiplier(match["bm"])
    if small >= numerals.multiplier(match["am"]):
        return None
    whole = build(typed, match["sign"], None, None, "1", match["am"], match["rest"], match["lead"])
    return replace(whole, number=large + small) if isinstance(whole, Quantity) else None
