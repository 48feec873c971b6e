"""The sentences and steps of an outcome, in plain Chinese."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.values import Blank, NotApplicable, Quantity, Unreadable, Value, Words, describe
from evaldesk.values.describe import amount
from evaldesk.values.jsonable import decimal_string

if TYPE_CHECKING:  # the outcome asks this module for its words
    from evaldesk.rules.methods.outcome import Outcome, Working

VERDICTS = {
    "met": "达成",
    "exceeded": "优于预期",
    "short": "未达预期",
    "not_comparable": "无法比较",
    "judgement": "需要判断",
}


def sentence(outcome: Outcome) -> str:
    """Return the result in one sentence: `预期不少于 300 项，实现 336 项：优于预期。`, or what a person is asked."""
    from evaldesk.rules.methods.outcome import QUESTIONS

    target, actual, completion = outcome.target, outcome.actual, outcome.completion
    empty = [side for side, value in (("预期值", target), ("实现值", actual)) if isinstance(value, Blank)]
    if empty:
        return f"{'和'.join(empty)}还没有填。"
    if completion is None:
        reason = "；".join(QUESTIONS[code] for code in outcome.ask) or "这一项需要由人判断"
        return f"{reason}。{_bands(outcome.thresholds, outcome.band)}"
    share = percent(completion)
    share = "不足 100 %" if completion < 1 and share == "100 %" else share
    rest = f"，完成 {share}" if completion < 1 else ""
    return f"预期{_said(target)}，实现{_said(actual)}：{VERDICTS[outcome.verdict]}{rest}。"


def steps(outcome: Outcome) -> tuple[str, ...]:
    """Return the trail: conversions, the two values with the verdict, then the division that explains a shortfall."""
    before = [_worked(work) for work in outcome.working if isinstance(work, tuple) and len(work) == 6]
    after = [_worked(work) for work in outcome.working if not (isinstance(work, tuple) and len(work) == 6)]
    return (*before, f"{shown(outcome.target)}，{shown(outcome.actual)} → {VERDICTS[outcome.verdict]}", *after)


def full_marks(outcome: Outcome) -> str:
    """Return what actual value would bring full marks (`不少于 95 %`), or nothing where the target does not say.

    A bare number is said with the direction that it was read with.
    """
    target = outcome.target
    if isinstance(target, Quantity):
        signs = {"higher": "≥", "lower": "≤", "none": "="}
        sign = target.comparator or signs[outcome.direction]
        return describe(replace(target, comparator=sign))
    return "" if isinstance(target, Blank | NotApplicable | Unreadable) else describe(target)


def percent(number: Fraction) -> str:
    """Return a fraction as percent with at most two decimals, half up: `98.84 %`."""
    hundredths = (number * 10000 * 2 + 1) // 2
    return f"{decimal_string(Fraction(hundredths, 100))} %"


def shown(value: Value) -> str:
    """Return a value as the trail shows it: `≥2.5 万名`, `2.84 万名`, else its reading."""
    if isinstance(value, Quantity) and not value.trend:
        text = value.comparator + amount(value.number, value.unit)
        return f"{text}/{value.period}" if value.period else text
    return f"“{value.plain}”" if isinstance(value, Words) else describe(value)


def _worked(work: Working) -> str:
    if isinstance(work, str):
        return work
    if len(work) == 3:
        result = decimal_string(work.upper / work.lower)
        return f"{amount(work.upper, work.unit)} ÷ {amount(work.lower, work.unit)} = {result}"
    before, after = amount(work.before, work.before_unit), amount(work.after, work.after_unit)
    if work.before_period:
        return f"每{work.before_period} {before} = 每{work.after_period} {after}"
    return f"{before} = {after}"


def _bands(thresholds: Thresholds, band: int | None) -> str:
    """Return the choice that a person has, with the meaning of each band."""
    named = "；".join(f"{item.label} {item.meaning}".strip() for item in thresholds.bands)
    if not named:
        return "请判断完成程度。"
    fits = band is not None and band < len(thresholds.bands)
    lead = f"从文字看属于“{thresholds.bands[band].label}”一档。" if fits and band is not None else ""
    return f"{lead}请选择完成程度：{named}。"


def _said(value: Value) -> str:
    """Return a reading set off by a space where it begins with a figure, as Chinese typesetting wants it."""
    text = f"“{value.plain}”" if isinstance(value, Words) else describe(value)
    return f" {text}" if text[:1].isascii() else text
