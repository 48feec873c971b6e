"""The sentences and steps of an outcome, in plain Chinese."""

from __future__ import annotations

from fractions import Fraction

from evaldesk.model.template import Thresholds
from evaldesk.values import Quantity, Value, describe
from evaldesk.values.describe import amount
from evaldesk.values.jsonable import decimal_string

VERDICTS = {
    "met": "达成",
    "exceeded": "优于预期",
    "short": "未达预期",
    "not_comparable": "无法比较",
    "judgement": "需要判断",
}


def percent(number: Fraction) -> str:
    """Return a fraction as percent with at most two decimals, half up: `98.84 %`."""
    hundredths = (number * 10000 * 2 + 1) // 2
    return f"{decimal_string(Fraction(hundredths, 100))} %"


def shown(value: Value) -> str:
    """Return a value as the trail shows it: `≥2.5 万名`, `2.84 万名`, else its reading."""
    if isinstance(value, Quantity) and not value.trend:
        text = value.comparator + amount(value.number, value.unit)
        return f"{text}/{value.period}" if value.period else text
    return describe(value)


def numbers_sentence(target: Value, actual: Value, verdict: str, completion: Fraction | None) -> str:
    """Return `预期不少于 300 项，实现 336 项：优于预期。`, with the completion where it is below 1."""
    tail = f"，完成 {percent(completion)}" if completion is not None and completion < 1 else ""
    return f"预期{describe(target)}，实现{describe(actual)}：{VERDICTS[verdict]}{tail}。"


def bands_sentence(thresholds: Thresholds, band: int | None) -> str:
    """Return the choice that a person has, with the meaning of each band."""
    named = "；".join(f"{item.label} {item.meaning}".strip() for item in thresholds.bands)
    if not named:
        return "请判断完成程度。"
    lead = (
        f"建议先看“{thresholds.bands[band].label}”一档，" if band is not None and band < len(thresholds.bands) else ""
    )
    return f"{lead}请在各档中选择完成程度：{named}。"
