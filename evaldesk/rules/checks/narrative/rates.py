"""支出率 in the texts against the rate recomputed from the fields, or from the amounts of the same sentence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.purse import purse, rates
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.scope import is_whole, of_the_year
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention, is_money
from evaldesk.rules.prose.roles import role, spoken
from evaldesk.rules.prose.rounding import agrees
from evaldesk.rules.prose.words import pattern

_GIVEN = ("planned", "allocated")
_MOST = 8


@check("narrative.rate", Level.ERROR, "支出率 = 实际支出 ÷ 预算额度（自评表评分标准）", pace="slow", prose=True)
def stated_rate(case: Case) -> Iterator[Found]:
    """正文所写的支出率（执行率）与按表内金额重新计算的不一致。

    以预算或下达数为分母算得的任何一个都算相符；同一句话里的两个金额相除得到的也算相符。
    """
    for passage in of_kind(case, "result", "problem", ""):
        for mention, what in passage.reading.once(spoken):
            if what == "rate" and not _is_other_matter(passage, mention):
                yield from _look(case, passage, mention)


def _look(case: Case, passage: Passage, mention: Mention) -> Iterator[Found]:
    near = [
        other
        for other in passage.reading.sentences[mention.sentence].mentions
        if is_money(other.unit) and other.start < mention.start
    ][-_MOST:]
    known = rates(case)
    if any(agrees(mention, rate.value) for rate in known):
        return
    if any(agrees(mention, a.value / b.value) for a, b in permutations(near, 2) if b.value):
        return
    given = [other for other in near if role(other) in _GIVEN] or _first_of_two(near)
    spent = [other for other in near if role(other) == "spent"]
    if len(spent) == 1 and len(given) == 1 and given[0].value and not given[0].bound and not spent[0].bound:
        named = (f"{passage.quote(spent[0])}÷{passage.quote(given[0])}", spent[0].value / given[0].value)
        yield _found(passage, mention, *named, ())
    elif known and _is_own(case, passage, mention, near):
        yield _found(passage, mention, known[0].name, known[0].value, known[0].about)


def _first_of_two(near: list[Mention]) -> list[Mention]:
    """Return the first of two amounts when the words before it can name a budget (设备采购经费60万元)."""
    two = len(near) == 2 and near[0].value >= near[1].value
    return near[:1] if two and pattern("budget_words").search(near[0].label) else []


def _is_own(case: Case, passage: Passage, mention: Mention, near: list[Mention]) -> bool:
    """Tell whether a rate is the form's own: no part is named, and amounts before it, if any, are the form's."""
    figures = [figure for held in purse(case).figures.values() for figure in held]
    known = not near or any(agrees(other, figure.value) for other in near for figure in figures)
    return known and of_the_year(case, passage, mention) and is_whole(case, passage, mention)


def _found(passage: Passage, mention: Mention, name: str, right: Fraction, about: tuple[str, ...]) -> Found:
    rate, apart = said(right, "%"), gap(mention.value, right, "%")
    fix = None if mention.bound else passage.fix(f"改为 {rate}", mention.start, mention.end, rate)
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”，而{name}＝{rate}，相差{apart}。",
        numbers=(mention.text, rate, apart),
        span=(mention.start, mention.end),
        fix=fix,
        about=about,
    )


def _is_other_matter(passage: Passage, mention: Mention) -> bool:
    """Tell whether a rate is one that was wanted, or one of an earlier time."""
    clause = passage.reading.folded[max(mention.start - 20, 0) : mention.end + 8]
    return bool(pattern("wanted", "past").search(clause))
