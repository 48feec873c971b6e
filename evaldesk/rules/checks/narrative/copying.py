"""Goals that come back as results: passages of the goal that stand in the results, compared clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Reading, bare, squeezed

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_SHORTEST = 6
_TELLING, _MOSTLY = 40, 0.8
_ITEM = 15
_MARKS = "一二三四五六七八九十0123456789"
_MARK = re.compile(r"\A(?:[一二三四五六七八九十]{1,3}[是、]|[0-9]{1,2}[.、]?)")


class Clause(NamedTuple):
    """Hold one clause: where it stands, and its bare words."""

    start: int
    end: int
    words: str


class Copies(NamedTuple):
    """Hold the clauses of a result that stand in the goal, and for every item of the result whether it is all goal."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    empty: tuple[tuple[int, int], ...]
    first: tuple[int, int]

    def hold(self, place: int) -> bool:
        """Tell whether a place of the result lies in a clause that is copied."""
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]


_NO_COPIES = Copies((), (), (), (0, 0))


@check("narrative.copied-goal", Level.EXPLAIN, "实际完成情况应写结果（自评表填报要求）", pace="slow", prose=True)
def copied_goal(case: Case) -> Iterator[Found]:
    """资金使用绩效里原样照抄了预期总体目标的段落，看不出实际完成了什么。

    目标写打算做什么，结果要写做成了什么。请把照抄的段落改写为实际完成的数量、质量和时间。
    """
    for goal in of_kind(case, "goal"):
        for result in of_kind(case, "result"):
            said = {clause.words for clause in result.reading.once(clauses)}
            whole = squeezed(result.reading.folded)
            items = [_of_item(goal, item.body, item.end) for item in goal.reading.items]
            items = [item for item in items if _length(item) >= _ITEM]
            same = [item for item in items if _share(item, said, whole) >= _MOSTLY]
            length = sum(map(_length, same))
            if length >= _TELLING:
                copies = copied(case, result)
                yield Found(
                    where=result.where,
                    message=f"预期总体目标{len(items)}段中有{len(same)}段、约{length}字几乎原样写进了{result.label}，"
                    "请改写为实际完成的结果。",
                    numbers=(str(len(items)), str(len(same)), str(length)),
                    span=copies.first,
                    about=(goal.where,),
                )


@check("narrative.no-result", Level.EXPLAIN, "实际完成情况应写结果（自评表填报要求）", pace="slow", prose=True)
def item_without_result(case: Case) -> Iterator[Found]:
    """资金使用绩效的某一段除了照抄预期总体目标，没有写任何结果。

    这一段看不出做成了什么。请补写实际完成情况，最好有数字，并与指标评分表一致。
    """
    for result in of_kind(case, "result"):
        for start, end in copied(case, result).empty:
            words = result.words(start, end)
            yield Found(
                where=result.where,
                message=f"这一段“{words[:14]}…”共{len(bare(words))}字全部出自预期总体目标，写出的结果为0字，请补写实际完成情况。",
                numbers=(str(len(bare(words))), "0"),
                span=(start, end),
                about=tuple(goal.where for goal in of_kind(case, "goal")),
            )


def is_copied(case: Case, passage: Passage, place: int) -> bool:
    """Tell whether a place of a result lies in a clause that is copied from the goal."""
    return copied(case, passage).hold(place)


def copied(case: Case, passage: Passage) -> Copies:
    """Return what a result copies from the goal."""
    return case.once(_copies).get(passage.key, _NO_COPIES)


def _copies(case: Case) -> dict[str, Copies]:
    goals = list(of_kind(case, "goal"))
    known = {clause.words for goal in goals for clause in goal.reading.once(clauses) if len(clause.words) >= _SHORTEST}
    return {result.key: _copies_of(result, known) for result in of_kind(case, "result")} if known else {}


def _copies_of(result: Passage, known: set[str]) -> Copies:
    same = [clause for clause in result.reading.once(clauses) if clause.words in known]
    empty = []
    items = result.reading.items
    for item, following in zip(items, [*items[1:], None], strict=True):
        own = _of_item(result, item.body, item.end)
        length = _length(own)
        if following and following.number == 1 and following.kind not in ("", item.kind):
            continue  # what follows under 一是 is the result
        if length >= _ITEM and all(clause.words in known or len(clause.words) < _SHORTEST for clause in own):
            end = item.start + len(result.reading.folded[item.start : item.end].rstrip())
            empty.append((item.start, end))
    first = (same[0].start, same[0].end) if same else (0, 0)
    return Copies(tuple(clause.start for clause in same), tuple(clause.end for clause in same), tuple(empty), first)


def clauses(reading: Reading) -> tuple[Clause, ...]:
    """Return the clauses of a text, without the numbering before them."""
    found = []
    for match in _CLAUSE.finditer(reading.folded):
        if words := squeezed(match[0]):
            found.append(Clause(match.start(), match.end(), _MARK.sub("", words) if words[0] in _MARKS else words))
    return tuple(found)


def _of_item(passage: Passage, start: int, end: int) -> list[Clause]:
    every = passage.reading.once(clauses)
    first = bisect_left(every, start, key=_end)
    return [clause for clause in every[first : bisect_left(every, end, lo=first, key=_start)] if clause.words]


def _length(item: list[Clause]) -> int:
    return sum([len(clause.words) for clause in item])


def _start(clause: Clause) -> int:
    return clause.start


def _end(clause: Clause) -> int:
    return clause.end - 1


def _share(item: list[Clause], said: set[str], whole: str) -> float:
    length = _length(item)
    same = sum(
        len(clause.words)
        for clause in item
        if clause.words in said or (len(clause.words) < _SHORTEST and clause.words in whole)
    )
    return same / length if length else 0.0
