"""Roles: what an amount or a rate in a text is, by the words before it.

planned    预算安排, 计划安排, 年初预算      allocated  下达, 到位, 分配
spent      实际支出, 支付, 执行数            remaining  结余, 剩余, 结转
cut, added 压减, 调减 / 追加, 调增           rate       支出率, 执行率 (per cent only)
"""

from __future__ import annotations

import re
from functools import lru_cache

from evaldesk.rules.prose.nodes import Mention, Reading
from evaldesk.rules.prose.numbers import is_money
from evaldesk.rules.prose.words import pattern

_NEAR = 24
REMEMBERED = 1 << 12


def role(mention: Mention) -> str:
    """Return the role of an amount or a rate, ``""`` where the words do not say it or say another thing."""
    unit = mention.unit
    return _role(mention.label[-_NEAR:], unit == "%") if unit == "%" or is_money(unit) else ""


def spoken(reading: Reading) -> tuple[tuple[Mention, str], ...]:
    """Return the amounts and rates of a text that say what they are, each with its role."""
    return tuple((mention, what) for mention in reading.mentions if (what := role(mention)))


@lru_cache(maxsize=REMEMBERED)
def _role(words: str, is_rate: bool) -> str:
    if is_rate:
        return _rate(words)
    if pattern("not_funding").search(words):
        return ""
    for name in ("remaining", "cut", "added"):
        if pattern(name).search(words):
            return name
    if pattern("spent_sure").search(words):
        return "spent"
    if pattern("allocated").search(words):
        return "allocated"
    planned, spent = _last(pattern("planned"), words), _last(pattern("spent_maybe"), words)
    if planned < 0 and spent < 0:
        return ""
    return "planned" if planned > spent else "spent"


def _rate(words: str) -> str:
    found = list(pattern("rate", "arrival").finditer(words))
    if not found or pattern("filler").sub("", words[found[-1].end() :]):
        return ""
    return "arrival" if pattern("arrival").fullmatch(found[-1][0]) else "rate"


def _last(words: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in words.finditer(text)), default=-1)
