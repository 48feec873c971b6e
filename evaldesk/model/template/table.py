"""The section with the indicator table: its columns, its branches, their weights and guidance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from evaldesk.model.template.described import Described
from evaldesk.model.template.grid import Width


class Guidance(Described):
    """Hold the printed 评分标准 and 参考佐证材料 of a group of indicators."""

    criterion: str = ""
    evidence: str = ""


# The names of ``rules.methods.METHODS``, and the rate of funds spent: a test holds them together.
Method = Literal[
    "proportional", "proportional_with_pass_mark", "bands", "yes_no", "graded", "judged", "execution_rate"
]  # fmt: skip


class FixedIndicator(Described):
    """Describe an indicator that every form of this template has, such as 资金支出率 12."""

    name: str
    weight: str
    method: Method
    guidance: str = ""


class Level2(Described):
    """Describe an allowed second-level name; ``weight`` only where the template prescribes it."""

    name: str
    weight: str = ""
    fixed: tuple[FixedIndicator, ...] = ()


class Level1(Described):
    """Describe a first-level branch: its weight, how its indicators share it and by which method they score.

    ``share`` is ``equal`` (equal split over all its indicators) or ``typed``; ``share_note`` is what the official form
    prints instead of weights. ``method`` names a function of ``rules.methods``; ``guidance`` a key of the section's. A
    branch that is not ``printed`` counts and is edited like any other, and stands elsewhere on the paper.
    """

    name: str
    weight: str
    share: Literal["equal", "typed"]
    share_note: str = ""
    method: Method = "proportional"
    guidance: str = ""
    printed: bool = True
    level2: tuple[Level2, ...] = ()


ColumnKey = Literal[
    "level1_name",
    "level1_weight",
    "level2_name",
    "level2_weight",
    "name",
    "weight",
    "target",
    "actual",
    "self_score",
    "reason",
    "criterion",
    "evidence",
]


class Column(Described):
    """Describe one printed column: its head, the merged heads above it (outermost first), its width in mm at A4.

    What follows is the help that an officer reads in its cells.
    """

    key: ColumnKey
    label: str
    groups: tuple[str, ...] = ()
    width: Width
    help: str = ""
    good: str = ""
    bad: str = ""
    source: str = ""


class IndicatorsSection(Described):
    """Describe the indicator table: columns, branches, guidance texts and the 合计 row."""

    kind: Literal["indicators"]
    key: str
    tab: str
    label: str
    columns: tuple[Column, ...]
    level1: tuple[Level1, ...]
    guidance: dict[str, Guidance]
    total_label: str = "合计："

    def branch(self, name: str) -> Level1 | None:
        """Return the level-1 branch of this name, None for one that the officer invented."""
        return self._branches.get(name.strip())

    def fixed(self, level1: str, name: str) -> FixedIndicator | None:
        """Return the fixed indicator of this name in the branch ``level1``, None for an ordinary one."""
        known = self._fixed.get(level1.strip())
        return known.get(name.strip()) if known else None

    def has_fixed(self, level1: str) -> bool:
        """Tell whether the template prescribes indicators in the branch ``level1``."""
        return bool(self._fixed.get(level1.strip()))

    def guidance_key(self, level1: str, name: str) -> str:
        """Return the key of the guidance printed for an indicator, ``""`` for none."""
        fixed = self.fixed(level1, name)
        branch = self.branch(level1)
        return (fixed.guidance if fixed else "") or (branch.guidance if branch else "")

    # Every row of every form asks for these, so each is looked for once a template.
    @cached_property
    def _branches(self) -> Mapping[str, Level1]:
        return {branch.name: branch for branch in reversed(self.level1)}

    @cached_property
    def _fixed(self) -> Mapping[str, Mapping[str, FixedIndicator]]:
        return {
            name: {item.name: item for group in reversed(branch.level2) for item in reversed(group.fixed)}
            for name, branch in self._branches.items()
        }

    @model_validator(mode="after")
    def _guidance_exists(self) -> IndicatorsSection:
        for branch in self.level1:
            fixed = [item.guidance for group in branch.level2 for item in group.fixed]
            for key in (branch.guidance, *fixed):
                if key and key not in self.guidance:
                    raise ValueError(f"一级指标“{branch.name}”引用的 guidance “{key}”不存在")
        return self
