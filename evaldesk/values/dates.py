"""Dates, deadlines and spans.

date   = [lead] point [edge] [bound] [("-" | "~" | "至" | "到") point [edge] [bound]] [words without digits]
point  = year "年" [quarter | half | month "月" [day "日"]] | year sep month [sep day] | month "月" [day "日"] | "年"
edge   = "上旬" | "中旬" | "下旬" | "初" | "底" | "末"
bound  = "前" | "内" | "后" | "起" …
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from evaldesk.values import numerals
from evaldesk.values.deferred import deferred
from evaldesk.values.nodes import Date, Unreadable

_POINT = r"""
 (?: (?:(?P<y1_>(?:19|20)[0-9]{2})年度?|(?P<own1_>当年|本年度?))?
     (?: 第?(?P<q1_>[一二三四1-4])季度 | (?P<h1_>[上下])半年
       | (?P<m1_>[0-9]{1,2})(?:月份?|(?=[-~至到][0-9]{1,2}月))(?:(?P<d1_>[0-9]{1,2})[日号])? )
   | (?P<y2_>(?:19|20)[0-9]{2})(?P<s2_>[.\-/])(?P<m2_>[0-9]{1,2})(?:(?P=s2_)(?P<d2_>[0-9]{1,2})日?)?
     (?:月(?=底|末|前|$))?
   | (?P<y3_>(?:19|20)[0-9]{2})年度?
   | (?P<w3_>(?:当年|本年|年))度?(?=底|末|内|前|之前)
   | (?P<y4_>(?:19|20)[0-9]{2})(?P<m4_>[01][0-9])(?P<d4_>[0-3][0-9])
 )"""
_EDGE = r"(?P<e_>上旬|中旬|下旬|月底|月末|年底|年末|初|底|末)?"
_BOUND = r"(?P<b_>之前|以前|前|以内|之内|内|之后|以后|后|起)?"
_LEAD = r"(?P<lead>[≤<≥]|[^0-9≥≤<>=%]{0,10}?)"
_TAIL = r"(?P<tail>[^0-9%]{0,16})"


def _numbered(pattern: str, number: str) -> str:
    return re.sub(r"(\(\?P[<=])([a-z0-9]+)_", rf"\g<1>\g<2>_{number}", pattern)


_DATE = deferred(
    _LEAD
    + _numbered(_POINT + _EDGE + _BOUND, "a")
    + "(?:(?:--?|[~至到])"
    + _numbered(_POINT + _EDGE + _BOUND, "b")
    + ")?"
    + _TAIL,
    re.VERBOSE,
)
_YEARS = deferred(r"(?P<first>(?:19|20)[0-9]{2})年?[-~至到](?P<last>(?:19|20)[0-9]{2})(?P<year>年度?)?")
_CHINESE_YEAR = deferred("[一二][〇零一二三四五六七八九]{3}年")
_CHINESE_DATE = deferred("[〇零一二三四五六七八九十]{1,4}(?=[年月日号])")
# 20**年12月底前, as templates print it; 23年12月底前
_MASKED_YEAR = deferred(r"(?:20)?(?:[*xX]{2,4}|20_{2})年(?=[0-9]{1,2}月|底|末)")
_SHORT_YEAR = deferred(r"^(?=[12][0-9]年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[底末初前份上中下])|12月))")
_PLACEHOLDER_YEAR = 2000
_COUNTED = tuple("一二两三四五六七八九十半几多")  # 一年内 is a length of time
_SURE = deferred(r"[年月季]|半年|[0-9][.\-/][0-9]{1,2}[.\-/]")
_MONTH_ALONE = deferred(
    r"(?:19|20)[0-9]{2}[.\-/](?:0[1-9]|1[0-2])(?:[-~至到](?:19|20)[0-9]{2}[.\-/](?:0[1-9]|1[0-2]))?"
)
_EIGHT_DIGITS = deferred(r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9](?:之?前|以前)?")
_HOUR = deferred(r"(?<=[0-9][日号])(?:[01]?[0-9]|2[0-4])(?:时|点|:[0-5][0-9])(?=之?前|以前|$)")


def read_date(cleaned: str, typed: str) -> Date | Unreadable | None:
    """Read a cell that is one date, deadline or span; None when it is something else.

    A day that does not exist (2023年2月30日) is unreadable. `2023.12` alone is a month; with one digit it is a number.
    """
    if _CHINESE_YEAR.search(cleaned):
        cleaned = _CHINESE_DATE.sub(_in_digits, cleaned)
    cleaned = _HOUR.sub("", cleaned)
    cleaned = _SHORT_YEAR.sub("20", _MASKED_YEAR.sub("", cleaned))
    if match := _YEARS.fullmatch(cleaned):
        begin, end = int(match["first"]), int(match["last"])
        return Date(typed, date(begin, 1, 1), date(end, 12, 31)) if begin <= end else None
    if not (_SURE.search(cleaned) or _MONTH_ALONE.fullmatch(cleaned) or _EIGHT_DIGITS.fullmatch(cleaned)):
        return None
    match = _DATE.fullmatch(cleaned)
    if match is None or (match["w3_a"] and match["lead"][-1:] in _COUNTED):
        return None
    try:
        first, known = _span(match, "a", None)
        until = first
        bound = match["b_a"] or ""
        if any(match[f"{group}_b"] for group in ("y1", "m1", "q1", "h1", "y2", "y3", "w3", "y4", "own1")):
            until, known_until = _span(match, "b", first[0].year)
            bound, known = match["b_b"] or bound, known or known_until
    except ValueError:
        return None if match["y2_a"] and not match["d2_a"] else Unreadable(typed, "没有这一天", 0)
    if until[1] < first[0]:
        return None
    comparator = _comparator(
        match["lead"], bound, bool(match["e_a"] or match["d1_a"] or match["d2_a"] or match["d4_a"] or match["w3_a"])
    )
    return Date(typed, first[0], until[1], comparator, known)


def _in_digits(match: re.Match[str]) -> str:
    """Write 二〇二三 and 十二 with digits."""
    number = numerals.chinese(match[0])
    return match[0] if number is None else str(number)


def _comparator(lead: str, bound: str, exact_edge: bool) -> str:
    if bound in ("前", "之前", "以前"):
        return "≤" if exact_edge else "<"
    if (
        bound in ("内", "以内", "之内")
        or lead in ("≤", "<")
        or lead.endswith(("不晚于", "不迟于", "截至", "截止", "截止到"))
    ):
        return "≤"
    if bound in ("后", "之后", "以后", "起") or lead == "≥":
        return "≥"
    return ""


def _span(match: re.Match[str], side: str, inherited: int | None) -> tuple[tuple[date, date], bool]:
    """Return first and last day of one point, and whether its year is known; raises ValueError for no such day."""

    def got(name: str) -> str | None:
        return match[f"{name}_{side}"]

    typed_year = got("y1") or got("y2") or got("y3") or got("y4")
    year = int(typed_year) if typed_year else inherited or _PLACEHOLDER_YEAR
    edge = got("e") or ""
    if quarter := got("q1"):
        month = "一二三四".find(quarter) * 3 + 1 if quarter in "一二三四" else int(quarter) * 3 - 2
        return (date(year, month, 1), _month_end(year, month + 2)), bool(typed_year)
    if half := got("h1"):
        return (
            (date(year, 1, 1), date(year, 6, 30)) if half == "上" else (date(year, 7, 1), date(year, 12, 31))
        ), bool(typed_year)
    month_text, day_text = got("m1") or got("m2") or got("m4"), got("d1") or got("d2") or got("d4")
    if month_text is None:
        first, last = date(year, 1, 1), date(year, 12, 31)
        edge = edge.removeprefix("年")
        if edge in ("底", "末"):
            first = date(year, 12, 1)
        elif edge == "初":
            last = date(year, 1, 31)
        return (first, last), bool(typed_year)
    month = int(month_text)
    if day_text is not None:
        day = date(year, month, int(day_text))
        return (day, day), bool(typed_year)
    first, last = date(year, month, 1), _month_end(year, month)
    thirds = {
        "上旬": (0, 10),
        "初": (0, 10),
        "中旬": (10, 20),
        "下旬": (20, 31),
        "底": (20, 31),
        "末": (20, 31),
        "月底": (20, 31),
        "月末": (20, 31),
    }
    if edge in thirds:
        start, end = thirds[edge]
        first, last = first + timedelta(days=start), min(last, first + timedelta(days=end - 1))
    return (first, last), bool(typed_year)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else date(year, month, 1)
