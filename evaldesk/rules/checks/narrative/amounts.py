"""Amounts in the texts against the money fields: planned, allocated, spent, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.purse import Figure, Purse, purse
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.scope import is_part, is_whole, of_the_year, says_whole
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention
from evaldesk.rules.prose.roles import spoken
from evaldesk.rules.prose.rounding import agrees, digits
from evaldesk.rules.prose.words import pattern

NAMES = {"planned": "预算计划安排", "allocated": "实际分配下达", "spent": "实际支出金额"}
_SLIPS = tuple(Fraction(10) ** power for power in (4, -4, 3, -3, 8, -8))
_TELLING, _MOST = 3, 40


@check("narrative.amount", Level.ERROR, "正文数字与资金情况栏一致（自评表填报要求）", pace="slow", prose=True)
def stated_amount(case: Case) -> Iterator[Found]:
    """正文所写的预算、下达、支出金额与资金情况栏不一致。

    金额按正文所写的位数四舍五入或截取后比较，万元、元、亿元自动换算；写明是某一部分（其中、某二级项目）的金额不比较。
    """
    held = purse(case)
    for passage in of_kind(case, "result", "problem", "goal", ""):
        roles = passage.reading.once(spoken)
        known = [(mention, what) for mention, what in roles if what in NAMES and held.figures.get(what)]
        for _, group in groupby(known, key=lambda item: passage.reading.item(item[0].start).start):
            yield from _of_item(case, passage, held, list(group)[:_MOST])


def _of_item(case: Case, passage: Passage, held: Purse, spoken: list[tuple[Mention, str]]) -> Iterator[Found]:
    matches = {mention.start for mention, what in spoken if _match(held, mention, what)}
    matched = {
        what
        for mention, what in spoken
        if mention.start in matches
        and (digits(mention) >= _TELLING or is_whole(case, passage, mention))
        and not is_part(case, passage, mention)
    }
    for mention, what in spoken:
        if mention.start in matches or not of_the_year(case, passage, mention):
            continue
        if slip := _unit_slip(held, mention, what):
            yield _wrong_unit(passage, mention, *slip)
        elif (
            passage.kind == "goal"
            or is_part(case, passage, mention)
            or what in matched
            or (what == "planned" and _is_adjusted(passage, mention))
        ):
            continue
        elif matched:
            yield _differs(passage, mention, what, held, Level.ERROR)
        elif (
            is_whole(case, passage, mention)
            and says_whole(case, passage, mention)
            and _alone(case, passage, spoken, what)
        ):
            yield _differs(passage, mention, what, held, Level.ERROR if len(spoken) == 1 else Level.EXPLAIN)


def _is_adjusted(passage: Passage, mention: Mention) -> bool:
    """Tell whether the sentence goes on to say how a first budget was changed (年初预算520万元，年中调减20万元)."""
    return bool(pattern("adjusted").search(passage.reading.sentence(mention)))


def _alone(case: Case, passage: Passage, spoken: list[tuple[Mention, str]], what: str) -> bool:
    same = [mention for mention, other in spoken if other == what]
    return sum(not is_part(case, passage, mention) for mention in same) == 1


def _match(held: Purse, mention: Mention, what: str) -> Figure | None:
    return next((figure for figure in held.figures[what] if agrees(mention, figure.value)), None)


def _unit_slip(held: Purse, mention: Mention, what: str) -> tuple[Figure, Fraction] | None:
    """Return the figure that a number equals in another unit: 9150元 for 9150万元."""
    if digits(mention) < _TELLING or mention.bound:
        return None
    for figure in held.figures[what]:
        factor = figure.value / mention.value if mention.value else Fraction(0)
        if factor in _SLIPS:
            return figure, factor
    return None


def _wrong_unit(passage: Passage, mention: Mention, figure: Figure, factor: Fraction) -> Found:
    right = said(figure.value, "元")
    times = said(max(factor, 1 / factor), "")
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”与{figure.name}{right}的数字相同而单位不同，相差{times}倍。",
        numbers=(mention.text, right, times),
        span=(mention.start, mention.end),
        fix=passage.fix(f"改为 {right}", mention.start, mention.end, right),
        about=figure.about,
        why="正文金额的单位与表内金额（万元）换算后应当相等。",
    )


def _differs(passage: Passage, mention: Mention, what: str, held: Purse, level: Level) -> Found:
    figure = held.figures[what][0]
    like = mention.text if "万" in mention.text or "亿" in mention.text else ""
    right = said(figure.value, "元", like)
    apart = gap(mention.value, figure.value, "元", like)
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”，而资金情况栏的{NAMES[what]}是{right}，相差{apart}。",
        numbers=(mention.text, right, apart),
        span=(mention.start, mention.end),
        level=level,
        fix=passage.fix(f"改为 {right}", mention.start, mention.end, right) if level is Level.ERROR else None,
        about=figure.about,
    )
