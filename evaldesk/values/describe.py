"""describe: a value said back in a few Chinese words, for the hint beside the cell and for the trail."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from evaldesk.values.jsonable import decimal_string
from evaldesk.values.nodes import (
    Blank,
    Date,
    NotApplicable,
    Parts,
    Quantity,
    Range,
    Ratio,
    Recurring,
    Unreadable,
    Value,
    Words,
    YesNo,
)
from evaldesk.values.units import RESOLVED

_SAID = {"≥": "不少于 ", ">": "大于 ", "≤": "不超过 ", "<": "小于 ", "=": "等于 ", "约": "约 ", "": ""}
_TURNED = {"up": "提升 ", "down": "下降 ", "up_to": "升到 ", "down_to": "降到 ", "early": "提前 ", "": ""}
_ENDS = {(False, False): "", (True, True): "（不含两端）", (True, False): "（不含低端）", (False, True): "（不含高端）"}
_LONGEST_WORDS = 40


def describe(value: Value) -> str:
    """Return a short Chinese reading: `≥300项` is `不少于 300 项`, `≥2次/月` is `每月不少于 2 次`."""
    match value:
        case Quantity():
            return _quantity(value)
        case Range():
            ends = f"{amount(value.low, value.unit)} 至 {amount(value.high, value.unit)}"
            return _every(value.period, ends) + _ENDS[value.low_open, value.high_open]
        case Date():
            return _date(value)
        case Recurring():
            return _recurring(value)
        case Ratio():
            said = f"{decimal_string(value.first)} 比 {decimal_string(value.second)}"
            return _SAID[value.comparator] + said
        case YesNo():
            return "是" if value.answer else "否"
        case Parts():
            return "；".join(f"{part.label} {describe(part)}".strip() for part in value.parts)
        case Words():
            return f"文字“{_short(value.plain)}”"
        case Unreadable():
            return f"读不准：{value.reason}"
        case NotApplicable():
            return "不适用"
        case Blank():
            return "未填"


def amount(number: Fraction, unit: str) -> str:
    """Return a number with its unit as people write it: `95 %`, `2.8 万路`, `300 项`; six decimals at most."""
    if divisor := RESOLVED.get(unit):
        return f"{decimal_string(number * divisor)} {unit}"
    if abs(number) >= 10**8 and _short_in(number / 10**8):
        return f"{_places(number / 10**8)} 亿{unit}"
    if abs(number) >= 10**4 and _short_in(number / 10**4):
        return f"{_places(number / 10**4)} 万{unit}"
    return f"{_places(number)} {unit}".rstrip()


def _places(number: Fraction) -> str:
    text = decimal_string(number)
    return text if len(text.partition(".")[2]) <= 6 else decimal_string(Fraction(round(number * 10**6), 10**6))


def _short_in(number: Fraction) -> bool:
    """Tell whether a number in 万 or 亿 keeps at most four decimals, so that nothing is lost."""
    return (number * 10**4).denominator == 1


def _quantity(value: Quantity) -> str:
    said = _TURNED[value.trend] + _SAID[value.comparator] + amount(value.number, value.unit)
    said = _every(value.period, said)
    if value.tolerance is not None:
        said += f"（±{amount(value.tolerance, value.unit)}）"
    return said


def _every(period: str, said: str) -> str:
    if not period:
        return said
    return f"每{period} {said}" if said[:1].isascii() else f"每{period}{said}"


def _date(value: Date) -> str:
    if value.first == value.last or value.comparator == "≤":
        said = _day(value.last, value.year_known)
        return f"不晚于 {said}" if value.comparator in ("≤", "<") else said
    if value.comparator == "<":
        return f"在 {_day(value.first, value.year_known)}之前"
    said = f"{_day(value.first, value.year_known)} 至 {_day(value.last, value.year_known)}"
    return f"{_day(value.first, value.year_known)} 起" if value.comparator == "≥" else said


def _recurring(value: Recurring) -> str:
    last = _day_of(value, value.last)
    if value.comparator == "≤":
        return f"每{value.every}不晚于{last}"
    first = _day_of(value, value.first)
    if value.comparator == "≥":
        return f"每{value.every}{first} 起"
    return f"每{value.every}{first}" if value.first == value.last else f"每{value.every}{first} 至{last}"


def _day_of(value: Recurring, point: tuple[int, int]) -> str:
    month, day = point
    months = {"周": 0, "月": 1, "季度": 3, "半年": 6, "年": 12}[value.every]
    if not months:
        return f"周{'一二三四五六日'[day - 1]}"
    if month > months:
        return f"结束后 {day} 日"
    named = {"月": "", "年": f" {month} 月"}.get(value.every, f"第 {month} 个月")
    return f"{named} {day} 日" if day < 31 else f"{named}末"


def _day(day: date, year_known: bool) -> str:
    return (f"{day.year} 年 " if year_known else "") + f"{day.month} 月 {day.day} 日"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS] + "…"
