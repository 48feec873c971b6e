"""Numbers of the texts against the rows of the same measure: results against actual values, goals against targets."""

from __future__ import annotations

from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.changes import changed
from evaldesk.rules.checks.narrative.copying import is_copied
from evaldesk.rules.checks.narrative.measures import (
    Measure,
    Measures,
    comparable,
    holds,
    measures,
    named_around,
    named_before,
)
from evaldesk.rules.checks.narrative.saying import gap
from evaldesk.rules.checks.narrative.scope import residue
from evaldesk.rules.checks.narrative.texts import Passage, of_kind, year
from evaldesk.rules.prose import Mention, Reading
from evaldesk.rules.prose.words import pattern
from evaldesk.values import Quantity
from evaldesk.values.units import convert

_MOST_NAMED = 400


@check("narrative.indicator", Level.ERROR, "正文数字与指标评分表一致（自评表填报要求）", pace="slow", prose=True)
def stated_result(case: Case) -> Iterator[Found]:
    """正文写到的完成数与指标评分表同一指标的实现值不一致。

    指标名称完整出现在数字前面才比较；写明是某一部分、某一时段、目标或上年的数不比较；带有别的限定词时只请说明。
    """
    known = measures(case)
    for passage in of_kind(case, "result", ""):
        named = list(_named(case, passage, known))[:_MOST_NAMED]
        right = {measure.name for mention, measure, _ in named if measure.actual and holds(mention, measure.actual)}
        for mention, measure, level in named:
            if measure.actual and measure.name not in right and _one_of(mention, measure, named):
                yield _found(passage, mention, measure, measure.actual, "actual", level)


@check("narrative.goal-target", Level.EXPLAIN, "预期总体目标与指标预期值一致", pace="slow", prose=True)
def stated_goal(case: Case) -> Iterator[Found]:
    """预期总体目标写到的数与指标评分表同一指标的预期值不一致。

    目标和预期值说的是同一件事，数就应当相同。请以批复的绩效目标为准改成一致。
    """
    known = measures(case)
    for passage in of_kind(case, "goal"):
        named = [
            (mention, measure)
            for mention in passage.reading.mentions
            for measure, before in named_before(known, mention)
            if measure.target and comparable(mention, measure.target) and not _is_part(case, passage, mention, before)
        ][:_MOST_NAMED]
        right = {measure.name for mention, measure in named if measure.target and _meets(mention, measure.target)}
        for mention, measure in named:
            if measure.target and measure.name not in right:
                yield _found(passage, mention, measure, measure.target, "target", Level.EXPLAIN)


def _meets(mention: Mention, target: Quantity) -> bool:
    """Tell whether a goal and a target are the same number; the signs 以上 and ≥ say nothing here."""
    return holds(mention._replace(bound=""), Quantity("", target.number, unit=target.unit, period=target.period))


def _named(case: Case, passage: Passage, known: Measures) -> Iterator[tuple[Mention, Measure, Level]]:
    for mention in passage.reading.once(_told):
        if not _is_of_the_year(case, mention) or is_copied(case, passage, mention.start):
            continue
        seen = False
        for measure, before in named_before(known, mention):
            if measure.actual and comparable(mention, measure.actual) and not _is_part(case, passage, mention, before):
                seen = True
                yield mention, measure, Level.EXPLAIN if _own_words(case, before) else Level.ERROR
        if not seen:
            for measure in named_around(known, mention):
                if measure.actual and comparable(mention, measure.actual) and mention.unit in _units(measure):
                    yield mention, measure, Level.EXPLAIN


def _told(reading: Reading) -> list[Mention]:
    """Return the numbers of a text in digits, each under the words for what it is a number of."""
    before = (None, *reading.mentions)
    return [changed(one, other) for one, other in zip(before, reading.mentions, strict=False) if not other.chinese]


def _units(measure: Measure) -> tuple[str, ...]:
    unit = measure.actual.unit if measure.actual else ""
    return (
        (unit,) if unit else ("个", "项", "次", "人", "名", "份", "件", "家", "期", "场", "座", "处", "台", "套", "户")
    )


def _one_of(mention: Mention, measure: Measure, named: list[tuple[Mention, Measure, Level]]) -> bool:
    """Tell whether no longer name fits the number better, and no twin of the row holds it."""
    same = [other for spoken, other, _ in named if spoken is mention]
    return len(measure.core) == max(len(other.core) for other in same)


def _is_of_the_year(case: Case, mention: Mention) -> bool:
    own, named = year(case), mention.year
    return named is None or own is None or (named.first == own and not named.compared)


def _is_part(case: Case, passage: Passage, mention: Mention, before: str) -> bool:
    words = mention.label + mention.tail[:4]
    start = passage.reading.sentences[mention.sentence].start
    clause = passage.reading.folded[max(start, mention.start - 60) : mention.start]
    return bool(
        pattern("past", "wanted", "mid_year").search(words)
        or "其中" in clause
        or "分别" in clause
        or pattern("future").search(words)
        or before.endswith(("每", "新增", "净增", "增加", "新", "另", "减少", "剩余"))
    )


def _own_words(case: Case, before: str) -> bool:
    return len(residue(case, pattern("count_prefix").sub("", before))) > 1


def _found(passage: Passage, mention: Mention, measure: Measure, value: Quantity, side: str, level: Level) -> Found:
    step = convert(mention.unit, value.unit) if value.unit else None
    scaled = mention.value * (step.factor if step else 1)
    shown = "实现值" if side == "actual" else "预期值"
    typed = getattr(measure.row.result.node, side).strip()
    apart = gap(scaled, value.number, value.unit or mention.unit, mention.text)
    return Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”，而指标“{measure.name}”的{shown}是“{typed}”，相差{apart}。",
        numbers=(mention.text, typed, apart),
        span=(mention.start, mention.end),
        level=level,
        about=(measure.row.where(side),),
    )
