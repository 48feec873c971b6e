"""Numbers as people write them, read exactly.

number   = [sign] (arabic | chinese) [multiplier]
arabic   = "1079.846" | "1,079.846" | ".5" | "3/4"
chinese  = "两" | "十二" | "三千五百" | "二〇二三" | "一点五"
share    = "百分之" (number | "百") | ("千分之" | "万分之") number | numeral "分之" numeral | numeral "成" [numeral]
multiplier = up to four of 十 百 千 万 亿
"""

from __future__ import annotations

import re
from fractions import Fraction

ARABIC = r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
CHINESE = r"(?:[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿点]*|(?<=百分之)百)"
PER = r"(?:百|千|万)分之"
MULTIPLIER = r"[十百千万亿]{0,4}"

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_PER = {"百分之": 100, "千分之": 1000, "万分之": 10000}
_CHINESE = re.compile(CHINESE)


def arabic(text: str) -> Fraction:
    """Return the exact value of digits with thousands separators and decimals; the caller has matched ARABIC."""
    whole, _, decimals = text.replace(",", "").replace(" ", "").partition(".")
    # Whole numbers over a power of ten: a Fraction takes a text apart at several times the cost.
    return Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))


def multiplier(text: str) -> int:
    """Return what a run of 十百千万亿 multiplies by (`万亿` is 10**12); 1 for none."""
    product = 1
    for char in text:
        product *= _SMALL.get(char) or _LARGE[char]
    return product


def chinese(text: str) -> Fraction | None:
    """Return the exact value of a Chinese numeral, or None where the characters do not make one."""
    whole, dot, rest = text.partition("点")
    value = _chinese_integer(whole)
    if value is None or (dot and not rest):
        return None
    if not dot:
        return Fraction(value)
    if any(char not in _DIGITS for char in rest):
        return None
    return value + Fraction(int("".join(str(_DIGITS[char]) for char in rest)), 10 ** len(rest))


def either(text: str) -> Fraction | None:
    """Return the value of an arabic or a Chinese number, or None."""
    if text[:1].isdigit() or text[:1] == ".":
        return arabic(text)
    return chinese(text)


def per(word: str) -> int:
    """Return the divisor of 百分之, 千分之 or 万分之."""
    return _PER[word]


def _chinese_integer(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))  # 二〇二三, read digit by digit
    total = section = 0
    digit: int | None = None
    last_small = last_large = 10**13
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= last_small:
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_small = None, unit
        else:
            unit = _LARGE[char]
            if char == "亿" and last_large == 10**4:  # 一万亿
                total = (total + section + (digit or 0)) * unit
            elif unit >= last_large:
                return None
            else:
                total += (section + (digit or 0)) * unit
            section, digit, last_small, last_large = 0, None, 10**13, unit
    return total + section + (digit or 0)
