"""The 合计 row: what was typed there is the sum of the column above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from evaldesk.model.document import TOTAL_WEIGHTS, Where
from evaldesk.model.finding import Fix, Level
from evaldesk.rules.case import Case, Found, at_cell, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.weights.gaps import difference, gap, two
from evaldesk.rules.checks.weights.sums import branches
from evaldesk.rules.figures import exact_sum, points

LEVELS = ("一级指标", "二级指标", "三级指标")


@check("weights.total-row", Level.ERROR, source=FORM)
def the_total_row_is_the_sum(case: Case) -> Iterator[Found]:
    """合计栏里的权重，等于上面一列印出的权重之和。

    合计写 100，而上面一列加起来不是 100，审核人用计算器一加便知。请先改正各项权重；有的行没有填权重的，请补上。
    """
    for place, (key, name) in enumerate(zip(TOTAL_WEIGHTS, LEVELS, strict=True)):
        typed = case.document.total.weights[place] if place < len(case.document.total.weights) else ""
        wanted = points(typed) if typed.strip() else None
        if wanted is None:
            continue
        where = str(Where("total", key))
        off = gap(_column(case, place), wanted)
        if off is not None:
            yield Found(
                where,
                f"合计栏的{name}权重写的是 {off.wanted}，上面一列相加是 {off.found}，{off.said}。",
                (off.wanted, off.found, off.apart),
                level=Level.HINT if case.template.figures == "plain" else Level.ERROR,
                cause=_cause(case) if place else "",
            )
        elif place == 1:
            yield from _half_typed(case, where, wanted)


def _column(case: Case, place: int) -> Fraction:
    """Return the printed sum of one level."""
    if place == 0:
        return case.evaluation.weight_total
    seen = [item for _, item in branches(case)]
    return exact_sum([item.groups_sum if place == 1 else item.rows for item in seen])


def _cause(case: Case) -> str:
    """Return the branch whose rows do not add up, since the total then cannot either."""
    for branch, seen in branches(case):
        if seen.rows_typed and seen.rows != seen.own:
            return at_cell(branch.node.id, "weight")
    return ""


def _half_typed(case: Case, where: str, wanted: Fraction) -> Iterator[Found]:
    """Tell of level-2 weights that are typed here and left out there: on paper the column does not reach its total."""
    groups = [group for branch, _ in branches(case) for group in branch.children if group.children]
    typed = [group.node.weight for group in groups if group.node.weight.strip()]
    blank = [group for group in groups if not group.node.weight.strip()]
    if not typed or not blank:
        return
    total = sum((points(text) or Fraction(0) for text in typed), Fraction(0))
    terms: Sequence[str] = [text.strip() for text in typed]
    edits = tuple((at_cell(group.node.id, "weight"), group.weight_text) for group in blank)
    yield Found(
        where,
        f"合计栏的二级指标权重写的是 {two(wanted)}，上面只填了 {' + '.join(terms)} = {two(total)}，"
        f"另有 {len(blank)} 个二级指标没有填权重，{difference(total, wanted)}。",
        (two(wanted), two(total), two(abs(wanted - total))),
        level=Level.EXPLAIN,
        fix=Fix("补上二级指标权重", edits),
        about=tuple(at_cell(group.node.id, "weight") for group in groups),
    )
