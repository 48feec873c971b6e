"""The order of goals and results: what stands third in the goal stands third in the result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import add
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.prose import Reading, squeezed

_LEAST, _MOST = 12, 40
_SAME, _OTHER = 0.5, 0.25
_SHOWN = 14


class Point(NamedTuple):
    """Hold one numbered point of a text: where it stands, and its bare words."""

    start: int
    end: int
    words: str


Points = dict[int, Point]


@check("narrative.order", Level.HINT, "实际完成情况与预期总体目标逐项对应（自评表填报要求）", pace="slow", prose=True)
def results_follow_the_goals(case: Case) -> Iterator[Found]:
    """资金使用绩效逐项写结果时，次序要与预期总体目标一致。

    目标第三项的结果写在第四项，审核人逐项对照就对不上了。请按目标的次序排列。
    """
    for goal in of_kind(case, "goal"):
        for result in of_kind(case, "result"):
            wanted, got = goal.reading.once(_points), result.reading.once(_points)
            if not 2 <= len(wanted) <= _MOST or not 2 <= len(got) <= _MOST:
                continue
            moved = _moved(wanted, got, result.reading)
            if len(moved) < 2:
                continue
            here, there = "、".join(map(str, moved)), "、".join(map(str, moved.values()))
            start, end, _ = got[next(iter(moved.values()))]
            yield Found(
                where=result.where,
                message=f"预期总体目标的第{here}项，在{result.label}里写成了第{there}项，请按目标的次序写。",
                numbers=(here, there),
                span=(start, min(end, start + _SHOWN)),
                about=(goal.where,),
            )


def _points(reading: Reading) -> Points:
    """Return the numbered points of a text by their numbers: those of the numbering that its longest run uses."""
    runs: dict[str, dict[int, int]] = {}
    for item in reading.items:
        if item.kind in (".", "(", "、") and item.number:
            runs.setdefault(item.kind, {}).setdefault(item.number, item.start)
    best = max(runs.values(), key=len, default={})
    starts = sorted(best.values())
    ends = dict(pairwise([*starts, len(reading.folded)]))
    return {
        number: Point(start, ends[start], squeezed(reading.folded[start : ends[start]]))
        for number, start in best.items()
    }


def _moved(wanted: Points, got: Points, result: Reading) -> dict[int, int]:
    """Return the points that are plainly told under another number, and whose own place tells something else."""
    strayed = [number for number, point in wanted.items() if number in got and not _is_kept(point, got[number])]
    told = result.once(_told) if strayed else {}
    moved = {}
    for number in strayed:
        pairs = _pairs(wanted[number])
        if len(pairs) < _LEAST or len(pairs & told[number]) > _OTHER * len(pairs):
            continue
        shares = {other: len(pairs & words) for other, words in told.items()}
        best = max(shares, key=lambda other: shares[other])
        if best != number and shares[best] >= _SAME * len(pairs):
            moved[number] = best
    return moved


def _is_kept(wanted: Point, own: Point) -> bool:
    """Tell whether so much of a point stands under its own number that it cannot have moved.

    Most points are kept, and their first words show it: that is a third of the work of holding all words together.
    """
    enough = len(wanted.words) * _OTHER
    seen: set[str] = set()
    for pair in map(add, wanted.words, wanted.words[1:]):
        if pair in own.words:
            seen.add(pair)
            if len(seen) > enough:
                return True
    return False


def _told(reading: Reading) -> dict[int, set[str]]:
    return {number: _pairs(point) for number, point in reading.once(_points).items()}


def _pairs(point: Point) -> set[str]:
    return set(map(add, point.words, point.words[1:]))
