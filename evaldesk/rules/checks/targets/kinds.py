"""Target and actual are both readable, of one kind, and stand in their own cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import CRITERION, TARGETS
from evaldesk.rules.checks.targets.asked import SIDES, asks, both, sides
from evaldesk.rules.checks.wording import named, states_status
from evaldesk.values import Date, Quantity, Range, Ratio, Recurring, Unreadable, Words, YesNo
from evaldesk.values.clean import clean

_SCANNED = re.compile(r"2([0-9]{2}(?:\.[0-9]+)?%)")
_DOUBLED = re.compile(r"([≥≤><=])\1+")
_DOUBLED_RATE = re.compile(r"([%‰])\1+")


@check("targets.damaged", Level.ERROR, source=TARGETS, pace="cell", asks=("target.damaged", "actual.damaged"))
def damaged_values_are_mended(row: Row) -> Iterator[Found]:
    """预期值、实现值要读得懂，不能有重复的符号或扫描错字。

    “≥≥98%”“95%%”“290%”这样的写法，多半是录入或扫描时出的错，程序不猜，也不评分。请对照原件改正。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or not any(code.endswith(".damaged") for code in outcome.ask):
        return
    for attribute, side in SIDES:
        if f"{attribute}.damaged" in outcome.ask:
            text = str(getattr(node, attribute))
            value = outcome.target if attribute == "target" else outcome.actual
            why = value.reason if isinstance(value, Unreadable) else "比率不会这么高，像是“≥”被扫描成了“2”"
            mended = _mended(text)
            fix = Fix(f"改为 {mended}", ((row.where(attribute), mended),)) if mended else None
            yield Found(row.where(attribute), f"{named(node.name)}的{side}{named(text)}读不准：{why}。", fix=fix)


def _mended(text: str) -> str:
    cleaned = clean(text)
    if scanned := _SCANNED.fullmatch(cleaned):
        return f"≥{scanned[1]}"
    once = _DOUBLED_RATE.sub(r"\1", _DOUBLED.sub(r"\1", cleaned))
    return once if once != cleaned else ""


@check(
    "targets.impossible-rate",
    Level.ERROR,
    source=TARGETS,
    pace="cell",
    asks=("target.impossible-rate", "actual.impossible-rate"),
)
def rates_stay_below_the_whole(row: Row) -> Iterator[Found]:
    """满意度、合格率、覆盖率之类的比率，不会超过 100%。

    分子是分母的一部分，除下来最多是 100%。请核对分子分母，或检查是否多打了一位数。
    """
    node = row.result.node
    for attribute, side in SIDES:
        if asks(row, f"{attribute}.impossible-rate"):
            text = str(getattr(node, attribute)).strip()
            message = f"{named(node.name)}的{side}是{named(text)}，超过了 100%，这样的比率不可能有。"
            yield Found(row.where(attribute), message, (text, "100%"))


@check("targets.type", Level.ERROR, source=CRITERION, pace="cell", asks=("type.differs",))
def sides_are_of_one_kind(row: Row) -> Iterator[Found]:
    """预期值和实现值要用同一种写法：数字对数字，文字对文字，日期对日期。

    预期是“明显提升”，实现却是“100%”，两者无从相比，得分没有依据。请把两格改成同一种写法。
    """
    if not asks(row, "type.differs") or row.result.method == "judged":
        return
    outcome, node = row.result.outcome, row.result.node
    assert outcome is not None
    target, actual = outcome.target, outcome.actual
    level = Level.EXPLAIN
    if isinstance(target, Words | YesNo) != isinstance(actual, Words | YesNo):
        level = Level.ERROR
    if isinstance(target, Date | Recurring) or isinstance(actual, Date | Recurring):
        level = Level.HINT if states_status(node.actual) else Level.EXPLAIN
    kinds = f"一边是{_kind(target)}，一边是{_kind(actual)}"
    message = f"{sides(row)}，{kinds}，无法比较；这一行占 {row.result.weight_text} 分。"
    yield Found(row.where("actual"), message, (row.result.weight_text,), level=level, about=both(row))


def _kind(value: object) -> str:
    if isinstance(value, Words | YesNo):
        return "文字"
    if isinstance(value, Date | Recurring):
        return "日期"
    if isinstance(value, Ratio):
        return "比"
    return "数字" if isinstance(value, Quantity | Range) else "几个分项"


@check("targets.words", Level.HINT, source=CRITERION, pace="row", asks=("words.differ",))
def words_say_how_far(row: Row) -> Iterator[Found]:
    """定性指标的实现值与预期值文字不同，又评了满分的，请看一看是否相称。

    预期“显著提升”、实现“有所提升”，按评分标准一般评不到满分。请调整分数，或把实现值写得更确切。
    """
    if not asks(row, "words.differ"):
        return
    result = row.result
    if result.outcome is not None and result.outcome.band != 0 and result.completion == 1:
        yield Found(row.where("actual"), f"{sides(row)}，两边文字不同而评了满分，请确认。", about=both(row))


@check("targets.trend", Level.ERROR, source=TARGETS, pace="cell", asks=("trend.differs",))
def trends_point_one_way(row: Row) -> Iterator[Found]:
    """预期是提升的，实现值不能写成下降，反之亦然。

    一边说提升、一边说下降，或是写错了字，或是没有达标。请核对后改正，没有达标的照实评分。
    """
    if asks(row, "trend.differs"):
        yield Found(row.where("actual"), f"{sides(row)}，一边说提升，一边说下降，请核对。", about=both(row))


@check("targets.swapped", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("sides.swapped",))
def sides_are_not_swapped(row: Row) -> Iterator[Found]:
    """“≥”之类的符号应写在预期值，不在实现值。

    预期值是一个确数，实现值反带符号，两格很可能填反了。点“对调两格”即可；没有填反的，请写出实际数字。
    """
    if asks(row, "sides.swapped"):
        node = row.result.node
        fix = Fix("对调两格", ((row.where("target"), node.actual), (row.where("actual"), node.target)))
        yield Found(row.where("target"), f"{sides(row)}，符号写在实现值里，两格可能填反了。", fix=fix, about=both(row))
