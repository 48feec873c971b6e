"""Cuts that a text tells (压减50%, 由10万元压减至8万元) against the money fields, where they must show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.purse import Purse, purse
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.prose import Mention, Reading, is_money
from evaldesk.rules.prose.roles import role
from evaldesk.rules.prose.rounding import agrees, in_parts
from evaldesk.rules.prose.words import listed, pattern

_POINT = Fraction(1, 100)
_NEAR = 16
_MOST = 8


@check("narrative.cut-rate", Level.EXPLAIN, "预算调整应在资金情况栏反映（自评表填报要求）", pace="slow", prose=True)
def cut_that_does_not_show(case: Case) -> Iterator[Found]:
    """正文说总预算压减了百分之几，而预算计划安排与实际分配下达的金额看不出这个压减。

    压减过的预算，计划安排与分配下达之间应当看得出来。请核对金额，或写明压减前后各是多少。
    """
    held = purse(case)
    planned, allocated = held.main("planned"), held.main("allocated")
    if not planned or not allocated or not planned.value:
        return
    cut = 1 - allocated.value / planned.value
    for passage in of_kind(case, "result", "problem", ""):
        for mention in passage.reading.once(_cut_rates):
            if abs(cut - mention.value) < max(_POINT, mention.step):
                continue
            before = planned.value / (1 - mention.value) if mention.value < 1 else planned.value
            after = planned.value * (1 - mention.value)
            yield Found(
                where=passage.where,
                message=f"正文说压减{mention.text}，而预算计划安排{said(planned.value, '元')}、实际分配下达"
                f"{said(allocated.value, '元')}，只减少{said(cut, '%')}：压减前若为表内数，"
                f"压减后应是{said(after, '元')}；表内若已是压减后的数，压减前应是{said(before, '元')}，请说明。",
                numbers=(mention.text, said(planned.value, "元"), said(allocated.value, "元"), said(after, "元")),
                span=(mention.start, mention.end),
                about=(*planned.about, *allocated.about),
            )


@check("narrative.cut-sum", Level.EXPLAIN, "预算调整应在资金情况栏反映（自评表填报要求）", pace="slow", prose=True)
def cuts_that_do_not_add_up(case: Case) -> Iterator[Found]:
    """正文逐项写明的压减金额之和，与预算计划安排减去实际分配下达的差额不一致。

    各项压减之和与表内差额不等，说明有漏列或多列。请逐项核对，或写明其余差额的原因。
    """
    held = purse(case)
    planned, allocated = held.main("planned"), held.main("allocated")
    if not planned or not allocated:
        return
    for passage in of_kind(case, "result", "problem", ""):
        pairs = passage.reading.once(_cuts)
        shown = planned.value - allocated.value
        cuts = [before.value - after.value for before, after in pairs]
        total = sum(cuts, Fraction(0))
        if not pairs or abs(total - shown) <= sum(after.step for _, after in pairs) or _is_own(held, pairs):
            continue
        added = "＋".join(said(cut, "元").removesuffix("万元") for cut in cuts)
        apart = gap(total, shown, "元")
        inner = _which(cuts, shown)
        yield Found(
            where=passage.where,
            message=f"正文逐项压减{added}＝{said(total, '元')}，而预算计划安排{said(planned.value, '元')}"
            f"减去实际分配下达{said(allocated.value, '元')}是{said(shown, '元')}，相差{apart}{inner}，请说明。",
            numbers=(said(total, "元"), said(shown, "元"), apart),
            span=(pairs[0][0].start, pairs[-1][1].end),
            about=(*planned.about, *allocated.about),
        )


def _cut_rates(reading: Reading) -> list[Mention]:
    """Return the percentages that say how much of the form's own budget was cut."""
    return [mention for mention in reading.mentions if _is_cut_rate(reading, mention)]


def _is_cut_rate(reading: Reading, mention: Mention) -> bool:
    if mention.unit != "%" or mention.bound or mention.value <= 0:
        return False
    words = reading.folded[max(mention.start - _NEAR, 0) : mention.start]
    found = _cut_words().search(words)
    return found is not None and not pattern("not_this_budget").search(reading.sentence(mention))


def _cuts(reading: Reading) -> list[tuple[Mention, Mention]]:
    mentions = [mention for mention in reading.mentions if is_money(mention.unit)]
    return [
        (before, after)
        for before, after in pairwise(mentions)
        if before.sentence == after.sentence
        and after.clause - before.clause <= 1
        and after.value < before.value
        and role(before) == "planned"
        and _cut_to().search(after.label)
    ]


def _is_own(held: Purse, pairs: list[tuple[Mention, Mention]]) -> bool:
    """Tell whether a text cuts the form's own budget: then the fields hold the numbers before or after."""
    figures = [*held.figures.get("planned", ()), *held.figures.get("allocated", ())]
    return any(agrees(mention, figure.value) for pair in pairs for mention in pair for figure in figures)


def _which(cuts: list[Fraction], shown: Fraction) -> str:
    few = cuts[:_MOST]
    *sizes, wanted = in_parts([*few, shown])
    for count in range(1, len(few)) if shown else ():
        for some in combinations(range(len(few)), count):
            if sum([sizes[at] for at in some]) == wanted:
                words = "＋".join(said(few[at], "元").removesuffix("万元") for at in some)
                return f"（只有{words}万元在两栏之差中）"
    return ""


@cache
def _cut_words() -> re.Pattern[str]:
    budget = "|".join(map(re.escape, listed("budget_words")))
    return re.compile(
        rf"(?:{budget})(?:安排|额度|规模|总额)?(?:统一|再|按|共|整体|总体)?(?:压减|核减|调减|缩减|削减)(?:了|约|比例为|幅度为)?$"
    )


@cache
def _cut_to() -> re.Pattern[str]:
    words = [word for word in listed("to_down") if word[0] in "压核调缩削减"]
    return re.compile(rf"(?:{'|'.join(words)})$")
