"""The numbers of a folded text, each with its unit.

number = ["百分之"] (arabic | chinese) [multiplier] ["余" | "多"] [unit] ["/" period]

Not numbers here: years and dates, ordinals (第三), numbering (1. … （2）), parts of names and codes (A4, GB50016-2014,
10号), telephone numbers, and whatever has neither unit nor multiplier. Chinese numerals count only before a common
count word or after 百分之, since 一 and 两 begin so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from evaldesk.rules.prose.words import listed
from evaldesk.values import numerals
from evaldesk.values.signs import AFTER, AFTER_PATTERN, BEFORE, BEFORE_PATTERN, combine
from evaldesk.values.tail import unit_at
from evaldesk.values.units import LONGEST, PERIODS, RESOLVED, UNITS

_ARABIC = re.compile(
    r"[0-9]+(?:(?<![0-9]{4}),[0-9]{3}(?![0-9]))*(?:\.[0-9]+)? ?"
    r"(?P<early>[余多]?)(?P<mult>[十百千万亿]{0,3})(?P<more>[余多]?) ?"
)
# 百分之 or 千分之 and a share, or a number before a count word. That both begin with one set of characters makes it
# fast: side by side they took five times as long to look for.
_CHINESE = re.compile(
    r"[百千二两三四五六七八九十](?:(?<=[百千])分之(?P<share>[零〇一二两三四五六七八九十百点]{1,8})"
    r"|(?<![百千])[二三四五六七八九十百千零]{0,6}(?P<unit>个(?![百月])|[项份次场期家件篇台套条所座例宗起]))"
)
_AFTER = re.compile(rf"(?:{AFTER_PATTERN}|余|多(?!种|样|元|项|层|级|年|次))")
_BEFORE = re.compile(rf"(?:{BEFORE_PATTERN}) ?$")
_SIGN_ENDS, _SIGN_STARTS = {word[-1] for word in BEFORE}, {word[0] for word in (*AFTER, "余", "多")}
_LONGEST_SIGN, _GAP = 7, 2
_CODE_BEFORE = re.compile(r"[A-Za-z0-9.+/\[第№#_-]|(?<=[A-Za-z0-9])-")
_NO_VALUE_AFTER = re.compile(r"号|日(?![均常])|时(?:[0-9整许]|$)|月(?![均度])|月份|年|级|[A-Za-z]|-[0-9]|[：][0-9]{2}")
_LONGEST_NUMBER = 24
_UNIT_STARTS = {unit[0] for unit in UNITS}
_MONEY, _COUNTS = (
    frozenset(name for name, unit in UNITS.items() if unit.dimension == wanted) for wanted in ("money", "count")
)


class Found(NamedTuple):
    """Hold a number as it stands in the folded text; see ``Mention`` for the attributes."""

    start: int
    end: int
    value: Fraction
    step: Fraction
    unit: str
    period: str
    bound: str
    chinese: bool


def numbers(folded: str) -> Iterator[Found]:
    """Yield the numbers of a folded text from left to right, arabic and Chinese."""
    chinese = _chinese(folded)
    waiting = next(chinese, None)
    for found in _arabic(folded):
        while waiting and waiting.start < found.start:
            yield waiting
            waiting = next(chinese, None)
        yield found
    while waiting:
        yield waiting
        waiting = next(chinese, None)


def _arabic(folded: str) -> Iterator[Found]:
    for match in _ARABIC.finditer(folded):
        start, end = match.span()
        if end - start > _LONGEST_NUMBER or (start and _is_code(folded, start)):
            continue
        mult = match["mult"]
        if mult and len(_unit(folded[match.end("mult") - 1 : match.end("mult") + LONGEST])) > 1:
            mult, end = mult[:-1], match.end("mult") - 1  # 千克, 千米: the 千 is the unit's
        unit = _unit(folded[end : end + LONGEST])
        if (not unit or unit in _TIMES_OF_DAY) and _NO_VALUE_AFTER.match(folded, end):
            continue
        if not unit and not mult:
            continue
        whole, _, decimals = folded[start : match.start("early")].strip().replace(",", "").partition(".")
        times, shares = numerals.multiplier(mult), RESOLVED.get(unit, 1) * 10 ** len(decimals)
        value = Fraction(int(whole + decimals) * times, shares)
        yield _finish(folded, start, end, unit, value, _step(times, shares), bool(match["early"] or match["more"]))


@lru_cache(maxsize=256)
def _step(times: int, shares: int) -> Fraction:
    return Fraction(times, shares)


@lru_cache(maxsize=1 << 12)
def _unit(following: str) -> str:
    return unit_at(following, 0)[0] if following[:1] in _UNIT_STARTS else ""


_TIMES_OF_DAY = {"日", "月", "年", "时", "号", "级", "秒钟"}


def _chinese(folded: str) -> Iterator[Found]:
    for match in _CHINESE.finditer(folded):
        start, end = match.span()
        if start and folded[start - 1] in "第十百千一二三四五六七八九0123456789万亿“每星周":
            continue
        if match["share"]:
            value = numerals.chinese(match["share"])
            if value is not None:
                per = numerals.per(folded[start : match.start("share")])
                places = len(match["share"].partition("点")[2])
                yield _finish(folded, start, end, "", value / per, Fraction(1, per * 10**places), False, True, "%")
            continue
        value = numerals.chinese(folded[start : match.start("unit")])
        if value is not None:
            yield _finish(folded, start, match.start("unit"), match["unit"], value, Fraction(1), False, True)


def _finish(
    folded: str,
    start: int,
    end: int,
    unit: str,
    value: Fraction,
    step: Fraction,
    more: bool,
    chinese: bool = False,
    shown: str = "",
) -> Found:
    """Add what stands around the digits: unit, period, and the sign before or behind."""
    end += len(unit)
    period = ""
    if folded[end : end + 1] in ("/", "每"):
        period = next(
            (folded[end + 1 : end + 1 + n] for n in (3, 2, 1) if folded[end + 1 : end + 1 + n] in PERIODS), ""
        )
        end += 1 + len(period) if period else 0
    # Few numbers carry a sign: one look at the characters beside them settles most.
    near = folded[max(start - _GAP - 1, 0) : start].rstrip(" \n")[-1:]
    before = _BEFORE.search(folded, max(start - _LONGEST_SIGN, 0), start) if near in _SIGN_ENDS else None
    after = _AFTER.match(folded, end) if folded[end : end + 1] in _SIGN_STARTS else None
    if before and folded[max(before.start() - 1, 0) : before.start() + 1] in listed("not_signs"):
        before = None
    sign = BEFORE[before[0].strip()] if before else ""
    behind = (AFTER.get(after[0], "≥") if after else "") or ("≥" if more else "")
    if after:
        end = after.end()
    while end > start and folded[end - 1] == " ":
        end -= 1
    return (
        Found(start, end, value, step, unit or shown, period, combine(sign, behind) or "约", chinese)
        if (sign or behind)
        else Found(start, end, value, step, unit or shown, period, "", chinese)
    )


def _is_code(folded: str, start: int) -> bool:
    before = folded[start - 1]
    if before in "-" and start > 1 and not (folded[start - 2].isascii() and folded[start - 2].isalnum()):
        return False
    return bool(_CODE_BEFORE.match(before))


def is_money(unit: str) -> bool:
    """Tell whether a unit is money."""
    return unit in _MONEY


def is_count(unit: str) -> bool:
    """Tell whether a unit counts things."""
    return unit in _COUNTS
