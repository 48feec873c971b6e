"""Sums that were meant to be: amounts of one passage that nearly, but not quite, add up to another of them.

Nobody writes five digits that add up by chance. Where two or three amounts come within a hair of a fourth and no
other amounts make it up exactly, one of them is a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, groupby

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import Passage, passages
from evaldesk.rules.prose import Mention, Reading, is_money
from evaldesk.rules.prose.rounding import digits, in_parts, slack
from evaldesk.rules.prose.words import pattern

_HAIR = Fraction(1, 5000)
_TELLING = 5
_MOST = 10


@check("narrative.sum", Level.ERROR, "正文数字前后相符（自评表填报要求）", pace="slow", prose=True)
def nearly_a_sum(case: Case) -> Iterator[Found]:
    """正文中的几个金额相加只差一点点就等于另一个金额，其中多半有一个写错了。

    只看同一段里位数较多（5 位以上）的金额，相差不到万分之二才提出；正好相等的不提。
    """
    for passage in passages(case):
        for whole, parts in passage.reading.once(slips):
            yield _found(passage, whole, parts)


def slips(reading: Reading) -> list[tuple[Mention, tuple[Mention, ...]]]:
    """Return the amounts of a text that others nearly make up, each with these."""
    money = [mention for mention in reading.mentions if _fits(mention)]
    groups = (list(group)[:_MOST] for _, group in groupby(money, key=lambda mention: reading.item(mention.start).start))
    return [slip for near in groups if len(near) > 2 for slip in _slips(near)]


def _fits(mention: Mention) -> bool:
    return is_money(mention.unit) and not mention.bound and digits(mention) >= _TELLING


def _slips(near: list[Mention]) -> Iterator[tuple[Mention, tuple[Mention, ...]]]:
    taken: set[int] = set()
    sizes = in_parts(mention.value for mention in near)
    for at, whole in enumerate(near):
        others = [other for other, size in enumerate(sizes) if size < sizes[at]]
        counts = (2, 3) if pattern("totals").search(whole.label) else (2,)
        tries = (some for count in counts for some in combinations(others, count))
        best = min(tries, key=lambda some: abs(sum([sizes[other] for other in some]) - sizes[at]), default=())
        if not best or at in taken:
            continue
        parts = tuple(near[other] for other in best)
        off = abs(_total(parts) - whole.value)
        if slack(whole, *parts) < off <= whole.value * _HAIR and not _explained(sizes, {at, *best}):
            taken |= {at, *best}
            yield whole, parts


def _explained(sizes: list[int], suspects: set[int]) -> bool:
    """Tell whether the largest of the suspects is exactly the sum of others."""
    whole = max(suspects, key=lambda at: sizes[at])
    others = [size for at, size in enumerate(sizes) if at != whole]
    return any(sum(parts) == sizes[whole] for count in (2, 3, 4) for parts in combinations(others, count))


def _total(parts: tuple[Mention, ...]) -> Fraction:
    return sum((part.value for part in parts), Fraction(0))


def _found(passage: Passage, whole: Mention, parts: tuple[Mention, ...]) -> Found:
    total, like = _total(parts), whole.text
    added = "＋".join(passage.quote(part) for part in parts)
    apart, right = gap(total, whole.value, whole.unit, like), said(total, whole.unit, like)
    return Found(
        where=passage.where,
        message=f"正文{added}＝{right}，而所写“{passage.quote(whole)}”，相差{apart}。",
        numbers=(whole.text, *(part.text for part in parts), right, apart),
        span=(whole.start, whole.end),
    )
