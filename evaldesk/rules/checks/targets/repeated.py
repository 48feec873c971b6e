"""Actuals that are only the target again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.sources import CRITERION, MEASURES
from evaldesk.rules.checks.targets.asked import both, told
from evaldesk.rules.checks.wording import named
from evaldesk.rules.figures import figure, percent
from evaldesk.rules.methods.arithmetic import exact
from evaldesk.values import Words, YesNo


@check("targets.words-only", Level.EXPLAIN, source=CRITERION, pace="slow")
def points_do_not_rest_on_one_word(case: Case) -> Iterator[Found]:
    """分值较大的定性指标，不能只把预期值的词再抄一遍。

    实现值与预期值一字不差，又没有佐证材料，一大块分数就只凭一个词。请写出具体做了什么、到什么程度，或附上佐证材料。
    """
    most = exact(case.template.thresholds.words_points)
    for row in case.rows:
        outcome, node, result = row.result.outcome, row.result.node, row.result
        if outcome is None or not isinstance(outcome.target, Words | YesNo) or outcome.verdict != "met":
            continue
        if result.weight > most and not node.evidence and not told(row):
            message = (
                f"{named(node.name)}的实现值{named(node.actual)}只是重复预期值，没有佐证材料，"
                f"而这一行占 {figure(result.weight)} 分（超过 {figure(most)} 分）。"
            )
            about = (*both(row), row.where("reason"))
            yield Found(row.where("actual"), message, (figure(result.weight), figure(most)), about=about)


@check("targets.repeated", Level.EXPLAIN, source=MEASURES, pace="slow")
def actuals_do_not_repeat_targets(case: Case) -> Iterator[Found]:
    """实现值不能大面积照抄预期值。

    真实的结果很少正好等于预期。大量指标两格一字不差，说明可能没有统计。请逐项核对实际数字，确实相等的请说明。
    """
    limits = case.template.thresholds
    scored = [row for row in case.rows if row.result.method not in ("execution_rate", "judged")]
    same = [
        row
        for row in scored
        if row.result.node.target.strip() and row.result.node.target.strip() == row.result.node.actual.strip()
    ]
    if len(same) < limits.copied_rows or Fraction(len(same), len(scored)) < exact(limits.copied_share):
        return
    weight = sum((row.result.weight for row in same), Fraction(0))
    part = percent(Fraction(len(same), len(scored)))
    first = same[0]
    yield Found(
        first.where("actual"),
        f"{len(scored)} 项指标中有 {len(same)} 项（{part}，共 {figure(weight)} 分）的实现值与预期值一字不差，"
        f"如{named(first.result.node.name)}，请核对是否为实际结果。",
        (str(len(scored)), str(len(same)), part),
        about=tuple(row.where("actual") for row in same),
    )
