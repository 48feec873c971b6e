"""Reasons: what was lost is explained, by more than a filler or a status."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Case, Found, Row, at_cell, check
from evaldesk.rules.checks.scores.rows import is_as_suggested
from evaldesk.rules.checks.sources import CRITERION, MEASURES
from evaldesk.rules.checks.wording import gives_reason, named, says_nothing, states_status
from evaldesk.rules.figures import figure
from evaldesk.rules.methods.arithmetic import exact


@check("scores.loss", Level.EXPLAIN, source=MEASURES, pace="row", facts=("lost",))
def lost_points_have_a_reason(row: Row) -> Iterator[Found]:
    """没有得满分的指标，要在原因栏写明原因。

    扣了分而不说原因，或只写“无”“已达标”，看不出问题在哪里、怎样改进。请写出具体原因和改进措施。
    """
    result, node = row.result, row.result.node
    if result.open or result.score >= result.weight or gives_reason(node.reason) or _is_rest_of_money(row):
        return
    if result.completion is None and not result.score_typed:
        return
    lost = figure(result.weight - result.score)
    if says_nothing(node.reason):
        why = f"原因只写了{named(node.reason)}" if node.reason.strip() else "没有写原因"
    else:
        why = f"原因栏却写着{named(node.reason)}"
    message = f"{named(node.name)}满分 {result.weight_text}，得 {result.score_text} 分，失 {lost} 分，{why}。"
    about = (row.where("self_score"), row.where("target"), row.where("actual"))
    yield Found(row.where("reason"), message, (result.weight_text, result.score_text, lost), about=about)


def _is_rest_of_money(row: Row) -> bool:
    """Tell whether a score lost only what the last few percents of money left over cost, as computed."""
    result, money = row.result, row.result.execution
    if result.method != "execution_rate":
        return False
    if money is None or money.rate is None:
        return True
    nearly = money.rate >= exact(row.template.thresholds.full_execution)
    return nearly and (not result.score_typed or is_as_suggested(result))


@check("scores.status", Level.HINT, source=CRITERION, pace="row", facts=("reason.given",))
def reasons_are_no_statuses(row: Row) -> Iterator[Found]:
    """“未达标原因分析”一栏只写未达标的原因，不写“已达标”。

    达标的指标，这一栏留空或写“无”。点按钮清空。
    """
    result, node = row.result, row.result.node
    if node.reason and result.score >= result.weight and states_status(node.reason):
        fix = Fix("清空", ((row.where("reason"), ""),))
        message = f"{named(node.name)}的未达标原因栏写的是{named(node.reason)}，这是完成情况，不是原因。"
        yield Found(row.where("reason"), message, fix=fix)


@check("scores.branch-status", Level.HINT, source=CRITERION)
def branch_reasons_are_no_statuses(case: Case) -> Iterator[Found]:
    """合并填写的“未达标原因分析”也只写原因，不写“已达标”。

    达标的，这一栏留空或写“无”。点按钮清空。
    """
    for branch in case.evaluation.branches:
        for result in (branch, *branch.children):
            if result.node.reason and states_status(result.node.reason):
                where = at_cell(result.node.id, "reason")
                message = f"{named(result.node.name)}的未达标原因栏写的是{named(result.node.reason)}，"
                message += "这是完成情况，不是原因。"
                yield Found(where, message, fix=Fix("清空", ((where, ""),)))
