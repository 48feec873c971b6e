"""Classes: an indicator stands in the group that its name belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Level
from evaldesk.rules.case import Found, Row, check
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.wording import named
from evaldesk.rules.wordlists import Misplaced, word_lists


@check("duplicates.class", Level.HINT, source=TARGETS, pace="cell", facts=("class.other",))
def indicators_stand_in_their_class(row: Row) -> Iterator[Found]:
    """指标要放在与名称相称的二级指标下。

    出勤率、合格率是质量，不是数量；满意度归满意度指标。放错了类，同类项目无法比较。请移到建议的二级指标下。
    """
    better = better_class(row.group.node.name, row.result.node.name)
    if better and row.result.method not in ("execution_rate", "judged"):
        message = f"{named(row.result.node.name)}放在“{row.group.node.name}”下，看名称更像“{better}”。"
        yield Found(row.where("name"), message)


def better_class(group: str, name: str) -> str:
    """Return the level-2 class that suits an indicator better than its own, ``""`` where it stands well."""
    for rule in _rules(group):
        if rule.name.search(name):
            return rule.better
    return ""


@lru_cache(maxsize=1 << 10)
def _rules(group: str) -> tuple[Misplaced, ...]:
    """Return what does not belong into a level-2 group."""
    return tuple([rule for rule in word_lists().misplaced if rule.group.search(group) and rule.better not in group])
