"""Readings: how the program understood a typed amount, in the few words that stand beside the field."""

from __future__ import annotations

from evaldesk.rules.figures import shown
from evaldesk.rules.funding import YUAN, amount
from evaldesk.values import Blank, NotApplicable, parse


def amount_reading(text: str, unit: str) -> str:
    """Return what an amount in ``unit`` means: ``= 89,671,900 元``; nothing for an empty field."""
    value = parse(text)
    if isinstance(value, Blank):
        return ""
    number = amount(text, unit)
    if number is None:
        return "没有读出金额"
    if isinstance(value, NotApplicable):
        return "按 0 计"
    if unit not in YUAN:
        return f"= {_grouped(shown(number, 6))} {unit}".rstrip()
    return f"= {_grouped(shown(number * YUAN[unit], 2))} 元"


def _grouped(number: str) -> str:
    whole, point, fraction = number.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{fraction}"
