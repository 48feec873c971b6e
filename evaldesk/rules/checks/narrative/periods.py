"""Rows counted by the day or the month against what a text tells of the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.copying import is_copied
from evaldesk.rules.checks.narrative.measures import Measure, core_of, measures, plain
from evaldesk.rules.checks.narrative.saying import plain as figure
from evaldesk.rules.checks.narrative.texts import Passage, of_kind
from evaldesk.rules.prose import Mention, Reading
from evaldesk.rules.prose.words import groups, pattern
from evaldesk.values.units import PERIODS, UNITS, convert

_DAYS = (Fraction(240), Fraction(366))
_MARGIN = Fraction(1, 5)
_HEAD, _KNOWN = 4, 0.6
_YEARLY = ("年", "年度", "全年", "")
_PEOPLE = {"人", "人次", "名", "位"}
_ODD = "达为共约到有数量次人"


@check("narrative.period", Level.EXPLAIN, "按日、按月的指标与全年数应能折算", pace="slow", prose=True)
def yearly_total(case: Case) -> Iterator[Found]:
    """按日或按月计的指标，折算成全年后与正文所写的全年数相差较大（超过两成）。

    按日计的以全年 250 个工作日到 365 天折算。
    """
    periodic = [(measure, *_head(measure)) for measure in measures(case).all if _is_periodic(measure)]
    if not periodic:
        return
    every_head = tuple(head for _, heads, _ in periodic for head in heads)
    for passage in of_kind(case, "result", ""):
        for mention, label in passage.reading.once(_whole_years):
            if not label.endswith(every_head) or pattern("every", "past", "wanted").search(_own(mention)):
                continue
            for measure, heads, subject in periodic:
                if not label.endswith(heads) or not _fits(mention.unit, measure):
                    continue
                if _is_about(passage, mention, subject) and not is_copied(case, passage, mention.start):
                    yield from _look(passage, mention, measure)


def _whole_years(reading: Reading) -> list[tuple[Mention, str]]:
    """Return the numbers of a text that name no shorter time, each with the bare words before it."""
    numbers = [mention for mention in reading.mentions if not mention.period and not mention.chinese]
    return [(mention, plain(mention.label).rstrip(_ODD)) for mention in numbers]


def _own(mention: Mention) -> str:
    return mention.label.replace("全年", "").replace("年度", "")[-12:]


def _is_periodic(measure: Measure) -> bool:
    actual = measure.actual
    return actual is not None and actual.period not in _YEARLY and actual.number > 0 and actual.period in PERIODS


def _head(measure: Measure) -> tuple[tuple[str, ...], str]:
    """Return the words by which a text ends in naming a measure, and the subject that stands before them."""
    core = plain(pattern("every").sub("", core_of(pattern("every").sub("", measure.name))))
    for group in groups("same_measure"):
        if measure.name in group or core in map(core_of, group):
            return tuple(word.rstrip(_ODD) for word in group), ""
    return ((core[-_HEAD:],), core[:-_HEAD]) if len(core) >= _HEAD else ((), "")


def _is_about(passage: Passage, mention: Mention, subject: str) -> bool:
    """Tell whether the line around a number speaks of the subject of a measure (综合服务窗口人员)."""
    pairs = [subject[at : at + 2] for at in range(len(subject) - 1)]
    if not pairs:
        return True
    item = passage.reading.item(mention.start)
    around = _paragraph(passage, item.start, item.end)
    return sum(pair in around for pair in pairs) >= _KNOWN * len(pairs)


def _paragraph(passage: Passage, start: int, end: int) -> str:
    """Return the line in which an item stands: what an enumeration is about is often said before it begins."""
    folded = passage.reading.folded
    begin = folded.rfind("\n", 0, start) + 1
    return plain(folded[begin:end][:4000])


def _fits(spoken: str, measure: Measure) -> bool:
    wanted = measure.actual.unit if measure.actual else ""
    if {spoken, wanted} <= _PEOPLE:
        return True
    step = convert(spoken, wanted) if wanted else None
    return spoken in UNITS and (step.alike if step else not wanted)


def _look(passage: Passage, mention: Mention, measure: Measure) -> Iterator[Found]:
    actual = measure.actual
    assert actual
    times = PERIODS[actual.period]
    daily = times in (PERIODS["天"], PERIODS["工作日"])
    least, most = (actual.number * days for days in _DAYS) if daily else (actual.number * times,) * 2
    if least * (1 - _MARGIN / 2) <= mention.value <= most * (1 + _MARGIN) or (not daily and _near(mention, least)):
        return
    if actual.comparator in ("≥", ">") and mention.value >= least:
        return
    days = PERIODS["工作日"] if daily else times
    mean = mention.value / days
    per = f"每{actual.period}"
    how = "250个工作日" if daily else f"全年{figure(times)}个{actual.period}".replace("个月月", "个月")
    total = figure(actual.number * days)
    apart = figure(abs(mention.value - actual.number * days))
    yield Found(
        where=passage.where,
        message=f"正文“{passage.quote(mention)}”，按{how}计平均{per}{figure(mean, 2)}{mention.unit}，"
        f"而指标“{measure.name}”的实现值是“{actual.text.strip()}”，折合全年{total}{mention.unit}，相差{apart}{mention.unit}，请说明。",
        numbers=(mention.text, figure(mean, 2), actual.text.strip(), total, apart),
        span=(mention.start, mention.end),
        about=(measure.where,),
    )


def _near(mention: Mention, yearly: Fraction) -> bool:
    return abs(mention.value - yearly) <= yearly * _MARGIN
