"""The build of a folded text: sentences, segments, clauses, brackets, and the items of its enumerations.

line     = [mark] sentence {sentence}
mark     = "一是" | "（一）" | "（1）" | "1." | "1、" | "一、" | "第一，"
sentence = segment {"；" segment} ("。" | "！" | "？")
segment  = clause {("，" | "：") clause}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evaldesk.rules.prose.nodes import Item
from evaldesk.values import numerals

STOPS = re.compile(r"[。！？\n；，：、(),]")
ENDS = frozenset("。！？\n")
_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    r"[\n。；：！？，] *(?P<mark>"
    rf"(?P<are>[{_DIGITS}]{{1,3}})是(?!否)"
    rf"|\((?P<round>[{_DIGITS}]{{1,3}}|[0-9]{{1,2}})\)"
    rf"|(?P<dot>[0-9]{{1,2}})[.、](?![0-9])"
    rf"|(?P<stroke>[{_DIGITS}]{{1,3}})、"
    rf"|第(?P<ordinal>[{_DIGITS}]{{1,3}})，)"
)
_LINE = re.compile("\n")
_KINDS = {"are": "是", "round": "(", "dot": ".", "stroke": "、", "ordinal": "第"}


def items(folded: str) -> tuple[Item, ...]:
    """Return the items of the text in order; together they cover it. A line without a mark is an item of its own."""
    marks = {0: (0, "", 0)}
    marks |= {match.end(): (match.end(), "", 0) for match in _LINE.finditer(folded)}
    for start, body, kind, number in _marks(folded):
        marks[start] = (body, kind, number)
    places = sorted(marks)
    return tuple(Item(at, until, *marks[at]) for at, until in pairwise([*places, len(folded)]) if until > at)


def _marks(folded: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield where a mark stands (from its line's first character), where it ends, its kind and its number."""
    for match in _MARK.finditer("\n" + folded):
        kind = next(name for name in _KINDS if match[name])
        if match[0][0] == "，" and kind != "are":
            continue
        digits = match[kind]
        number = int(digits) if digits.isdigit() else int(numerals.chinese(digits) or 0)
        start = match.start() if match[0][0] == "\n" else match.start("mark") - 1
        yield start, match.end() - 1, _KINDS[kind], number
