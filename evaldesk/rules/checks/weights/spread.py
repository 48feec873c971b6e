"""How weights are spread: as the template says, and not all on one indicator."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.model.template.table import Level1
from evaldesk.rules.case import Case, Found, at_cell, check
from evaldesk.rules.checks.sources import FORM, MEASURES
from evaldesk.rules.checks.weights.gaps import two
from evaldesk.rules.checks.weights.sums import branches
from evaldesk.rules.checks.wording import named
from evaldesk.rules.evaluation import NodeResult
from evaldesk.rules.figures import is_rounding_of, points

HALF = Fraction(1, 2)
FEW = 4


@check("weights.template", Level.ERROR, source=FORM)
def weights_are_those_of_the_template(case: Case) -> Iterator[Found]:
    """表样规定的权重不能改。

    一级指标和固定指标的权重由表样规定。改了就与别的单位不可比；表样允许自定权重的部分，改动一级权重需要说明。
    """
    for branch in case.evaluation.branches:
        spec = case.template.indicators.branch(branch.node.name)
        wanted = points(spec.weight) if spec else None
        if spec is None or wanted is None:
            continue
        if branch.node.weight.strip() and branch.weight != wanted:
            free = spec.share == "typed" and not any(group.fixed for group in spec.level2)
            message = f"一级指标“{spec.name}”的权重填的是 {branch.weight_text}，表样规定为 {two(wanted)}。"
            where = at_cell(branch.node.id, "weight")
            level = Level.EXPLAIN if free and case.evaluation.weight_total == 100 else Level.ERROR
            yield Found(where, message, (branch.weight_text, two(wanted)), level=level)
        yield from _fixed_rows(spec, branch)


def _fixed_rows(spec: Level1, branch: NodeResult) -> Iterator[Found]:
    fixed = {item.name: item for group in spec.level2 for item in group.fixed}
    if not fixed:
        return
    for group in branch.children:
        for row in group.children:
            item = fixed.get(row.node.name.strip())
            typed = points(row.node.weight) if row.node.weight.strip() else None
            if item and typed is not None and typed != points(item.weight):
                message = f"固定指标“{item.name}”的权重填的是 {row.node.weight.strip()}，表样规定为 {item.weight}。"
                yield Found(at_cell(row.node.id, "weight"), message, (row.node.weight.strip(), item.weight))


@check("weights.equal", Level.EXPLAIN, source=FORM)
def equal_shares_are_equal(case: Case) -> Iterator[Found]:
    """表样规定平均分配的，各项权重应当相等。

    表上印着“权重=40/指标总数”之类的规定时，各项权重只差舍入的 0.01。确需有轻有重的，请说明理由。
    """
    for branch, seen in branches(case):
        spec = case.template.indicators.branch(branch.node.name)
        if spec is None or spec.share != "equal" or not seen.rows_typed or seen.share is not None:
            continue
        rows = [row for group in branch.children for row in group.children]
        if all(is_rounding_of(text, seen.own / seen.count) for text in {row.weight_text for row in rows}):
            continue
        low, high = min(rows, key=lambda row: row.weight), max(rows, key=lambda row: row.weight)
        yield Found(
            at_cell(branch.node.id, "weight"),
            f"“{spec.name}”应由 {seen.count} 项指标平均分配 {two(seen.own)} 分，现在最高 {high.weight_text}"
            f"（{named(high.node.name)}）、最低 {low.weight_text}（{named(low.node.name)}）。",
            (high.weight_text, low.weight_text),
            about=(at_cell(high.node.id, "weight"), at_cell(low.node.id, "weight")),
        )


@check("weights.spread", Level.HINT, source=MEASURES, pace="slow")
def no_indicator_outweighs_all_others(case: Case) -> Iterator[Found]:
    """一项指标的权重，不宜超过同一部分其他各项之和。

    一项占了大半，其余各项做得好坏几乎不影响得分。请考虑调匀。
    """
    for branch, seen in branches(case):
        if not seen.rows_typed or seen.count < FEW or seen.share is not None:
            continue
        rows = [row for group in branch.children for row in group.children]
        top = max(rows, key=lambda row: row.weight)
        if top.weight > seen.own * HALF:
            message = (
                f"{named(top.node.name)}占 {top.weight_text} 分，超过“{branch.node.name}”{two(seen.own)} 分的一半。"
            )
            yield Found(at_cell(top.node.id, "weight"), message, (top.weight_text, two(seen.own)))
