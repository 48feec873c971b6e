"""Yearly: what this year's form says beside last year's, where it was carried forward from one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.model.previous import called
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import MEASURES
from evaldesk.rules.checks.wording import named
from evaldesk.rules.figures import percent, shown
from evaldesk.rules.funding import amount
from evaldesk.rules.methods.measure import measure
from evaldesk.values import Quantity, describe, parse

_PLAIN = ("", "=", "约")
_TIMES = 10  # from here on a percentage says less than how many times it is


@check("yearly.amount", Level.HINT, source=MEASURES, pace="fields")
def amounts_stay_near_those_of_last_year(case: Case) -> Iterator[Found]:
    """金额与去年相差很大的，要核对并能说明原因。

    与历史情况比较是规定的评价方法。相差悬殊常常是单位（元、万元）或小数点写错；属实的请说明原因，如一次性建设、任务调整。
    """
    for item in case.template.amounts if case.document.previous.fields else ():
        now = case.amount(item.key)
        last = amount(case.document.previous.fields.get(item.key, ""), item.unit)
        if now is not None and last is not None:
            says = f"{named(item.label)}今年 {shown(now, 6)} {item.unit}", f"{shown(last, 6)} {item.unit}"
            yield from _compared(case, at_field(item.key), now, last, *says)


@check("yearly.actual", Level.HINT, source=MEASURES, pace="slow")
def actuals_stay_near_those_of_last_year(case: Case) -> Iterator[Found]:
    """实现值与去年相差很大的，要核对并能说明原因。

    与历史情况比较是规定的评价方法。单位相同而数字相差悬殊，常常是口径变了或笔误；属实的请说明原因。
    """
    before = {row.id: row.actual for row in case.document.previous.rows if row.actual.strip()}
    for row in case.rows if before else ():
        node = row.result.node
        if before.get(node.id, node.actual) == node.actual:
            continue
        now, last = _plain(node.actual), _plain(before.get(node.id, ""))
        if now is None or last is None or now.trend != last.trend:
            continue
        same = measure(last, now)
        if same.target is not None and same.actual is not None and not same.ask:
            says = f"{named(node.name)}今年实现 {describe(now)}", describe(last)
            yield from _compared(case, row.where("actual"), same.actual, same.target, *says)


def _plain(text: str) -> Quantity | None:
    """Return the number that a cell holds, None for bounds and all else."""
    value = parse(text)
    return value if isinstance(value, Quantity) and value.comparator in _PLAIN else None


def _compared(case: Case, where: str, now: Fraction, last: Fraction, this: str, that: str) -> Iterator[Found]:
    """Yield the finding on two numbers that are further apart than the template lets pass unasked."""
    limits = case.template.thresholds
    if last <= 0 or now < 0:
        return
    change = abs(now - last) / last
    if change <= Fraction(limits.yearly_change):
        return
    turned = f"{'增加' if now > last else '减少'} {percent(change)}"
    if now >= last * _TIMES:
        turned = f"增加到 {shown(now / last, 1)} 倍"
    before = called(case.document.previous, case.text("year"))
    jumped = change >= Fraction(limits.yearly_jump)
    limit = percent(Fraction(limits.yearly_jump if jumped else limits.yearly_change))
    over = f"达到 {limit}" if change == Fraction(limits.yearly_jump) else f"超过 {limit}"
    asked = "请核对，属实的请说明原因" if jumped else "请核对"
    message = f"{this}，{before} {that}，{turned}（{over}），{asked}。"
    yield Found(where, message, (shown(now, 6), shown(last, 6)), level=Level.EXPLAIN if jumped else None)
