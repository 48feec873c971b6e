"""The actual says what was reached: a number, for the target's period, and not unbelievably far from it."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import CRITERION, MEASURES, TARGETS
from evaldesk.rules.checks.targets.asked import asks, both, sides, told
from evaldesk.rules.checks.wording import named
from evaldesk.rules.figures import figure, percent, shown
from evaldesk.rules.methods import Outcome
from evaldesk.rules.methods.arithmetic import exact
from evaldesk.values import Date, Parts, Quantity
from evaldesk.values.units import PERIODS


@check("targets.actual-bound", Level.ERROR, source=CRITERION, pace="cell", asks=("actual.bound", "actual.approximate"))
def actuals_are_numbers_not_bounds(row: Row) -> Iterator[Found]:
    """实现值要写实际达到的数，不能写“≥95%”“约3000”。

    带符号的数或约数只是一个界限，不是结果，得分没有依据。请写年末统计出来的实际数字。
    """
    bound, about = asks(row, "actual.bound"), asks(row, "actual.approximate")
    if not (bound or about):
        return
    outcome, node = row.result.outcome, row.result.node
    what = "只是一个界限" if bound else "是一个约数"
    message = (
        f"{named(node.name)}的实现值{named(node.actual)}{what}，不是实际结果；这一行占 {row.result.weight_text} 分。"
    )
    is_date = outcome is not None and isinstance(outcome.actual, Date)
    yield Found(
        row.where("actual"),
        message,
        (node.actual.strip(), row.result.weight_text),
        level=Level.EXPLAIN if is_date else Level.ERROR,
    )


@check("targets.actual-range", Level.EXPLAIN, source=CRITERION, pace="cell", asks=("actual.range",))
def actuals_are_not_ranges(row: Row) -> Iterator[Found]:
    """实现值要写一个数，不写区间。

    “90%-95%”看不出实际是多少。请写实际数字；确为分批统计的，说明各批的数。
    """
    if asks(row, "actual.range") and not told(row):
        node = row.result.node
        yield Found(row.where("actual"), f"{named(node.name)}的实现值{named(node.actual)}是一个区间，请写实际数字。")


@check("targets.yearly-total", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("actual.total",))
def yearly_totals_do_not_stand_in_daily_rows(row: Row) -> Iterator[Found]:
    """按每日、每月计的指标，实现值也要是每日、每月的平均数。

    指标是“每日更新次数”，实现值却像全年的合计：除以天数之后可能并未达标。请核对；写的确是日均数的，请说明。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or "actual.total" not in outcome.ask:
        return
    target, actual = outcome.target, outcome.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity) and outcome.ratio):
        return
    period = target.period or actual.period
    times = PERIODS.get(period)
    if times is None:
        return
    each, part = actual.number / times, outcome.ratio / times
    message = (
        f"{sides(row)}：如果这是全年合计，{shown(actual.number)} ÷ {shown(times)} = {figure(each)}，"
        f"每{period}是预期值的 {percent(part)}，请核对是每{period}的数还是全年的数。"
    )
    numbers = (shown(actual.number), figure(each), percent(part))
    yield Found(row.where("actual"), message, numbers, about=(*both(row), row.where("name")), why=_why(node.name))


def _why(name: str) -> str:
    return f"指标名称{named(name)}里写的是每日、每周或每月，两格都应按这个周期填写。"


@check("targets.over", Level.EXPLAIN, source=MEASURES, pace="cell", asks=("over-target",))
def targets_are_not_far_exceeded(row: Row) -> Iterator[Found]:
    """实现值远超预期值的，要说明原因。

    超过模板规定的倍数，多半是年初目标定得太低，也可能是口径或单位不同。请在原因栏写明；超出部分不加分。
    """
    outcome = row.result.outcome
    if outcome is None or "over-target" not in outcome.ask or outcome.ratio is None or told(row):
        return
    line = percent(exact(row.template.thresholds.over_target))
    highest = _highest_part(outcome)
    detail = f"，其中{highest}" if highest else ""
    message = f"{sides(row)}，是预期值的 {percent(outcome.ratio)}{detail}，达到或超过 {line} 而没有说明原因。"
    about = (*both(row), row.where("reason"))
    yield Found(row.where("actual"), message, (percent(outcome.ratio), line), about=about)


def _highest_part(outcome: Outcome) -> str:
    if not (isinstance(outcome.target, Parts) and isinstance(outcome.actual, Parts)):
        return ""
    wanted = {
        part.label: part.number for part in outcome.target.parts if isinstance(part, Quantity) and part.number > 0
    }
    ratios = [
        (part.number / wanted[part.label], part.label)
        for part in outcome.actual.parts
        if isinstance(part, Quantity) and part.label in wanted
    ]
    if not ratios:
        return ""
    ratio, name = max(ratios)
    return f"“{name}”是 {percent(ratio)}"


@check("targets.zero", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("target.zero",))
def zero_targets_mean_something(row: Row) -> Iterator[Found]:
    """预期值为 0 的指标，要说明这一年为什么还评它。

    想要多做的事，预期为 0、实现也为 0，评满分没有意义，按公式还要除以 0。
    请说明，或改用能反映工作的指标；希望为 0 的事故、投诉不在此列。
    """
    outcome = row.result.outcome
    if outcome is None or "target.zero" not in outcome.ask or told(row):
        return
    actual = outcome.actual
    nothing = isinstance(actual, Quantity) and actual.number == 0
    what = "0 比 0 评不出完成程度" if nothing else "预期值为 0，按比例算不出完成程度"
    message = f"{sides(row)}，{what}；这一行占 {row.result.weight_text} 分。"
    about = (*both(row), row.where("reason"))
    yield Found(row.where("target"), message, (row.result.weight_text,), about=about)


@check("targets.boundary", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("boundary", "about.above"))
def boundaries_are_decided(row: Row) -> Iterator[Found]:
    """预期“大于98%”而实现恰好 98%，或预期“约100”而实现多出很多，要判断并说明。

    “大于”不含这个数，恰好等于时严格说没有达到；“约”数超出太多也不正常。请判断完成程度，并写明理由。
    """
    if told(row):
        return
    about = (*both(row), row.where("reason"))
    if asks(row, "boundary"):
        yield Found(row.where("actual"), f"{sides(row)}，正好等于而预期值不含这个数，请判断并说明。", about=about)
    elif asks(row, "about.above"):
        yield Found(row.where("actual"), f"{sides(row)}，比预期的约数高出较多，请说明原因。", about=about)


@check("targets.late", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("date.late", "date.unclear"))
def deadlines_are_kept(row: Row) -> Iterator[Found]:
    """完成时间晚于预期的，要说明原因；看不出是否按期的，请写到日。

    预期“2023年12月底前”，实现“2024年1月”，就是延期。请在原因栏写明延期的缘由。
    """
    if told(row) or not (asks(row, "date.late") or asks(row, "date.unclear")):
        return
    what = "晚于预期，请说明原因" if asks(row, "date.late") else "看不出是否按期，请写到日"
    yield Found(row.where("actual"), f"{sides(row)}，{what}。", about=(*both(row), row.where("reason")))
