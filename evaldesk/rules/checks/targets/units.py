"""Target and actual are in one unit, one scale and one period."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.sources import UNITS as UNITS_LAW
from evaldesk.rules.checks.targets.asked import asks, both, sides, told
from evaldesk.rules.figures import shown
from evaldesk.values import Quantity
from evaldesk.values.units import RESOLVED, UNITS, convert

PLACES = 4


@check("targets.unit", Level.EXPLAIN, source=UNITS_LAW, pace="cell", asks=("unit.differs",), errs=True)
def units_are_the_same(row: Row) -> Iterator[Found]:
    """预期值和实现值用同一个计量单位。

    预期以“次”计、实现以“人”计，数字大小没有可比性；量纲不同的（如时间对个数）根本不能比。请改成同一单位。
    """
    if not asks(row, "unit.differs"):
        return
    outcome = row.result.outcome
    assert outcome is not None
    target, actual = outcome.target, outcome.actual
    units, counts_alike = "", False
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        units = f"（{target.unit or '无单位'}对{actual.unit or '无单位'}）"
        counts_alike = _of_things(target.unit) and _of_things(actual.unit)
    level = Level.ERROR if outcome.verdict == "not_comparable" else Level.HINT if counts_alike else Level.EXPLAIN
    if level is Level.ERROR or not told(row):
        yield Found(row.where("actual"), f"{sides(row)}，两边单位不同{units}。", level=level, about=both(row))


def _of_things(unit: str) -> bool:
    """Tell whether a unit counts things (件, 项, 份), which are often named in two ways; people and times are not."""
    known = UNITS.get(unit)
    return known is not None and known.dimension == "count" and known.family not in ("people", "times", "人次")


@check("targets.unit-converted", Level.HINT, source=UNITS_LAW, pace="cell", facts=("unit.other",))
def units_are_written_alike(row: Row) -> Iterator[Found]:
    """同一个指标的两格，最好写成同一个单位。

    三分钟与 179.71 秒要换算才看得出达标。点按钮即可换算，数值不变。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or outcome.completion is None:
        return
    target, actual = outcome.target, outcome.actual
    if not (isinstance(target, Quantity) and isinstance(actual, Quantity)):
        return
    if not target.unit or not actual.unit or target.unit == actual.unit or target.unit in RESOLVED:
        return
    step = convert(target.unit, actual.unit)
    if step is None or not step.exact or step.factor == 1 or target.unit not in node.target:
        return
    wanted, got = target.number * step.factor, actual.number
    off = abs(wanted - got)
    message = (
        f"{sides(row)}：{shown(target.number, PLACES)}{target.unit} = {shown(wanted, PLACES)}{actual.unit}，"
        f"与实现值相差 {shown(off, PLACES)}{actual.unit}，最好写成同一单位。"
    )
    numbers = (shown(wanted, PLACES), shown(got, PLACES), shown(off, PLACES))
    yield Found(row.where("target"), message, numbers, fix=_converted(row, target, actual, wanted), about=both(row))


def _converted(row: Row, target: Quantity, actual: Quantity, wanted: Fraction) -> Fix | None:
    number = shown(wanted, PLACES)
    if number.endswith("…") or target.scale != 1 or target.tolerance is not None or target.label:
        return None
    period = f"/{target.period}" if target.period and target.period in row.result.node.target else ""
    text = f"{target.comparator}{number}{actual.unit}{period}"
    return Fix(f"换算为{actual.unit}", ((row.where("target"), text),))


@check("targets.unit-scale", Level.EXPLAIN, source=UNITS_LAW, pace="cell", asks=("unit.scale",))
def scales_are_the_same(row: Row) -> Iterator[Found]:
    """两格都写“万”，或都不写“万”。

    预期 200、实现 210 万，看不出预期是 200 还是 200 万，程序按相近的一种理解。请把两格写成同一个数量级。
    """
    if asks(row, "unit.scale") and not told(row):
        yield Found(row.where("actual"), f"{sides(row)}，两边数量级写法不同，请写明是否以万计。", about=both(row))


@check("targets.period", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("period.differs",))
def periods_are_the_same(row: Row) -> Iterator[Found]:
    """预期按月计的，实现也按月计；按年计的，按年计。

    周期不同的两个数不能直接相比，程序暂按一年折算。请改成同一周期，或说明折算的依据。
    """
    if asks(row, "period.differs") and not told(row):
        outcome = row.result.outcome
        assert outcome is not None
        steps = "；".join(step for step in outcome.steps if step.startswith("每"))
        message = f"{sides(row)}，两边周期不同{f'，暂按 {steps} 折算' if steps else ''}，请改成同一周期。"
        level = Level.HINT if outcome.completion == 1 and not asks(row, "over-target") else Level.EXPLAIN
        yield Found(row.where("actual"), message, level=level, about=both(row))
