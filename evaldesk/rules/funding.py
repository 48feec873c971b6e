"""The money: what was planned, allocated and spent, and the 支出率 with its base."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.model.template.fields import AmountField
from evaldesk.rules.evaluation import Execution
from evaldesk.rules.figures import percent, shown
from evaldesk.values import Blank, NotApplicable, Quantity, parse

BASES = {"planned": "预算计划安排", "allocated": "实际分配下达"}
YUAN = {"元": Fraction(1), "千元": Fraction(1000), "万元": Fraction(10_000), "亿元": Fraction(10**8)}


def execution(document: Document, template: Template) -> Execution | None:
    """Return the sums and the rate spent ÷ base, all levels added; None where the template has no funding."""
    funding = template.funding
    if funding is None:
        return None
    planned = _sum(document, template, funding.planned)
    allocated = _sum(document, template, funding.allocated) if funding.allocated else None
    spent = _sum(document, template, funding.spent)
    base = planned if funding.base == "planned" else allocated
    label = funding.base_label or BASES[funding.base]
    rate = spent / base if spent is not None and base is not None and base > 0 else None
    text = percent(rate) if rate is not None else ""
    step = f"{funding.rate_label}暂不能计算：请填写{label}和实际支出金额"
    if spent is not None and base and text:
        step = f"{funding.rate_label} = 实际支出 {shown(spent, 6)} ÷ {label} {shown(base, 6)} = {text}"
    return Execution(
        planned=planned,
        allocated=allocated,
        spent=spent,
        base=funding.base,
        base_label=label,
        rate_label=funding.rate_label,
        rate=rate,
        rate_text=text,
        steps=(step,),
    )


def amount(text: str, unit: str) -> Fraction | None:
    """Return a typed amount in ``unit`` (万元): a bare number is in that unit, ``/`` and 无 are 0, other text None."""
    value = parse(text)
    if isinstance(value, NotApplicable):
        return Fraction(0)
    if not isinstance(value, Quantity) or value.comparator or value.period:
        return None
    if not value.unit and value.scale == 1:
        return value.number
    # The reading resolves 万 and 亿, so what is left is 元 or nothing (`9150万`).
    if value.unit in ("", "元", "人民币") and unit in YUAN:
        return value.number / YUAN[unit]
    return None


def _sum(document: Document, template: Template, keys: Iterable[str]) -> Fraction | None:
    """Return the sum of the fields; None when one cannot be read or all are blank."""
    total: Fraction | None = None
    for key in keys:
        text = document.fields.get(key, "")
        if isinstance(parse(text), Blank):
            continue
        field = template.field(key)
        value = amount(text, field.unit if isinstance(field, AmountField) else "")
        if value is None:
            return None
        total = value if total is None else total + value
    return total
