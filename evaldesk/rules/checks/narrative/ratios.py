"""Rates that a sentence makes with its own counts: 交办问题364个，办结358个，办结率98.35%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.checks.narrative.wholes import same_unit
from evaldesk.rules.prose import Mention, Reading, is_count
from evaldesk.rules.prose.roles import role
from evaldesk.rules.prose.rounding import agrees

_RATE = re.compile(r"(?P<stem>[一-鿿]{2})率(?:约|为|达|达到|均为|均达|均达到)?$")
_MOST, _NEAR = 5, 6


@check("narrative.ratio", Level.EXPLAIN, "比率 = 分子 ÷ 分母", pace="slow", prose=True)
def stated_ratio(case: Case) -> Iterator[Found]:
    """同一句话里写了总数和完成数（如交办、办结），而所写的比率（办结率）与两数相除的结果不一致。

    比率要能由同一句里的两个数算出来。请重新计算，或写明比率的分子和分母是什么。
    """
    for passage in of_kind(case, "result", "problem", ""):
        for part, whole, mention in passage.reading.once(ratios):
            right, apart = said(part.value / whole.value, "%"), gap(part.value / whole.value, mention.value, "%")
            yield Found(
                where=passage.where,
                message=f"正文“{passage.quote(whole)}”“{passage.quote(part)}”，相除应为{right}，"
                f"而所写“{passage.quote(mention)}”，相差{apart}，请说明。",
                numbers=(whole.text, part.text, mention.text, right, apart),
                span=(mention.start, mention.end),
            )


def ratios(reading: Reading) -> list[tuple[Mention, Mention, Mention]]:
    """Return the rates of a text that do not follow from the part and the whole named before them, behind these two."""
    return [
        (*terms, mention)
        for sentence in reading.sentences
        for at, mention in enumerate(sentence.mentions)
        if mention.unit == "%" and at > 1 and not mention.bound and not role(mention)
        if (terms := _terms(mention, sentence.mentions[max(at - _MOST, 0) : at]))
    ]


def _terms(mention: Mention, before: tuple[Mention, ...]) -> tuple[Mention, Mention] | None:
    """Return part and whole of a rate that is not their quotient, None where they are not named or the rate holds."""
    match = _RATE.search(mention.label)
    if match is None:
        return None
    stem = match["stem"]
    counts = [other for other in before if is_count(other.unit) and not other.bound]
    part = next((other for other in reversed(counts) if stem in other.label[-_NEAR:] + other.tail[:_NEAR]), None)
    if part is None:
        return None
    wholes = [other for other in counts if other.start < part.start and same_unit(other, part)]
    wholes = [other for other in wholes if other.value >= part.value > 0]
    if not wholes or any(agrees(mention, part.value / whole.value) for whole in wholes):
        return None
    return part, wholes[-1]
