"""Dates that come again: a day of every month, quarter or year.

recurring = [lead] every point [bound] [words without digits]                每月15日前   每季度末   每年3月底前
every     = "每个?月" | "每季度?" | "每年度?" | "每周" | "每半年"
point     = [month "月"] [day "日" | edge]                                    of a year: 3月底, 6月30日
          | [("首" | "第一个" | "末" …) "月"] [day "日" | edge]                 of a quarter: 首月10日, 末
          | ("结束" | "终了") "后" number "日内"                               after its end
          | weekday                                                         of a week: 每周五
edge      = "上旬" | "中旬" | "下旬" | "初" | "底" | "末"
"""

from __future__ import annotations

import re

from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Recurring

_EVERY = r"每(?:个)?(?P<every>月|季度|季|年度|年|周|星期|半年)(?:度)?(?:的)?"
_EDGE = r"(?P<edge>上旬|中旬|下旬|月初|月底|月末|初|底|末)"
_MONTH = r"(?:(?P<month>[0-9]{1,2})月份?|(?P<nth>首|末|第[一二三123]个?)月(?:份)?)"
_DAY = r"(?P<day>[0-9]{1,2})(?:(?:日?[-~至到])(?P<until>[0-9]{1,2}))?[日号]"
_AFTER = r"(?:结束|终了|完)?后(?P<later>[0-9]{1,2})(?:个)?(?:日|天|自然日)(?:以内|之内|内)"
_WEEKDAY = r"(?P<weekday>[一二三四五六日天])"
_RECURRING = deferred(
    rf"(?P<lead>[^0-9≥≤<>=%每]{{0,8}}){_EVERY}(?:{_AFTER}|{_MONTH}?(?:{_DAY}|{_EDGE})|{_WEEKDAY}(?![一-鿿]*次))"
    r"(?P<bound>之前|以前|前|以内|之内|内|起|之后|以后)?(?P<tail>[^0-9%]{0,16})"
)
_MONTHS = {"月": 1, "季": 3, "季度": 3, "半年": 6, "年": 12, "年度": 12}
_NTH = {"首": 1, "末": 0, "第一": 1, "第二": 2, "第三": 3, "第1": 1, "第2": 2, "第3": 3}
_EDGES = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}
_WEEK = {day: place for place, day in enumerate("一二三四五六日", 1)} | {"天": 7}


def read_recurring(cleaned: str, typed: str) -> Recurring | None:
    """Read a cell that names a day or part of every period; None when it is something else."""
    if "每" not in cleaned:
        return None
    match = _RECURRING.fullmatch(cleaned)
    if match is None:
        return None
    every = {"季": "季度", "年度": "年", "星期": "周"}.get(match["every"], match["every"])
    span = _in_week(match) if every == "周" else _in_months(match, _MONTHS[every])
    if span is None:
        return None
    return Recurring(typed, every, *span, _comparator(match))


def _comparator(match: re.Match[str]) -> str:
    bound = match["bound"] or ""
    if match["later"] or bound.endswith(("前", "内")) or match["lead"].endswith(("不晚于", "不迟于", "截至")):
        return "≤"
    return "≥" if bound else ""


def _in_week(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if not match["weekday"]:
        return None
    day = (0, _WEEK[match["weekday"]])
    return day, day


def _in_months(match: re.Match[str], months: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return first and last day as (month of the period, day); month `months + 1` is the one after its end."""
    if match["weekday"]:
        return None
    if match["later"]:
        return (months + 1, 1), (months + 1, int(match["later"]))
    month = _month(match, months)
    if month is None or not 1 <= month <= months:
        return None
    if match["day"]:
        first, last = int(match["day"]), int(match["until"] or match["day"])
        return ((month, first), (month, last)) if 1 <= first <= last <= 31 else None
    named = match["month"] or match["nth"] or months == 1
    edge = match["edge"].removeprefix("月")
    if not named and edge == "初":
        month = 1
    first, last = _EDGES[edge]
    return (month, first), (month, last)


def _month(match: re.Match[str], months: int) -> int | None:
    """Return the named month of the period; without a name a quarter's or year's edge lies in its last month."""
    if match["month"]:
        return int(match["month"]) if months == 12 else None
    if match["nth"]:
        return _NTH[match["nth"].removesuffix("个")] or months
    return months if match["edge"] or months == 1 else None
