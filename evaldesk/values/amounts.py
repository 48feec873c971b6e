"""One number with what stands around it, made into a Quantity.

quantity = {lead} [sign] {lead} number [multiplier] tail
lead     = "完成" | "达到" | "共" | "每月" | "人均" | "提升" | … | "¥"
"""

from __future__ import annotations

import re
from fractions import Fraction

from evaldesk.values import numerals
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Quantity, Unreadable
from evaldesk.values.signs import BEFORE, BEFORE_PATTERN, SYMBOLS, combine
from evaldesk.values.tail import Tail, read_tail, unit_at
from evaldesk.values.units import PERCENT, RESOLVED

_UP = "提升 提高 增长 增加 上升 增幅 升高 上涨 新增长"
_DOWN = "下降 降低 减少 压缩 压减 缩短 缩减 降幅 下调 核减"
_TREND = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down") | {"提前": "early"}
_ENDED_LOW, _ENDED_HIGH = "降至 降到 减至 减到 缩至", "升至 升到 增至 增到"
_TREND |= dict.fromkeys(_ENDED_LOW.split(), "down_to") | dict.fromkeys(_ENDED_HIGH.split(), "up_to")
_NEUTRAL = (
    "已完成 完成 达到 达 实现 实际 共计 总计 合计 累计 共 预计 计划 全年 年度 平均 为 均 已 总数 总量 数量 "
    "同比 比上年 较上年 环比 目标 "
    "人均 率 已经 完成率 满意度 满意率 得分 至少完成 : 人民币 ¥ + 到 了 至"
)
_EVERY = (
    "每小时 每天 每日 每周 每月 每季度 每季 每年度 每年 日均 周均 月均 季均 年均 每半年 每学期 每个月 "
    "每人每月 每人每年 每人每天 每生每年 每生每月 每生每学期 每人每学期 每户每年 每户每月 每亩每年 "
    "每人 每生 每户 每亩 每千人 每万人 每百户 每千户"
)
_LEADS = sorted({*_TREND, *_NEUTRAL.split(), *_EVERY.split()}, key=len, reverse=True)
LEAD_PATTERN = "|".join(map(re.escape, _LEADS))
_EVERY_WORD = deferred(
    r"每[百千万]?[人生户亩](?:每(?:[天月年]|学期))?"
    r"|每小时|每季度|每年度|每半年|每学期|每个月|每[天日周月季年]|[日周月季年]均"
)
_PER_WHOM = deferred("每([百千万]?[人生户亩])")
_TREND_WORD = deferred("|".join(_TREND))

NUMBER = (
    rf"(?P<per>{numerals.PER})?(?P<minus>-)?(?P<num>{numerals.ARABIC}|{numerals.CHINESE})"
    rf"(?P<mult>{numerals.MULTIPLIER})"
)
SIGNS = f"(?P<sign>(?:{BEFORE_PATTERN})?)"
_QUANTITY = deferred(
    rf"(?P<lead>(?:{LEAD_PATTERN}){{0,4}}){SIGNS}(?P<lead2>(?:{LEAD_PATTERN}){{0,3}}){NUMBER}(?P<rest>[^0-9]*)"
)

_PERCENT_WORDS = {unit: (unit, by) for unit, by in RESOLVED.items()} | {"百分比": (PERCENT, 100), "成": (PERCENT, 10)}
_PER_UNITS = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_NOT_AFTER_CHINESE = frozenset(
    ["类", "线", "路", "片", "面", "级", "档", "等", "度", "层", "道", "期", "届", "条", "站", "点", "种", "节", "章"]
)
_NO_NUMBERS = frozenset(["十分", "一一", "三三", "万一"])
_LATIN_JUNK = deferred(r"[A-Za-z]{1,3}$")
_SENTENCE_LABEL = 24


def read_quantity(cleaned: str, typed: str) -> Quantity | Unreadable | None:
    """Read a cell that holds one number in arabic or Chinese digits; None where it is something else."""
    match = _QUANTITY.fullmatch(cleaned)
    if match is None:
        return None
    lead = match["lead"] + match["lead2"]
    return build(typed, match["sign"], match["per"], match["minus"], match["num"], match["mult"], match["rest"], lead)


def build(
    typed: str,
    sign: str,
    per: str | None,
    minus: str | None,
    num: str,
    mult: str,
    rest: str,
    lead: str,
    tail: Tail | None = None,
) -> Quantity | Unreadable | None:
    """Put the pieces of one number together: signs combined, multipliers and percent resolved, words kept as label."""
    if (
        mult
        and rest
        and (swallowed := unit_at(mult[-1] + rest, 0)[0])
        and len(swallowed) > 1
        and swallowed[0] == mult[-1]
    ):
        mult, rest, tail = mult[:-1], mult[-1] + rest, None  # 千克, 千米, 百分点
    tail = tail or read_tail(rest)
    label = tail.label.rstrip("。.;,、!")
    arabic = num[0].isascii()
    if not arabic and not per and not _counts_in_chinese(num, mult, sign, tail, label, lead):
        return None
    number = numerals.either(num)
    if number is None:
        return None
    trailing = label if len(label) == 1 and label in SYMBOLS else ""
    if trailing:
        label = ""
        if sign:
            return Unreadable(typed, "前后各有一个符号", 0)
    after = BEFORE[trailing] if trailing else tail.comparator
    comparator = combine(BEFORE.get(sign, ""), after)
    if comparator is None:
        return Unreadable(typed, "前后两个符号互相矛盾", 0)
    if label and not _fits(label, tail, typed):
        return (
            Unreadable(typed, f"数字后面的“{label[:8]}”看不懂", max(typed.find(label[0]), 0))
            if _LATIN_JUNK.match(label)
            else None
        )
    return _finish(typed, number, comparator, per, minus, mult, tail, label, lead)


def _finish(
    typed: str,
    number: Fraction,
    comparator: str,
    per: str | None,
    minus: str | None,
    mult: str,
    tail: Tail,
    label: str,
    lead: str,
) -> Quantity:
    unit, scale = tail.unit, Fraction(numerals.multiplier(mult)) if mult else _ONE
    if mult:
        number *= scale
    if per:
        number /= numerals.per(per)
        unit = unit if unit in _PERCENT_WORDS else _PER_UNITS[per]
        unit = "%" if unit == "百分比" else unit
    else:
        number, unit = resolved(number, unit)
    if minus:
        number = -number
    period, trend = tail.period, ""
    if lead:
        if every := _EVERY_WORD.search(lead):
            word = every[0]
            if per_whom := _PER_WHOM.match(word):
                unit, word = f"{unit}/{per_whom[1]}" if unit else unit, word[per_whom.end() :]
            period = period or word.strip("每个均")
        if turn := _TREND_WORD.search(lead):
            trend = _TREND[turn[0]]
            if trend in ("up", "down") and lead[turn.end() :].lstrip("了")[:1] in ("到", "至"):
                trend = f"{trend}_to"
    return Quantity(typed, number, comparator, unit, period, scale, None, label, trend)


def resolved(number: Fraction, unit: str) -> tuple[Fraction, str]:
    """Return a number typed in a unit with per cent and the like resolved, and its unit: 95 % is 19/20."""
    if unit not in _PERCENT_WORDS:
        return number, unit
    unit, divisor = _PERCENT_WORDS[unit]
    return Fraction(number.numerator, number.denominator * divisor), unit


_ONE = Fraction(1)


def _counts_in_chinese(num: str, mult: str, sign: str, tail: Tail, label: str, lead: str) -> bool:
    """Tell numerals from words that begin with one: `两次` counts, `一流`, `一次性通过`, `十分满意`, `二类` do not."""
    if label or num + mult + tail.unit in _NO_NUMBERS or tail.unit in _NOT_AFTER_CHINESE:
        return False
    if tail.unit:
        return tail.known
    return bool(sign or tail.comparator) or len(num + mult) > 1 or num in "零〇" or (bool(lead) and len(num + mult) > 1)


def _fits(label: str, tail: Tail, typed: str) -> bool:
    """Tell whether words behind the number can belong to it (`100%覆盖`) or make the cell a sentence or damaged."""
    if label[0] in "(":
        return True
    if label[0] == "前":
        return False  # 每月15日前 is a day of the month, not fifteen days
    if not label[0].isalnum() and label[0] not in "“《、,;。:·的-/":
        return False
    if label[0].isascii():
        return False
    if not tail.unit and not tail.comparator:
        return False
    return len(label) <= _SENTENCE_LABEL
