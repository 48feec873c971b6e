"""Names of the levels above the indicators: the usual ones, and those of a template."""

from __future__ import annotations

from dataclasses import dataclass

from evaldesk.model.template import Template

LEVEL1 = ("决策", "过程", "产出", "效益", "满意度", "产出指标", "效益指标")
OUTPUTS = ("数量指标", "质量指标", "时效指标", "成本指标")
BENEFITS = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "满意度指标", "服务对象满意度指标")


@dataclass(frozen=True, slots=True)
class LevelNames:
    """Hold the names of level 1 and 2, and of the indicators that the form prescribes and judges without a target."""

    level1: frozenset[str]
    level2: frozenset[str]
    judged: frozenset[str]


def level_names(template: Template | None) -> LevelNames:
    """Return the names that are known, with a template's own."""
    branches = template.indicators.level1 if template else ()
    groups = [group for branch in branches for group in branch.level2]
    return LevelNames(
        frozenset([*LEVEL1, *(branch.name for branch in branches)]),
        frozenset([*OUTPUTS, *BENEFITS, "资金管理", "事项管理", *(group.name for group in groups)]),
        frozenset(item.name for group in groups for item in group.fixed),
    )
