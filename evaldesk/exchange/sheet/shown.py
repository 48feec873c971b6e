"""Texts as a spreadsheet holds them: plain figures as numbers that look as typed, everything else as text.

as_value("8967.19") == (8967.19, "0.00")      as_value("96.5%") == (0.965, "0.0%")      as_value("≥95%") is None
as_text(0.965, "0.0%") == "96.5%"
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

GENERAL = "General"
TEXT = "@"
_PLAIN = re.compile(r"^-?(0|[1-9][0-9]{0,13})(\.[0-9]{1,8})?(%?)$", re.ASCII)
# A spreadsheet counts in binary fractions of some 15 digits.
_MOST_DIGITS = 15
_FORMAT = re.compile(r"^[#,]*0(?:\.(0+))?(%?)$")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def as_value(text: str) -> tuple[int | float, str] | None:
    """Return a plain figure as a number and the format that shows it as typed; None for what must stay text."""
    found = _PLAIN.match(text)
    if (
        found is None
        or len(re.sub(r"[^0-9]", "", text)) > _MOST_DIGITS
        or (text.startswith("-0") and not Decimal(text.rstrip("%")))
    ):
        return None
    decimals, percent = len((found[2] or ".")[1:]), found[3]
    number = Decimal(text.rstrip("%"))
    shown = "0" + (f".{'0' * decimals}" if decimals else "") + percent
    value = number / 100 if percent else number
    return (int(value) if value == value.to_integral_value() else float(value)), shown


def as_text(value: object, number_format: str = GENERAL) -> str:
    """Return a cell's value as its sheet shows it; under an unknown format a number is shown whole."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date | time):
        return _date(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value)
    bare = _LITERAL.sub("", number_format.split(";")[0])
    suffix = "".join(part.strip('"') for part in re.findall(r'"[^"]*"$', number_format.split(";")[0]))
    known = _FORMAT.match(bare)
    percent = "%" if bare.endswith("%") else ""
    with localcontext() as context:
        context.prec = 400
        shown = exact * 100 if percent else exact
        if known:
            shown = shown.quantize(Decimal(1).scaleb(-len(known[1] or "")), rounding=ROUND_HALF_UP)
        text = f"{shown:f}" if known else _plain(shown)
    return text + percent + suffix


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime | date | time) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes")
    day = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{day}{value:%H:%M}"
    return day
