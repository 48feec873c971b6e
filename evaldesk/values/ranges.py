"""Ranges and tolerances: two ends instead of one number.

range     = [sign] number [mult] [unit] ("-" | "~" | "至" | "到") number [mult] tail
          | sign number [unit] ["且" | "," …] sign number tail          ≥80%且≤90%
          | number [unit] sign [words] sign number tail                 80%≤满意度<90%   100%≥X≥95%
          | ("[" | "(") number [unit] "," number unit ("]" | ")")        [95%,100%]   (90%,100%]
tolerance = number [mult] [unit] ["("] "±" number tail [")"] | "±" number tail
"""

from __future__ import annotations

from dataclasses import replace

from evaldesk.values import numerals
from evaldesk.values.amounts import LEAD_PATTERN, build
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Quantity, Range, Unreadable
from evaldesk.values.signs import ABOUT, BEFORE, BEFORE_PATTERN, downward, upward
from evaldesk.values.units import PERCENT, UNITS, convert

Span = Quantity | Range | Unreadable

_NUM = rf"(?:{numerals.ARABIC}|{numerals.CHINESE})"
_MULT = numerals.MULTIPLIER
_UNIT = r"[^0-9~±≥≤<>=,;、。()\-]{0,6}?"
_IN = r"(?:\(不?含\))?"
_LEAD = rf"(?:{LEAD_PATTERN}){{0,3}}"
_RANGE = deferred(
    rf"(?P<lead>{_LEAD})(?P<sign>(?:{BEFORE_PATTERN})?)(?P<pa>{numerals.PER})?(?P<ma>-)?(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT}){_IN}"
    rf"(?:--?|~|至|到|-至|~至)(?P<pb>{numerals.PER})?(?P<mb>-)?(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_SIGN = rf"(?:{BEFORE_PATTERN})"
_BETWEEN = deferred(
    rf"(?P<lead>{_LEAD})(?P<sa>{_SIGN})(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT})(?:且|,|;|、|并|并且|同时|,且)?"
    rf"(?P<sb>{_SIGN})(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_CHAIN = deferred(
    rf"(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT})(?:(?P<sa>[≤<])[^0-9≤<≥>]{{0,12}}(?P<sb>[≤<])"
    rf"|(?P<da>[≥>])[^0-9≤<≥>]{{0,12}}(?P<db>[≥>]))(?P<b>{_NUM})(?P<bm>{_MULT})(?P<rest>[^0-9]*)"
)
_INTERVAL = deferred(
    r"\((?P<a>[0-9]+(?:\.[0-9]+)?)(?P<au>[^0-9,()]{0,6}),(?P<b>[0-9]+(?:\.[0-9]+)?)(?P<bu>[^0-9,()]{0,6})\)"
)
_CLOSED = "[]［］【】"
_TOLERANCE = deferred(
    rf"(?P<lead>{_LEAD})(?:(?P<minus>-)?(?P<a>{_NUM})(?P<am>{_MULT})(?P<au>{_UNIT}))?\(?±(?P<b>{_NUM})(?P<bm>{_MULT})(?P<bu>[^0-9()]{{0,6}}?)"
    rf"(?:以内|之内|内)?\)?(?P<rest>[^0-9]*)"
)


def between_dash(cleaned: str, typed: str) -> Span | None:
    """Read `3-5天`; a unit or 万 at the end counts for both ends."""
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


def between_signs(cleaned: str, typed: str) -> Span | None:
    """Read `≥80%且≤90%`."""
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


def between_chain(cleaned: str, typed: str) -> Span | None:
    """Read `80%≤满意度<90%`."""
    match = _CHAIN.fullmatch(cleaned)
    if match is None:
        return None
    high = build(typed, "", None, None, match["b"], match["bm"], match["rest"], "")
    if not isinstance(high, Quantity) or (match["au"] and match["au"] not in UNITS):
        return None
    low = build(typed, "", None, None, match["a"], match["am"], match["au"] or high.unit, "")
    if not isinstance(low, Quantity):
        return None
    if match["da"]:
        return _ordered(typed, high, low, match["db"], "<" if match["da"] == ">" else "≤")
    return _ordered(typed, low, high, ">" if match["sa"] == "<" else "≥", match["sb"])


def interval(cleaned: str, typed: str) -> Span | None:
    """Read `(90%,100%]`; cleaning made all brackets round, so which end belongs to it is seen in the typed text."""
    match = _INTERVAL.fullmatch(cleaned)
    if match is None:
        return None
    unit = match["bu"] or match["au"]
    if match["au"] and match["bu"] and match["au"] != match["bu"]:
        return None
    ends = typed.strip()[0], typed.strip()[-1]
    if not unit and not (ends[0] in _CLOSED and ends[1] in _CLOSED):
        return None  # (1,200) is an amount in brackets
    low = build(typed, "", None, None, match["a"], "", unit, "")
    high = build(typed, "", None, None, match["b"], "", unit, "")
    if not isinstance(low, Quantity) or not isinstance(high, Quantity) or low.number >= high.number:
        return None
    return _ordered(typed, low, high, "≥" if ends[0] in _CLOSED else ">", "≤" if ends[1] in _CLOSED else "<")


def around(cleaned: str, typed: str) -> Span | None:
    """Read `100±5`, and `±3%` alone as a range around 0; the tolerance is absolute."""
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
