"""From plan to allocation to spending: no level spends what it did not receive."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.funding.money import Pair, in_other_unit, levels, parts, totals
from evaldesk.rules.checks.sources import BUDGET_LAW, MEASURES
from evaldesk.rules.checks.wording import label, money, named, unit_of


def _cause(case: Case) -> str:
    odd = in_other_unit(case)
    return at_field(odd[0]) if odd else ""


def _numbers(pair: Pair) -> tuple[str, str, str]:
    return money(pair.used), money(pair.had), money(pair.used - pair.had)


@check("funding.level-without-money", Level.ERROR, source=BUDGET_LAW, pace="fields")
def money_is_spent_where_it_was_allocated(case: Case) -> Iterator[Found]:
    """没有分配到资金的一级，不会有支出。

    某一级“实际分配下达”为 0 或“/”，而“实际支出”有数，两格必有一格不对。
    请核对指标文件：或是分配下达漏填，或是支出填错了栏。
    """
    for pair in levels(case):
        if pair.had == 0 and pair.used > 0:
            unit = unit_of(case.template, pair.spent)
            message = (
                f"“{label(case.template, pair.spent)}”为 {money(pair.used)} {unit}，"
                f"而“{label(case.template, pair.received)}”填的是{named(case.text(pair.received))}，"
                f"多出 {money(pair.used)} {unit}。"
            )
            about = (at_field(pair.received),)
            yield Found(at_field(pair.spent), message, _numbers(pair), about=about, cause=_cause(case))


@check("funding.spent-above-allocated", Level.ERROR, source=BUDGET_LAW, pace="fields")
def spent_stays_within_its_level(case: Case) -> Iterator[Found]:
    """每一级的支出不超过这一级分配到的资金。

    支出大于分配下达，说明有一格填错，或把别级、别年的钱算了进来。请按指标文件和支付记录核对。
    """
    for pair in levels(case):
        if 0 < pair.had < pair.used:
            unit = unit_of(case.template, pair.spent)
            message = (
                f"“{label(case.template, pair.spent)}”{money(pair.used)} {unit}，大于"
                f"“{label(case.template, pair.received)}”{money(pair.had)} {unit}，"
                f"多出 {money(pair.used - pair.had)} {unit}。"
            )
            about = (at_field(pair.received),)
            yield Found(at_field(pair.spent), message, _numbers(pair), about=about, cause=_cause(case))


@check("funding.spent-above-total", Level.ERROR, source=BUDGET_LAW, pace="fields")
def spent_stays_within_the_total(case: Case) -> Iterator[Found]:
    """支出合计不超过分配下达合计。

    各级加起来的支出大于下达的资金，支出率就超过 100%，不可能成立。请核对各级的金额。
    """
    money_, funding = case.evaluation.execution, case.template.funding
    if money_ is None or funding is None or money_.spent is None or len(funding.spent) < 2:
        return
    had = money_.allocated if funding.allocated else money_.planned
    what = "实际分配下达" if funding.allocated else "预算计划安排"
    if had is not None and money_.spent > had:
        unit = unit_of(case.template, funding.spent[0])
        keys = (*(funding.allocated or funding.planned), *funding.spent)
        single = next((pair for pair in levels(case) if pair.used > pair.had), None)
        yield Found(
            at_field(funding.spent[0]),
            f"实际支出合计 {money(money_.spent)} {unit}，大于{what}合计 {money(had)} {unit}，"
            f"多出 {money(money_.spent - had)} {unit}。",
            (money(money_.spent), money(had), money(money_.spent - had)),
            about=tuple(map(at_field, keys)),
            cause=_cause(case) or (at_field(single.spent) if single else ""),
        )


@check("funding.allocated-above-planned", Level.EXPLAIN, source=MEASURES, pace="fields")
def allocated_stays_within_the_plan(case: Case) -> Iterator[Found]:
    """分配下达一般不超过预算计划安排。

    年中追加预算时会超过，请用一句话说明追加的文号和金额；没有追加的，请核对两格。
    """
    money_, funding = case.evaluation.execution, case.template.funding
    if money_ is None or funding is None or not funding.allocated:
        return
    had, planned = money_.allocated, money_.planned
    if had is not None and planned is not None and had > planned:
        unit = unit_of(case.template, funding.allocated[0])
        yield Found(
            at_field(funding.allocated[0]),
            f"实际分配下达合计 {money(had)} {unit}，大于预算计划安排 {money(planned)} {unit}，"
            f"多出 {money(had - planned)} {unit}，请说明追加的来由。",
            (money(had), money(planned), money(had - planned)),
            about=tuple(map(at_field, (*funding.allocated, *funding.planned))),
            cause=_cause(case),
        )


@check("funding.parts", Level.ERROR, source=MEASURES, pace="fields")
def parts_add_up_to_the_total(case: Case) -> Iterator[Found]:
    """资金总额等于各项来源之和。

    总额与“其中”各项相加不等，必有一格填错。请核对；没有的来源填 0。
    """
    for total in totals(case):
        named_parts = [key for _, key in parts(case, total)]
        amounts = [value for key in named_parts if (value := case.amount(key)) is not None]
        whole = case.amount(total)
        filled = [key for key in named_parts if case.text(key).strip()]
        if whole is None or not amounts or len(amounts) < len(filled) or sum(amounts) == whole:
            continue
        unit = unit_of(case.template, total)
        terms = " + ".join(map(money, amounts))
        off = sum(amounts) - whole
        yield Found(
            at_field(total),
            f"“{label(case.template, total)}”{money(whole)} {unit}，各项之和 {terms} = {money(whole + off)} {unit}，"
            f"{'多' if off > 0 else '少'} {money(abs(off))} {unit}。",
            (money(whole), money(whole + off), money(abs(off))),
            about=tuple(map(at_field, named_parts)),
        )
