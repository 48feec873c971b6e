"""Ratios: so many of one thing for so many of another.

ratio  = {lead} [sign] number (":" | "比") number [after]            1:15   ≥1:3   1比15   1:1.2以内

`8:30` is a time of day: a ratio has no first number from 6 to 23 with two digits of minutes behind it.
"""

from __future__ import annotations

from evaldesk.values import numerals
from evaldesk.values.amounts import LEAD_PATTERN
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Ratio
from evaldesk.values.signs import AFTER, AFTER_PATTERN, BEFORE, BEFORE_PATTERN, combine

_NUM = rf"(?:{numerals.ARABIC}|{numerals.CHINESE})"
_RATIO = deferred(
    rf"(?:{LEAD_PATTERN}){{0,3}}(?P<sign>(?:{BEFORE_PATTERN})?)(?P<a>{_NUM})(?P<by>[:比])(?P<b>{_NUM})"
    rf"(?P<after>(?:{AFTER_PATTERN})?)[。;,]?"
)
_TIME_OF_DAY = deferred(r"(?:0?[6-9]|1[0-9]|2[0-3]):[0-5][0-9]")


def read_ratio(cleaned: str, typed: str) -> Ratio | None:
    """Read a cell that is one ratio; None when it is something else. Neither side may be 0."""
    if ":" not in cleaned and "比" not in cleaned:
        return None
    match = _RATIO.fullmatch(cleaned)
    if match is None or (_TIME_OF_DAY.search(cleaned) and match["by"] == ":"):
        return None
    first, second = numerals.either(match["a"]), numerals.either(match["b"])
    sign = combine(BEFORE.get(match["sign"], ""), AFTER.get(match["after"], ""))
    if not first or not second or sign is None:
        return None
    return Ratio(typed, first, second, sign)
