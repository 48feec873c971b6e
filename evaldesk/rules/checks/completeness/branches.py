"""The tree: the branches and fixed indicators of the official form are all there."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.document import Where
from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, at_cell, check
from evaldesk.rules.checks.sources import FORM
from evaldesk.rules.checks.wording import named


@check("completeness.branches", Level.ERROR, source=FORM)
def branches_are_those_of_the_template(case: Case) -> Iterator[Found]:
    """一级指标用表样规定的那几个，不缺不多。

    缺一个，权重就不够；多一个或改了名称，就与表样对不上。请按表样恢复；自设的一级指标需要说明，自设的二级指标请留意。
    """
    specs = case.template.indicators.level1
    names = [branch.node.name.strip() for branch in case.evaluation.branches]
    for spec in specs:
        if spec.name not in names:
            message = f"缺少一级指标“{spec.name}”，表样规定它占 {spec.weight} 分。"
            yield Found(str(Where("total", "weights1")), message, (spec.weight,))
    for branch in case.evaluation.branches:
        known = case.template.indicators.branch(branch.node.name)
        if known is None:
            listed = "、".join(spec.name for spec in specs)
            message = f"一级指标{named(branch.node.name)}不在表样之内，表样为：{listed}。"
            yield Found(at_cell(branch.node.id, "name"), message, level=Level.EXPLAIN)
            continue
        allowed = {spec.name for spec in known.level2}
        for group in branch.children:
            if allowed and group.node.name.strip() not in allowed:
                message = f"“{known.name}”下的二级指标{named(group.node.name)}不在表样之内，请确认不是写错了名称。"
                yield Found(at_cell(group.node.id, "name"), message, level=Level.HINT)


@check("completeness.fixed-rows", Level.ERROR, source=FORM)
def fixed_indicators_are_there(case: Case) -> Iterator[Found]:
    """表样规定的固定指标不能删去或改名。

    这些指标每张表都有，分值也由表样规定。请补上这一行，名称照表样写。
    """
    by_name = {branch.node.name.strip(): branch for branch in case.evaluation.branches}
    for spec in case.template.indicators.level1:
        branch = by_name.get(spec.name)
        fixed = [item for group in spec.level2 for item in group.fixed]
        if branch is None or not fixed:
            continue
        present = {row.node.name.strip() for group in branch.children for row in group.children}
        for item in fixed:
            if item.name not in present:
                message = f"“{spec.name}”中缺少固定指标“{item.name}”，表样规定它占 {item.weight} 分。"
                yield Found(at_cell(branch.node.id, "name"), message, (item.weight,))


@check("completeness.branch-empty", Level.ERROR, source=FORM)
def every_branch_has_indicators(case: Case) -> Iterator[Found]:
    """每个一级指标下都要有三级指标。

    没有三级指标，这一部分的权重就没有着落，总分也到不了 100。请补上指标。
    """
    for branch in case.evaluation.branches:
        if branch.weight and not any(group.children for group in branch.children):
            message = f"“{branch.node.name}”占 {branch.weight_text} 分，下面却没有一项指标。"
            yield Found(at_cell(branch.node.id, "name"), message, (branch.weight_text,))
