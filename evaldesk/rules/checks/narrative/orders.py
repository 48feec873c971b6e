"""The order of goals and results: what stands third in the goal stands third in the result."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import squeezed

_LEAST, _MOST = 12, 40
_SAME, _OTHER = 0.5, 0.25
_SHOWN = 14
Points = dict[int, tuple[int, int]]


@check("narrative.order", Level.HINT, "实际完成情况与预期总体目标逐项对应（自评表填报要求）", pace="slow", prose=True)
def results_follow_the_goals(case: Case) -> Iterator[Found]:
    """资金使用绩效逐项写结果时，次序要与预期总体目标一致。

    目标第三项的结果写在第四项，审核人逐项对照就对不上了。请按目标的次序排列。
    """
    for goal in of_kind(case, "goal"):
        for result in of_kind(case, "result"):
            wanted, got = _points(goal), _points(result)
            if not 2 <= len(wanted) <= _MOST or not 2 <= len(got) <= _MOST:
                continue
            moved = _moved(goal, wanted, result, got)
            if len(moved) < 2:
                continue
            here, there = "、".join(map(str, moved)), "、".join(map(str, moved.values()))
            start, end = got[next(iter(moved.values()))]
            yield Found(
                where=result.where,
                message=f"预期总体目标的第{here}项，在{result.label}里写成了第{there}项，请按目标的次序写。",
                numbers=(here, there),
                span=(start, min(end, start + _SHOWN)),
                about=(goal.where,),
            )


def _points(passage: Passage) -> Points:
    """Return where the numbered points of a text stand: those of the numbering that its longest run uses."""
    runs: dict[str, Points] = {}
    items = passage.reading.items
    for item in items:
        if item.kind in (".", "(", "、") and item.number:
            runs.setdefault(item.kind, {}).setdefault(item.number, (item.start, item.end))
    best = max(runs.values(), key=len, default={})
    if not best:
        return {}
    starts = sorted(start for start, _ in best.values())
    ends = dict(zip(starts, [*starts[1:], len(passage.reading.folded)], strict=True))
    return {number: (start, ends[start]) for number, (start, _) in best.items()}


def _moved(goal: Passage, wanted: Points, result: Passage, got: Points) -> dict[int, int]:
    """Return the points that are plainly told under another number, and whose own place tells something else."""
    told = {number: _pairs(result, *place) for number, place in got.items()}
    moved = {}
    for number, place in wanted.items():
        pairs = _pairs(goal, *place)
        own = told.get(number)
        if len(pairs) < _LEAST or own is None or len(pairs & own) > _OTHER * len(pairs):
            continue
        shares = {other: len(pairs & words) for other, words in told.items()}
        best = max(shares, key=lambda other: shares[other])
        if best != number and shares[best] >= _SAME * len(pairs):
            moved[number] = best
    return moved


def _pairs(passage: Passage, start: int, end: int) -> set[str]:
    words = squeezed(passage.reading.folded[start:end])
    return set(map(add, words, words[1:]))
