"""Listed parts against the whole that the text states, in amount and in year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import Passage, passages
from evaldesk.rules.checks.narrative.wholes import Group, is_complete_pair, may_add_up, part_groups
from evaldesk.rules.prose import Mention
from evaldesk.rules.prose.rounding import slack
from evaldesk.rules.prose.words import pattern

_NEAR = Fraction(15, 100)


@check("narrative.parts", Level.ERROR, "分项之和等于合计（自评表填报要求）", pace="slow", prose=True)
def parts_and_whole(case: Case) -> Iterator[Found]:
    """正文列出的各个部分与所写的合计对不上：相加不等，或者其中一部分大于全部。

    写有“等”“其余”的列举不完整，不比较；“其中”之后只列一部分的，只在超出合计或差得很少时提出。
    """
    for passage, groups in case.once(_groups):
        seen: set[tuple[int, int]] = set()
        for group in groups:
            key = (group.whole.start, group.parts[0].start)
            if key in seen or pattern("indicator_words").search(group.whole.label):
                continue
            seen.add(key)
            level = _level(group) if may_add_up(group) else None
            if level:
                yield _found(passage, group, level)


@check("narrative.within-year", Level.EXPLAIN, "其中项与合计应属同一年度（自评表填报要求）", pace="slow", prose=True)
def part_of_another_year(case: Case) -> Iterator[Found]:
    """“其中”所列的部分与合计写的不是同一年，不能是它的一部分。

    结转、尾款等跨年的部分不提；合计写的是截至某年或几年的不提。
    """
    for passage, groups in case.once(_groups):
        for group in groups:
            if group.tie == "其中" and (part := _other_year(passage, group)):
                a, b = group.whole.year, part.year
                assert a is not None
                assert b is not None
                yield Found(
                    where=passage.where,
                    message=f"正文“{passage.quote(group.whole)}”是{a.first}年的数，其中却列入{b.first}年的“"
                    f"{passage.quote(part)}”，相差{abs(a.first - b.first)}年，请分年度写明。",
                    numbers=(str(a.first), group.whole.text, str(b.first), part.text),
                    span=(b.start, part.end),
                )


def _groups(case: Case) -> list[tuple[Passage, tuple[Group, ...]]]:
    return [(passage, groups) for passage in passages(case) if (groups := passage.reading.once(part_groups))]


def _other_year(passage: Passage, group: Group) -> Mention | None:
    whole, part = group.whole.year, group.parts[0]
    named = part.year
    if not whole or not named or whole.first != whole.last or named.first != named.last or whole == named:
        return None
    if whole.first == named.first or whole.until or whole.compared or whole.dated or named.compared or named.dated:
        return None
    behind = passage.reading.folded[named.end : part.start]
    if pattern("carried").search(behind) or not pattern("year_verbs").match(behind.lstrip("度，")):
        return None
    return part


def _level(group: Group) -> Level | None:
    """Return how sure it is that the parts do not make up the whole; None where they do or need not."""
    whole, parts = group.whole.value, group.parts
    if whole <= 0:
        return None
    total = sum((part.value for part in parts), Fraction(0))
    off = abs(total - whole)
    if off <= slack(group.whole, *parts):
        return None
    largest = max(part.value for part in parts)
    if largest > whole + slack(group.whole, *parts):
        return Level.ERROR if group.tie != "∥" else None
    if len(parts) == 1 or (group.open and total < whole):
        return None
    near = off <= whole * _NEAR
    if group.tie in "(：" or (is_complete_pair(group) and group.tie != "∥"):
        return Level.ERROR if near or group.tie == "(" else Level.EXPLAIN
    if group.tie == "∥":
        return Level.EXPLAIN if near else None
    if total > whole:
        return Level.ERROR if near else Level.EXPLAIN
    return Level.EXPLAIN if near else None


def _found(passage: Passage, group: Group, level: Level) -> Found:
    whole, parts, unit = group.whole, group.parts, group.whole.unit
    total = sum((part.value for part in parts), Fraction(0))
    like = whole.text
    apart = gap(total, whole.value, unit, like)
    if len(parts) == 1:
        message = f"正文“{passage.quote(whole)}”，其中一部分“{passage.quote(parts[0])}”比全部还多{apart}。"
        return Found(passage.where, message, (whole.text, parts[0].text, apart), (parts[0].start, parts[0].end), level)
    added = "＋".join(said(part.value, "", like).removesuffix("万").removesuffix("亿") for part in parts)
    right = said(total, unit, like)
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(whole)}”，而所列各部分{added}＝{right}，相差{apart}。",
        numbers=(whole.text, *(part.text for part in parts), right, apart),
        span=(whole.start, parts[-1].end),
        level=level,
    )
