"""The goal: met when its indicators are."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_field, check
from evaldesk.rules.checks.sources import MEASURES
from evaldesk.rules.checks.wording import named
from evaldesk.rules.figures import exact_sum, figure

GOAL = "goal_met"


@check("scores.goal", Level.EXPLAIN, source=MEASURES)
def the_goal_is_met_when_its_indicators_are(case: Case) -> Iterator[Found]:
    """总体目标是否实现，要与指标的完成情况一致。

    指标全部得满分，目标却填“部分”或“否”，前后矛盾，需要说明；指标有没完成的，目标填“是”，请再斟酌。
    """
    answer = case.text(GOAL).strip()
    if not answer or not case.template.has(GOAL):
        return
    fixed = {spec.name for spec in case.template.indicators.level1 if any(group.fixed for group in spec.level2)}
    results = [branch for branch in case.evaluation.branches if branch.node.name.strip() not in fixed]
    weight = exact_sum([branch.weight for branch in results])
    earned = exact_sum([points for branch in results for points in (branch.suggested, branch.suggested_open)])
    if not weight:
        return
    if answer in ("否", "部分") and case.evaluation.score == case.evaluation.weight_total:
        message = (
            f"总体目标填的是{named(answer)}，而各项指标都得了满分（{case.evaluation.score_text}），请说明哪里没有实现。"
        )
        yield Found(at_field(GOAL), message, (case.evaluation.score_text,))
    elif answer == "是" and earned < weight:
        message = (
            f"总体目标填的是“是”，而产出和效益指标按实现值应得 {figure(earned)} 分（满分 {figure(weight)}），"
            "有指标没有完成。"
        )
        yield Found(at_field(GOAL), message, (figure(earned), figure(weight)), level=Level.HINT)
