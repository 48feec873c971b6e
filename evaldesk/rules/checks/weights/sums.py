"""Every level of weights adds up to the level above it, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from evaldesk.model.document import Where
from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_cell, check
from evaldesk.rules.checks.sources import MEASURES
from evaldesk.rules.checks.weights.gaps import difference, two
from evaldesk.rules.checks.weights.printed import Printed, apportioned, printed
from evaldesk.rules.checks.wording import named
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import shown

WHOLE = Fraction(100)


def branches(case: Case) -> Sequence[tuple[NodeResult, Printed]]:
    """Return every branch that has indicators, with its printed weights."""
    return case.once(_branches)


def _branches(case: Case) -> Sequence[tuple[NodeResult, Printed]]:
    found = [(branch, printed(branch)) for branch in case.evaluation.branches]
    return [(branch, seen) for branch, seen in found if seen is not None and seen.count]


def level(case: Case, seen: Printed) -> Level:
    """Return how grave an odd sum is: advice where the template asks for plain rounding and nothing else is wrong."""
    return Level.HINT if case.template.figures == "plain" and seen.is_exact else Level.ERROR


@check("weights.total", Level.ERROR, source=MEASURES)
def level1_weights_add_up(case: Case) -> Iterator[Found]:
    """一级指标的权重合计为 100。

    权重是百分点，合计不是 100，总分就不是百分制。请核对各一级指标的权重。
    """
    total = case.evaluation.weight_total
    if case.evaluation.branches and total != WHOLE:
        terms = " + ".join(branch.weight_text or "0" for branch in case.evaluation.branches)
        yield Found(
            str(Where("total", "weights1")),
            f"一级指标权重合计 {terms} = {two(total)}，应为 100，{difference(total, WHOLE)}。",
            (two(total), "100", two(abs(total - WHOLE))),
            about=tuple(at_cell(branch.node.id, "weight") for branch in case.evaluation.branches),
        )


@check("weights.rows", Level.ERROR, source=MEASURES)
def row_weights_add_up(case: Case) -> Iterator[Found]:
    """三级指标的权重相加，等于所属一级指标的权重。

    平均分配除不尽时，每项都四舍五入，合计就差几分。点“按最大余数分配”，让几项多 0.01，合计正好；填多了的请调减。
    """
    for branch, seen in branches(case):
        gap = seen.rows_gap
        if gap is None:
            continue
        message = f"“{branch.node.name}”的 {seen.count} 项三级指标权重合计 {gap.found}，"
        message += f"一级指标权重是 {gap.wanted}，{gap.said}"
        if seen.is_exact and seen.share is not None:
            message += f"（{gap.wanted} ÷ {seen.count} = {shown(seen.share)}，各项舍入后合计不足或超出）"
        yield Found(
            at_cell(branch.node.id, "weight"),
            f"{message}。",
            gap.numbers,
            level=level(case, seen),
            fix=apportioned(branch),
        )


@check("weights.groups", Level.ERROR, source=MEASURES)
def group_weights_add_up(case: Case) -> Iterator[Found]:
    """二级指标的权重相加，等于所属一级指标的权重。

    二级指标各自舍入后，合计可能差 0.01。点“按最大余数分配”即可；填错的请改正。
    """
    for branch, seen in branches(case):
        gap = seen.groups_gap
        if gap is None:
            continue
        terms = " + ".join(two(group.printed) for group in seen.groups)
        rows = at_branch(branch) if seen.rows_gap else ""
        yield Found(
            at_cell(branch.children[0].node.id, "weight"),
            f"“{branch.node.name}”的二级指标权重合计 {terms} = {gap.found}，一级指标权重是 {gap.wanted}，{gap.said}。",
            gap.numbers,
            level=level(case, seen),
            fix=apportioned(branch),
            about=(at_cell(branch.node.id, "weight"), *(at_cell(g.node.id, "weight") for g in branch.children)),
            cause=rows,
        )


def at_branch(branch: NodeResult) -> str:
    """Return the address of a branch's weight, where the odd sum of its rows is told."""
    return at_cell(branch.node.id, "weight")


@check("weights.group-rows", Level.ERROR, source=MEASURES)
def rows_add_up_to_their_group(case: Case) -> Iterator[Found]:
    """三级指标的权重相加，等于所属二级指标的权重。

    二级写 21.05，下面二十项各写 1.05 却只有 21.00，印出来上下对不上。点“按最大余数分配”即可；填错的请改正。
    """
    for branch, seen in branches(case):
        for result, group in zip(branch.children, seen.groups, strict=True):
            gap = group.gap
            if gap is None:
                continue
            yield Found(
                at_cell(result.node.id, "weight"),
                f"{named(result.node.name)}的 {group.count} 项指标权重合计 {gap.found}，"
                f"二级指标权重是 {gap.wanted}，{gap.said}。",
                gap.numbers,
                level=level(case, seen),
                fix=apportioned(branch),
                cause=at_branch(branch) if seen.rows_gap else "",
            )


@check("weights.nothing-left", Level.ERROR, source=MEASURES)
def something_is_left_for_every_row(case: Case) -> Iterator[Found]:
    """没有填权重的指标，也要有权重可分。

    别的指标已把这一部分的权重占完，余下的就只有 0 分，评了也不算数。请调减已填的权重，或删去多余的指标。
    """
    for branch, seen in branches(case):
        if seen.empty_rows and seen.own:
            yield Found(
                at_cell(branch.node.id, "weight"),
                f"“{branch.node.name}”的权重 {two(seen.own)} 已被填写的权重占完，"
                f"还有 {seen.empty_rows} 项指标分不到权重。",
                (two(seen.own), str(seen.empty_rows)),
            )
