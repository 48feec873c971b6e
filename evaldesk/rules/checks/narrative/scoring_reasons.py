"""Reasons for lost points against the criterion by which they were lost."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.claims import lost_points
from evaldesk.rules.checks.narrative.saying import plain
from evaldesk.rules.prose import bare
from evaldesk.rules.prose.words import listed, pattern

_COUNTED = ("execution_rate",)


@check("narrative.reason", Level.EXPLAIN, "未达标原因应对应评分标准（自评表评分标准）", pace="slow", prose=True)
def reason_beside_criterion(case: Case) -> Iterator[Found]:
    """固定指标扣了分，而所写原因与它的评分标准没有关系。

    原因要回答评分标准问的事，否则扣分没有依据。请对照评分标准写明缺了什么、为什么。
    """
    section = case.template.indicators
    for row in case.rows:
        fixed = section.fixed(row.branch.node.name, row.result.node.name)
        guidance = section.guidance.get(fixed.guidance) if fixed else None
        if not fixed or not guidance or fixed.method in _COUNTED:
            continue
        reason, lost = row.result.node.reason.strip(), lost_points(row)
        if lost is None or not reason or reason.rstrip("。") in listed("empty_reason"):
            continue
        criterion, words = bare(guidance.criterion + guidance.evidence + fixed.name), bare(reason)
        shared = [words[at : at + 2] for at in range(len(words) - 1) if words[at : at + 2] in criterion]
        shared = [pair for pair in shared if pair not in listed("empty_pairs")]
        if shared or pattern("supervision").search(words):
            continue
        yield Found(
            where=row.where("reason"),
            message=f"“{fixed.name}”自评{row.result.node.self_score.strip()}分、满分{plain(row.result.weight, 2)}分，"
            f"扣{plain(lost, 2)}分，所写原因“{reason}”没有说到评分标准“{guidance.criterion[:40]}…”，请说明。",
            numbers=(row.result.node.self_score.strip(), plain(row.result.weight, 2), plain(lost, 2)),
            span=(0, len(row.result.node.reason)),
            about=(row.where("self_score"),),
        )
