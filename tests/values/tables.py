"""Read the tables of value pairs, and say a program's result in the words of the tables.

The tables in ``tests/data/values/`` are meant for colleagues who do not program: they open in any spreadsheet.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

from evaldesk.rules.methods import Outcome
from evaldesk.values import (
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
from evaldesk.values.jsonable import decimal_string

FOLDER = Path(__file__).parents[1] / "data" / "values"

DIRECTIONS = {"higher": "高", "lower": "低", "none": "无"}
SOURCES = {"comparator": "符号", "officer": "填报人", "target": "预期", "name": "名称", "assumed": "默认", "": ""}
VERDICTS = {"met": "达成", "exceeded": "优于", "short": "未达", "judgement": "判断", "not_comparable": "不可比"}
QUESTIONS = {
    "target.damaged": "预期有误",
    "actual.damaged": "实现有误",
    "target.impossible-rate": "预期超百",
    "actual.impossible-rate": "实现超百",
    "target.nothing": "预期无内容",
    "actual.nothing": "实现无内容",
    "target.full-rate": "不少于100%",
    "target.zero": "预期为零",
    "zero.missed": "零未守住",
    "target.bare-rate": "预期缺百分号",
    "actual.bare-rate": "实现缺百分号",
    "actual.bound": "实现是界限",
    "actual.approximate": "实现是约数",
    "actual.range": "实现是区间",
    "actual.total": "像全年合计",
    "sides.swapped": "像填反",
    "boundary": "正好相等",
    "about.above": "高出约数",
    "over-target": "远超",
    "type.differs": "类型不同",
    "words.differ": "文字不同",
    "unit.differs": "单位不同",
    "unit.approximate": "近似换算",
    "unit.scale": "数量级",
    "period.differs": "周期不同",
    "trend.differs": "升降相反",
    "parts.missing": "缺项",
    "parts.extra": "多项",
    "parts.unmatched": "项目不合",
    "date.late": "逾期",
    "date.unclear": "日期不清",
    "ratio.unclear": "比值不明",
    "negative": "负数",
}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one table."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(outcome: Outcome) -> dict[str, str]:
    """Return what the program found, in the columns of the tables."""
    return {
        "预期读作": reading(outcome.target),
        "实现读作": reading(outcome.actual),
        "方向": f"{DIRECTIONS[outcome.direction]} {SOURCES[outcome.direction_source]}".strip(),
        "完成": "" if outcome.completion is None else percent(outcome.completion),
        "结果": VERDICTS[outcome.verdict],
        "提问": " ".join(sorted(QUESTIONS[code] for code in outcome.ask)),
    }


def reading(value: Value) -> str:
    """Return a value as the tables write it: `≥95%`, `28000路`, `3次/月`, `≤2023-12-21~2023-12-31`, `文字`."""
    match value:
        case Quantity():
            text = value.comparator + number(value.number, value.unit) + period(value.period)
            return text if value.tolerance is None else f"{text}±{number(value.tolerance, '')}"
        case Range():
            low, high = number(value.low, value.unit), number(value.high, value.unit)
            return f"{value.comparator}{low}~{high}{period(value.period)}"
        case Date():
            cut = 0 if value.year_known else 5
            first, last = value.first.isoformat()[cut:], value.last.isoformat()[cut:]
            return value.comparator + (first if first == last else f"{first}~{last}")
        case Recurring():
            days = [_recurring_day(value.every, *point) for point in (value.first, value.last)]
            return f"{value.comparator}每{value.every}{'~'.join(dict.fromkeys(days))}"
        case Ratio():
            return f"{value.comparator}{decimal_string(value.first)}:{decimal_string(value.second)}"
        case YesNo():
            return "是" if value.answer else "否"
        case Parts():
            return "；".join(part.label + reading(part) for part in value.parts)
        case Words():
            return "文字"
        case Unreadable():
            return "读不准"
        case NotApplicable():
            return "不适用"
        case Blank():
            return "空"


def _recurring_day(every: str, month: int, day: int) -> str:
    if not month:
        return f"周{day}"
    return f"{day}日" if every == "月" else f"{month}月{day}日"


def number(value: Fraction, unit: str) -> str:
    """Return a number with its unit, rates as people write them."""
    times = {"%": 100, "百分点": 100, "个百分点": 100, "‰": 1000, "‱": 10000}.get(unit, 1)
    return decimal_string(value * times) + unit


def period(word: str) -> str:
    """Return `/月` for 月."""
    return f"/{word}" if word else ""


def percent(completion: Fraction) -> str:
    """Return a completion in percent, rounded half up to two places."""
    return decimal_string(Fraction((completion * 20000 + 1) // 2, 100)) + "%"
