"""Enumerations with a number in each item (一是…12份；二是…4份) against the row that counts the same things.

Also: the number of things announced (三个方面) against the items that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.copying import is_copied
from evaldesk.rules.checks.narrative.measures import Measure, measures
from evaldesk.rules.checks.narrative.saying import plain
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Item, Mention, Reading, is_count
from evaldesk.rules.prose.words import listed, pattern

_LEAST, _SHORT = 3, 70
_NOUN = 2
_ANNOUNCED = 14


class Listing(NamedTuple):
    """Hold an enumeration: its items, each with the one number in it, all in one unit."""

    items: tuple[tuple[Item, Mention], ...]

    @property
    def unit(self) -> str:
        """Return the unit of all its numbers."""
        return self.items[0][1].unit

    @property
    def total(self) -> Fraction:
        """Return the sum of its numbers."""
        return sum((mention.value for _, mention in self.items), Fraction(0))


@check("narrative.listed", Level.ERROR, "正文数字与指标评分表一致（自评表填报要求）", pace="slow", prose=True)
def listed_things(case: Case) -> Iterator[Found]:
    """正文逐项列出的数量之和，与指标评分表里同类数量指标的实现值不一致。

    同一件事的数量只能有一个。请核对清单和指标的实现值，口径不同的请写明各包含什么。
    """
    for passage in of_kind(case, "result", ""):
        for listing in passage.reading.once(listings):
            if is_copied(case, passage, listing.items[0][1].start):
                continue
            for measure in case.once(_counting):
                yield from _look(passage, listing, measure)


def _counting(case: Case) -> Sequence[Measure]:
    return [measure for measure in measures(case).all if _counts(measure)]


def _look(passage: Passage, listing: Listing, measure: Measure) -> Iterator[Found]:
    actual = measure.actual
    assert actual
    if actual.unit != listing.unit or len(measure.core) > _NOUN + 4:
        return
    noun = measure.core[-_NOUN:]
    fitting = [
        mention for _, mention in listing.items if noun in passage.reading.folded[mention.start - 24 : mention.end]
    ]
    if 3 * len(fitting) < 2 * len(listing.items):
        return
    some = sum((mention.value for mention in fitting), Fraction(0))
    if actual.number in (listing.total, some) or _stands(passage, actual.number, listing.unit):
        return
    unit, total = listing.unit, plain(listing.total)
    added = "＋".join(plain(mention.value) for _, mention in listing.items)
    only = f"（其中写明“{noun}”的{plain(some)}{unit}）" if some != listing.total else ""
    apart = f"{plain(abs(listing.total - actual.number))}{unit}"
    yield Found(
        where=passage.where,
        message=f"正文逐项列出{added}＝{total}{unit}{only}，而指标“{measure.name}”的实现值是“{actual.text.strip()}”，相差{apart}。",
        numbers=(f"{total}{unit}", f"{plain(some)}{unit}", actual.text.strip(), apart),
        span=(listing.items[0][0].start, listing.items[-1][1].end),
        about=(measure.where,),
    )


def _counts(measure: Measure) -> bool:
    actual = measure.actual
    return actual is not None and is_count(actual.unit) and not actual.period and not actual.comparator


def _stands(passage: Passage, number: Fraction, unit: str) -> bool:
    return any(mention.value == number and mention.unit == unit for mention in passage.reading.mentions)


def listings(reading: Reading) -> list[Listing]:
    """Return the enumerations of short items that each hold one number of the same unit."""
    return list(_listings(reading))


def _listings(reading: Reading) -> Iterator[Listing]:
    held: list[tuple[Item, Mention]] = []
    by_item: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        if is_count(mention.unit):
            by_item.setdefault(reading.item(mention.start).start, []).append(mention)
    for _, run in groupby(reading.items, key=lambda item: item.kind):
        held = []
        for item in run:
            inside = by_item.get(item.start, [])
            fits = item.kind and len(inside) == 1 and not inside[0].bound and item.end - item.start <= _SHORT
            if held and (not fits or item.number != held[-1][0].number + 1 or inside[0].unit != held[0][1].unit):
                if len(held) >= _LEAST:
                    yield Listing(tuple(held))
                held = []
            if fits:
                held.append((item, inside[0]))
        if len(held) >= _LEAST:
            yield Listing(tuple(held))


@check("narrative.announced", Level.EXPLAIN, "正文数字前后相符（自评表填报要求）", pace="slow", prose=True)
def announced_items(case: Case) -> Iterator[Found]:
    """正文先说有几个方面（几项措施、几点），随后“一是、二是”列出的却不是这么多。

    条目增删以后，前面的“几个方面”常忘了改。请数一数，改成一致。
    """
    for passage in of_kind(case, "result", "problem", "plan", ""):
        items = passage.reading.items
        for at, item in enumerate(items):
            if item.kind != "是" or item.number != 1 or not at:
                continue
            count = 1
            while at + count < len(items) and (items[at + count].kind, items[at + count].number) == ("是", count + 1):
                count += 1
            announced = _announced(passage, item.start)
            if announced and announced.value != count and count > 1:
                yield Found(
                    where=passage.where,
                    message=f"正文先写“{passage.words(announced.start, announced.end)}”，随后列出{count}项，"
                    f"相差{plain(abs(announced.value - count))}项。",
                    numbers=(announced.text, str(count)),
                    span=(announced.start, announced.end),
                )


def _announced(passage: Passage, start: int) -> Mention | None:
    """Return the number of things announced right before an enumeration: 以下三项措施：."""
    for mention in reversed(passage.reading.mentions_from(start - _ANNOUNCED, start)):
        words = passage.reading.folded[mention.end : start]
        things = any(word in words for word in listed("announced_things")) and not pattern("totals").search(words)
        return mention if things and words.rstrip().endswith(("：", "，")) else None
    return None
