"""Several values in one cell: part against part."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.targets.asked import asks, both, sides, told
from evaldesk.rules.checks.wording import named
from evaldesk.values import Parts


@check("targets.parts", Level.EXPLAIN, source=TARGETS, pace="cell", asks=("parts.missing", "parts.unmatched"))
def parts_match_parts(row: Row) -> Iterator[Found]:
    """预期值列了几个分项，实现值也要逐项写出。

    预期“月报12份、专报4份”，实现只写月报，专报就按没有完成计。请把分项补齐，名称与预期值一致。
    """
    if (asks(row, "parts.missing") or asks(row, "parts.unmatched")) and not told(row):
        what = "分项名称对不上" if asks(row, "parts.unmatched") else "实现值缺少预期值里的分项"
        yield Found(row.where("actual"), f"{sides(row)}，{what}。", about=both(row))


@check("targets.compound", Level.HINT, source=TARGETS, pace="cell", facts=("parts",))
def one_cell_holds_one_value(row: Row) -> Iterator[Found]:
    """一格最好只写一个数，几个数分成几行。

    一格里有几个分项，只能取平均完成率；实现值多出的分项没有预期值可比。建议拆成几项指标。
    """
    outcome, node = row.result.outcome, row.result.node
    if outcome is None or not (isinstance(outcome.target, Parts) or isinstance(outcome.actual, Parts)):
        return
    extra = "，实现值还多出预期值里没有的分项" if "parts.extra" in outcome.ask else ""
    count = len(outcome.target.parts) if isinstance(outcome.target, Parts) else 1
    of_actual = len(outcome.actual.parts) if isinstance(outcome.actual, Parts) else 1
    message = f"{named(node.name)}一格里有几个数：预期值 {count} 项、实现值 {of_actual} 项{extra}，建议拆开。"
    yield Found(row.where("target"), message, (str(count), str(of_actual)), about=both(row))
