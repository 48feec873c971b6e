"""The column of scores: each row has one, and they add up to the branch and to the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from evaldesk.model.document import Where
from evaldesk.model.finding import Edits, Fix, Level
from evaldesk.rules.case import Case, Found, at_cell, check
from evaldesk.rules.checks.sources import CRITERION, FORM
from evaldesk.rules.checks.weights.gaps import difference, gap, two
from evaldesk.rules.checks.weights.printed import printed
from evaldesk.rules.checks.wording import named
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import cents, exact_sum, figure, points, shown

HUNDRED = 100


@check("scores.merged", Level.ERROR, source=CRITERION)
def every_row_has_its_own_score(case: Case) -> Iterator[Found]:
    """每项三级指标都要有自己的自评分数，不能几项合填一个。

    合填一个总数，看不出哪一项得了多少。评分标准是逐项计算的，请逐项填写；点“按最大余数分配”可填上建议分，合计正好。
    """
    for branch in case.evaluation.branches:
        rows = [row for group in branch.children for row in group.children] if branch.node.self_score else []
        typed = points(branch.node.self_score) if rows else None
        if typed is None or branch.rows_typed or any(g.score_typed for g in branch.children) or len(rows) < 2:
            continue
        share = branch.weight / len(rows)
        rounded = Fraction(cents(share), HUNDRED) * len(rows)
        message = (
            f"“{branch.node.name}”的 {len(rows)} 项指标合填了一个 {two(typed)} 分，各项没有自己的自评分数；"
            f"每项 {two(branch.weight)} ÷ {len(rows)} = {shown(share)}"
        )
        if rounded != branch.weight:
            message += f"，各写 {figure(share)} 合计是 {two(rounded)}，须有几项写 {_other(share)}"
        yield Found(
            at_cell(branch.node.id, "self_score"),
            f"{message}。",
            (str(len(rows)), two(typed), figure(share), two(rounded)),
            fix=Fix("按最大余数分配", partial(_suggested_scores, rows)),
        )


def _suggested_scores(rows: Sequence[NodeResult]) -> Edits:
    return tuple((at_cell(row.node.id, "self_score"), row.score_text) for row in rows)


def _other(share: Fraction) -> str:
    """Return the other hundredth beside an exact share: the one that its rounding did not take."""
    down = share.numerator * HUNDRED // share.denominator
    return figure(Fraction(down if cents(share) != down else down + 1, HUNDRED))


def printed_scores(group: NodeResult) -> Fraction:
    """Return what the printed scores of a group's rows add up to."""
    return group.score if group.below.printed is None else group.below.printed


def _is_merged(result: NodeResult) -> bool:
    return bool(result.node.self_score.strip()) and not result.rows_typed


def _column(branch: NodeResult) -> Fraction:
    """Return what a branch contributes to the printed column: its rows, or the one score typed over them."""
    own = points(branch.node.self_score) if _is_merged(branch) else None
    if own is not None and not any(group.score_typed for group in branch.children):
        return own
    merged = [points(group.node.self_score) if _is_merged(group) else None for group in branch.children]
    return exact_sum(
        [
            printed_scores(group) if score is None else score
            for group, score in zip(branch.children, merged, strict=True)
        ]
    )


@check("scores.branch-sum", Level.ERROR, source=FORM)
def scores_add_up_to_their_branch(case: Case) -> Iterator[Found]:
    """一级、二级指标的得分，等于下面各项得分之和。

    小计与各项相加不等，必有一处填错。请改正小计，或清空由程序计算。
    """
    for branch in case.evaluation.branches:
        for result in (branch, *branch.children):
            typed = points(result.node.self_score) if result.node.self_score.strip() and result.rows_typed else None
            if typed is None:
                continue
            total = _column(result) if result is branch else printed_scores(result)
            if total != typed:
                message = f"{named(result.node.name)}的得分写的是 {two(typed)}，各项相加是 {two(total)}"
                message += f"，{difference(typed, total)}。"
                where = at_cell(result.node.id, "self_score")
                fix = Fix(f"改为 {two(total)}", ((where, two(total)),))
                yield Found(where, message, (two(typed), two(total), two(abs(typed - total))), fix=fix)


@check("scores.total", Level.ERROR, source=FORM)
def scores_add_up_to_the_total(case: Case) -> Iterator[Found]:
    """合计栏的总分，等于各项自评分数之和。

    总分与一列分数相加不等，审核人用计算器一加便知。各项因舍入凑不足的，先把权重和分数按最大余数分配。
    """
    text = case.document.total.score
    typed = points(text) if text.strip() else None
    if typed is None:
        return
    columns = [_column(branch) for branch in case.evaluation.branches]
    total = exact_sum(columns)
    off = gap(typed, total)
    if off is None:
        return
    rounding = typed == case.evaluation.score
    parts = " + ".join(map(two, columns))
    where = str(Where("total", "score"))
    yield Found(
        where,
        f"合计栏的总分写的是 {off.found}，各项自评分数相加 {parts} = {off.wanted}，{off.said}。",
        off.numbers,
        level=Level.HINT if case.template.figures == "plain" and rounding else Level.ERROR,
        fix=None if rounding else Fix(f"改为 {off.wanted}", ((where, off.wanted),)),
        cause=_cause(case) if rounding else "",
    )


def _cause(case: Case) -> str:
    """Return the branch whose rounded weights do not add up, where the scores copy them."""
    for branch in case.evaluation.branches:
        seen = printed(branch)
        if seen is not None and seen.rows_typed and seen.rows != seen.own:
            return at_cell(branch.node.id, "weight")
    return ""


@check("scores.stray", Level.HINT, source=FORM)
def nothing_strays_into_the_total_row(case: Case) -> Iterator[Found]:
    """合计栏的原因一格不填内容。

    合计没有“未达标原因”，格里的字多半是误填。点按钮清空。
    """
    text = case.document.total.reason.strip()
    if text and text not in ("/", "-", "—", "——"):
        where = str(Where("total", "reason"))
        yield Found(
            where, f"合计栏的原因一格里有一个{named(text)}，像是误填。", (text,), fix=Fix("清空", ((where, ""),))
        )
