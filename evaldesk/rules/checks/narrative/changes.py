"""Changes: 由10万元压减至8万元，压减20% — percentages that can be recomputed from two numbers of the sentence.

change = ["由" | "从"] A ("增至" | "降至" | …) B … ("增长" | "下降" | …) P
       | B … "比上年" ("增加" | "减少") C … ("增长" | "下降") P
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.saying import gap, plain, said
from evaldesk.rules.checks.narrative.texts import Passage, passages
from evaldesk.rules.checks.narrative.wholes import same_unit
from evaldesk.rules.prose import Mention, Reading
from evaldesk.rules.prose.rounding import span_of
from evaldesk.rules.prose.words import listed

_POINTS = ("百分点", "个百分点")


class Change(NamedTuple):
    """Hold two numbers, before and after, and what the sentence calls the change between them (None for nothing)."""

    before: Mention
    after: Mention
    rise: bool | None
    named: Mention | None


@check("narrative.change", Level.ERROR, "增减幅度 =（现数 − 原数）÷ 原数", pace="slow", prose=True)
def stated_change(case: Case) -> Iterator[Found]:
    """正文写明了由多少变为多少，而所写的增长或下降幅度与重新计算的不一致，或者方向写反了。

    幅度要能由前后两个数算出来。请重新计算，或核对原数和现数；口径不同的，请写明各按什么计。
    """
    for passage in passages(case):
        for change in passage.reading.once(changes):
            yield from _look(passage, change)


def changes(reading: Reading) -> list[Change]:
    """Return the changes that the numbers of a text tell."""
    several = (sentence.mentions for sentence in reading.sentences if len(sentence.mentions) > 1)
    return [change for mentions in several for change in _changes(mentions)]


def _changes(mentions: tuple[Mention, ...]) -> Iterator[Change]:
    """Yield the changes that a sentence's numbers tell."""
    for at in range(1, len(mentions)):
        before, after = mentions[at - 1], mentions[at]
        if not same_unit(before, after) or after.clause - before.clause > 1 or before.bound or after.bound:
            continue
        way = _ways().search(after.label)
        if way is None or not (way.lastgroup != "any" or _from().search(before.label)):
            continue
        if way.lastgroup == "any" and after.clause != before.clause:
            continue
        rise = {"up": True, "down": False}.get(str(way.lastgroup))
        yield Change(before, after, rise, _named(mentions, at))
    for after, before, named in zip(mentions, mentions[1:], mentions[2:], strict=False):
        told = _than().match(before.label) and same_unit(before, after) and named.clause == before.clause
        if told and before.clause - after.clause == 1 and _is_change(named) and not (before.bound or after.bound):
            yield Change(before, after, None, named)


def changed(before: Mention | None, mention: Mention) -> Mention:
    """Return a number that something was changed to (由86%提升至93.5%) under the words that name this something."""
    if before is None or before.sentence != mention.sentence or mention.clause - before.clause > 0:
        return mention
    if not same_unit(before, mention) or not _ways().fullmatch(mention.label.rstrip("了约近")):
        return mention
    found = _from().search(before.label)
    year = mention.year if mention.year and not mention.year.compared and mention.year.start > before.start else None
    return mention._replace(label=before.label[: found.start()], year=year) if found else mention


def _named(mentions: tuple[Mention, ...], at: int) -> Mention | None:
    """Return the percentage behind the second number, or between the two, that names their change."""
    for mention in mentions[at + 1 : at + 2]:
        if mention.clause - mentions[at].clause <= 1 and _is_change(mention):
            return mention
    return None


def _is_change(mention: Mention) -> bool:
    return mention.unit in ("%", *_POINTS) and not mention.bound and bool(_turn().search(mention.label))


def _look(passage: Passage, change: Change) -> Iterator[Found]:
    before, after, named = change.before, change.after, change.named
    up = after.value > before.value
    if change.rise is not None and after.value != before.value and up != change.rise:
        apart = gap(after.value, before.value, after.unit, after.text)
        words = ("增加", "减少") if change.rise else ("减少", "增加")
        yield Found(
            where=passage.where,
            message=f"正文“{passage.words(before.start, after.end)}”写的是{words[0]}，而数字{words[1]}了{apart}。",
            numbers=(before.text, after.text, apart),
            span=(before.start, after.end),
        )
    elif named and before.value > 0 and not _holds(before, after, named):
        right = _recomputed(before, after, named)
        apart = f"{plain(abs(right - abs(named.value)) * 100, 2)}个百分点"
        written = said(right, named.unit)
        yield Found(
            where=passage.where,
            message=f"正文“{passage.words(before.start, after.end)}”，变动幅度应为{written}，"
            f"而所写“{passage.quote(named)}”，相差{apart}。",
            numbers=(before.text, after.text, named.text, written, apart),
            span=(named.start, named.end),
            fix=passage.fix(f"改为 {written}", named.start, named.end, written),
        )


def _recomputed(before: Mention, after: Mention, named: Mention) -> Fraction:
    apart = abs(after.value - before.value)
    return apart if named.unit in _POINTS or before.unit == "%" else apart / before.value


def _holds(before: Mention, after: Mention, named: Mention) -> bool:
    """Tell whether the named change can come from the two numbers as rounded; of percentages both ways count."""
    (low_a, high_a), (low_b, high_b) = span_of(before), span_of(after)
    low, high = named.value - named.step, named.value + named.step
    points = sorted((abs(low_b - high_a), abs(high_b - low_a)))
    if (named.unit in _POINTS or before.unit == "%") and points[0] <= high and points[1] >= low:
        return True
    if named.unit in _POINTS or low_a <= 0:
        return named.unit not in _POINTS
    ratios = sorted((abs(low_b / high_a - 1), abs(high_b / low_a - 1)))
    return ratios[0] <= high and ratios[1] >= low


@cache
def _ways() -> re.Pattern[str]:
    parts = (("up", "to_up"), ("down", "to_down"), ("any", "to_any"))
    words = "|".join(f"(?P<{name}>{_any(listed(words))})" for name, words in parts)
    return re.compile(rf"(?:{words})了?(?:约|近)?$")


@cache
def _than() -> re.Pattern[str]:
    return re.compile(r"(?:比|较|与|相比)[^，]{1,14}$")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(listed('from'))})[^，]{{0,12}}$")


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any((*listed('rise'), *listed('fall')))})(?:{_any(listed('change_filler'))}){{0,2}}$")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
