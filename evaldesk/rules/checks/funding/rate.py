"""The 支出率: not low without a word, on one base, over the amount that is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_cell, at_field, check
from evaldesk.rules.checks.funding.money import in_other_unit
from evaldesk.rules.checks.sources import CRITERION, MEASURES
from evaldesk.rules.checks.wording import gives_reason, label, money, unit_of
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import percent
from evaldesk.rules.methods.arithmetic import exact


def execution_row(case: Case) -> NodeResult | None:
    """Return the indicator that scores the rate, None where the form has none."""
    for spec in case.template.indicators.level1:
        if not any(item.method == "execution_rate" for group in spec.level2 for item in group.fixed):
            continue
        for branch in case.evaluation.branches:
            if branch.node.name.strip() == spec.name:
                rows = (row for group in branch.children for row in group.children)
                return next((row for row in rows if row.method == "execution_rate"), None)
    return None


@check("funding.low-execution", Level.EXPLAIN, source=MEASURES)
def execution_is_not_low(case: Case) -> Iterator[Found]:
    """支出率偏低的，要说明原因。

    支出率低于模板规定的线，财政部门会问钱为什么没有花出去。请在资金支出率一行的原因栏写明；已写明的不再提示。
    """
    money_, funding = case.evaluation.execution, case.template.funding
    if money_ is None or funding is None or money_.rate is None or money_.planned is None or money_.spent is None:
        return
    if not all(case.text(key).strip() for key in (*funding.planned, *funding.spent)):
        return
    line = exact(case.template.thresholds.low_execution)
    row = execution_row(case)
    if money_.rate >= line or (row is not None and gives_reason(row.node.reason)) or in_other_unit(case):
        return
    about = tuple(map(at_field, (*funding.planned, *funding.allocated, *funding.spent)))
    yield Found(
        at_field(funding.spent[0]),
        f"支出率 {money_.rate_text}（÷ {money_.base_label}），低于 {percent(line)}，请说明资金没有支出的原因。",
        (money_.rate_text, percent(line)),
        about=(*about, at_cell(row.node.id, "reason")) if row is not None else about,
    )


@check("funding.rate-base", Level.HINT, source=CRITERION, pace="fields")
def the_rate_has_one_base(case: Case) -> Iterator[Found]:
    """支出率以哪个数为分母，前后要一致。

    计划安排与分配下达不同时，两种算法得出两个支出率。本表按模板规定的分母计算；正文里写支出率时，请写明除以哪个数。
    """
    money_, funding = case.evaluation.execution, case.template.funding
    if money_ is None or funding is None or not (money_.planned and money_.allocated) or money_.spent is None:
        return
    on_plan, on_allocated = percent(money_.spent / money_.planned), percent(money_.spent / money_.allocated)
    if on_plan != on_allocated and not in_other_unit(case):
        message = (
            f"支出率按预算计划安排计是 {on_plan}，按实际分配下达计是 {on_allocated}；"
            f"本表按{money_.base_label}计算，正文中请写明分母。"
        )
        about = tuple(map(at_field, (*funding.planned, *funding.allocated, *funding.spent)))
        yield Found(at_field(funding.spent[0]), message, (on_plan, on_allocated), about=about)


@check("funding.evaluated", Level.EXPLAIN, source=MEASURES, pace="fields")
def evaluated_is_what_was_planned(case: Case) -> Iterator[Found]:
    """评价金额一般等于预算计划安排。

    评价金额与计划、下达都不相等的，要说明差额的来由；与计划相等而与下达不等的，请确认评价的是哪一个数。
    """
    money_, key = case.evaluation.execution, "evaluated_amount"
    if money_ is None or case.template.funding is None or not case.template.has(key):
        return
    value, planned, had = case.amount(key), money_.planned, money_.allocated
    if value is None or planned is None or in_other_unit(case) or (value == planned and had in (None, planned)):
        return
    unit = unit_of(case.template, key)
    about = tuple(map(at_field, (*case.template.funding.planned, *case.template.funding.allocated)))
    name = label(case.template, key)
    own = money(value)
    if value in (planned, had):
        other, what = (had, "实际分配下达") if value == planned else (planned, "预算计划安排")
        same = "预算计划安排" if value == planned else "实际分配下达"
        others, apart = money(other or Fraction(0)), money(abs(value - (other or 0)))
        message = (
            f"“{name}”{own} {unit}等于{same}，而{what}是 {others} {unit}，相差 {apart} {unit}，请确认评价的是哪一个数。"
        )
        # What was never released cannot be judged; that less was planned than released is asked elsewhere.
        level = Level.EXPLAIN if value == planned and had is not None and had < planned else Level.HINT
        yield Found(at_field(key), message, (own, others, apart), level=level, about=about)
    else:
        numbers = (own, money(planned), money(abs(value - planned)))
        message = (
            f"“{name}”{own} {unit}，预算计划安排 {numbers[1]} {unit}，相差 {numbers[2]} {unit}，请说明差额的来由。"
        )
        yield Found(at_field(key), message, numbers, about=about)
