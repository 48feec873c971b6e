"""Sums that a sentence makes with its own roles: planned minus spent is what is left."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.purse import purse
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import Passage, passages
from evaldesk.rules.prose import Mention, Sentence
from evaldesk.rules.prose.roles import role
from evaldesk.rules.prose.rounding import agrees, slack

_BASES = ("allocated", "planned")


@check("narrative.balance", Level.ERROR, "正文数字前后相符（自评表填报要求）", pace="slow", prose=True)
def what_is_left(case: Case) -> Iterator[Found]:
    """同一句话里写明了预算（或下达）、支出和结余，而三者不能相减得出。

    支出、结余和预算三个数只要有一个写错，读的人就不知道该信哪个。请按资金情况栏核对，改正写错的一个。
    """
    for passage in passages(case):
        for sentence in passage.reading.sentences:
            if len(sentence.mentions) >= len(_BASES) + 1:
                yield from _of_sentence(case, passage, sentence)


def _of_sentence(case: Case, passage: Passage, sentence: Sentence) -> Iterator[Found]:
    spoken: dict[str, list[Mention]] = {}
    for mention in sentence.mentions:
        spoken.setdefault(role(mention), []).append(mention)
    left, spent = spoken.get("remaining", []), spoken.get("spent", [])
    bases = [mention for name in _BASES for mention in spoken.get(name, [])]
    if len(left) != 1 or len(spent) != 1 or not 1 <= len(bases) <= 2 or "added" in spoken or "cut" in spoken:
        return
    if left[0].start < spent[0].start or any(mention.bound for mention in (*left, *spent, *bases)):
        return
    if any(figure and agrees(left[0], figure.value) for figure in purse(case).figures.get("remaining", ())):
        return
    if any(_close(base, spent[0], left[0]) for base in bases):
        return
    base, like = bases[0], left[0].text
    right = said(base.value - spent[0].value, "元", like)
    apart = gap(base.value - spent[0].value, left[0].value, "元", like)
    if base.value < spent[0].value:
        return
    yield Found(
        where=passage.where,
        message=f"正文“{passage.quote(base)}”“{passage.quote(spent[0])}”，相减应为{right}，而所写“{passage.quote(left[0])}”，"
        f"相差{apart}。",
        numbers=(base.text, spent[0].text, left[0].text, right, apart),
        span=(left[0].start, left[0].end),
        fix=passage.fix(f"改为 {right}", left[0].start, left[0].end, right),
    )


def _close(base: Mention, spent: Mention, left: Mention) -> bool:
    return abs(base.value - spent.value - left.value) <= slack(base, spent, left)
