"""Wholes and their parts: 共96万宗，其中… ; 13个（县级3个、镇级10个）; 分别为… ; 涉及企业4宗，涉及个人31宗.

A group is a number and the parts that the text lists for it, all in one unit. ``tie`` tells how they hang together:
``(`` and ``：`` give the whole list, ``其中`` may leave something out, ``∥`` are clauses built alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from evaldesk.rules.prose import Mention, Reading, Sentence, is_count, is_money
from evaldesk.rules.prose.words import groups, pattern
from evaldesk.values.units import dimension

REMEMBERED = 1 << 10
_MOST = 24
_ALIKE = 2
_COMMA = 1
_SAME = {"位": "名", "人": "名", "户次": "户", "宗": "宗", "例": "例", "项": "项"}
_WITHIN = "其中"
_WITHIN_WORDS = ("其中", "包括", "包含")
_ADD_UP = ("length", "area", "volume", "mass", "energy")


class Group(NamedTuple):
    """Hold a whole and its parts, how they are tied, and whether the list says that it is not complete (等)."""

    whole: Mention
    parts: tuple[Mention, ...]
    tie: str
    open: bool


def part_groups(reading: Reading) -> tuple[Group, ...]:
    """Return each whole of a text with the parts that are listed for it."""
    return tuple(_part_groups(reading))


def _part_groups(reading: Reading) -> Iterator[Group]:
    before: Sentence | None = None
    for sentence in reading.sentences:
        mentions = [mention for mention in sentence.mentions if not mention.chinese and _adds_up(mention.unit)]
        few = mentions[:_MOST]
        if len(few) > 1:
            yield from _in_brackets(reading, few)
        if few and any(reading.folded.find(word, sentence.start, sentence.end) >= 0 for word in _WITHIN_WORDS):
            yield from _behind_within(reading, sentence, few, before)
        if len(few) > _ALIKE:
            yield from _behind_each(reading, few)
            yield from _built_alike(reading, few)
        if sentence.mentions or reading.folded[sentence.start : sentence.end].strip():
            before = sentence


def is_complete_pair(group: Group) -> bool:
    """Tell whether two parts are all there can be (男 and 女, 线上 and 线下)."""
    if len(group.parts) != 2:
        return False
    first, second = (part.label + part.tail[:6] for part in group.parts)
    return any((a in first and b in second) or (b in first and a in second) for a, b in groups("complete_pairs"))


def may_add_up(group: Group) -> bool:
    """Tell whether all parts can be parts: none is a mean, a limit, a plan or a change."""
    return not any(part.bound or pattern("not_parts").search(part.label) for part in group.parts)


def same_unit(a: Mention, b: Mention) -> bool:
    """Tell whether two numbers count the same thing as far as their units say."""
    same = a.unit == b.unit or _SAME.get(a.unit, a.unit) == _SAME.get(b.unit, b.unit)
    return same and a.period == b.period


@lru_cache(maxsize=REMEMBERED)
def _adds_up(unit: str) -> bool:
    return is_money(unit) or is_count(unit) or dimension(unit) in _ADD_UP


def _in_brackets(reading: Reading, mentions: list[Mention]) -> Iterator[Group]:
    for at, whole in enumerate(mentions[:-1]):
        if "(" not in reading.folded[whole.end : mentions[at + 1].start] or mentions[at + 1].depth != whole.depth + 1:
            continue
        if ")" in reading.folded[whole.end : mentions[at + 1].start].partition("(")[0]:
            continue
        inside: list[Mention] = []
        for part in mentions[at + 1 :]:
            if part.depth <= whole.depth or _closed(reading, inside[-1] if inside else whole, part, whole.depth):
                break
            inside.append(part)
        parts = tuple(part for part in inside if part.depth == whole.depth + 1 and same_unit(part, whole))
        if len(parts) > 1:
            yield Group(whole, parts, "(", _is_open(reading, parts[-1]))


def _closed(reading: Reading, last: Mention, part: Mention, depth: int) -> bool:
    """Tell whether the brackets were closed and opened again between two numbers."""
    level, lowest = last.depth, last.depth
    for char in reading.folded[last.end : part.start]:
        level += (char == "(") - (char == ")")
        lowest = min(lowest, level)
    return lowest <= depth and last.depth > depth


def _behind_within(
    reading: Reading, sentence: Sentence, mentions: list[Mention], before: Sentence | None
) -> Iterator[Group]:
    folded = reading.folded
    for at, first in enumerate(mentions):
        begin = mentions[at - 1].end if at else sentence.start
        words = folded[begin : first.start]
        place = max(words.rfind(word) for word in _WITHIN_WORDS)
        if place < 0 or (at == 0 and place > _ALIKE and "，" not in words[:place] and "；" not in words[:place]):
            continue
        earlier = mentions[:at] or ([m for m in before.mentions if not m.chinese] if before and place <= _ALIKE else [])
        whole = next((m for m in reversed(earlier) if _may_be_whole(m, first)), None)
        if whole is None or whole.bound:
            continue
        parts = _run(reading, first, mentions[at:])
        if parts:
            yield Group(whole, tuple(parts), _WITHIN, _is_open(reading, parts[-1]))


def _may_be_whole(mention: Mention, part: Mention) -> bool:
    """Tell whether a number can be the whole of a part: the same unit, and no mean (日均1472人次)."""
    return same_unit(mention, part) and mention.depth <= part.depth and not pattern("means").search(mention.label[-8:])


def _run(reading: Reading, first: Mention, mentions: list[Mention]) -> list[Mention]:
    """Return the parts from ``first`` on, up to the next total, the next 其中, or the closing bracket."""
    parts: list[Mention] = []
    strong = 0
    for mention in mentions:
        if mention.depth < first.depth:
            break
        between = reading.folded[parts[-1].end : mention.start] if parts else ""
        rank = max((place for place, stop in enumerate("、，；", 1) if stop in between), default=0)
        if strong and rank > max(strong, _COMMA):
            break
        strong = strong or rank
        if parts and (pattern("totals", "remaining").search(mention.label) or _WITHIN in between):
            break
        if mention.depth == first.depth and same_unit(mention, first):
            parts.append(mention)
    return parts


def _behind_each(reading: Reading, mentions: list[Mention]) -> Iterator[Group]:
    for at, whole in enumerate(mentions[:-2]):
        first = mentions[at + 1]
        between = reading.folded[whole.end : first.start]
        tied = _WITHIN not in between and (("：" in between and len(between) < 30) or "分别" in between)
        if not tied or not same_unit(first, whole) or whole.bound or first.depth != whole.depth:
            continue
        parts = _run(reading, first, mentions[at + 1 :])
        if len(parts) > 1 and _dense(parts):
            yield Group(whole, tuple(parts), "：", _is_open(reading, parts[-1]))


def _built_alike(reading: Reading, mentions: list[Mention]) -> Iterator[Group]:
    """Yield pairs of clauses that begin alike behind a total: 共35宗，…；涉及企业4宗，涉及个人31宗."""
    for at in range(1, len(mentions) - 1):
        one, two = mentions[at], mentions[at + 1]
        if not (same_unit(one, two) and one.label[:_ALIKE] == two.label[:_ALIKE] and len(one.label) > _ALIKE):
            continue
        if two.clause - one.clause > 1 or one.depth != two.depth:
            continue
        if pattern("totals").match(one.label):
            continue
        wholes = [
            m for m in mentions[:at] if same_unit(m, one) and pattern("totals").search(m.label) and m.depth == one.depth
        ]
        exact = [whole for whole in wholes if whole.value == one.value + two.value]
        if wholes and not exact:
            yield Group(wholes[0], (one, two), "∥", _is_open(reading, two))


def _dense(parts: list[Mention]) -> bool:
    """Tell whether parts follow each other as in a list, not scattered over a long sentence."""
    return all(b.start - a.end < 30 for a, b in pairwise(parts))


def _is_open(reading: Reading, last: Mention) -> bool:
    behind = reading.folded[last.end : last.end + 16]
    return bool(re.match(r"[^，。；]{0,10}等", behind)) or bool(
        re.match(r"[，；、]?(?:其余|其他|余下|另有|剩余|另外)", behind)
    )
