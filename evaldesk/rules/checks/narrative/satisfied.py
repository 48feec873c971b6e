"""Satisfaction figures that stand only in a text, and are worse than every one in the table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.copying import is_copied
from evaldesk.rules.checks.narrative.measures import Measure, measures
from evaldesk.rules.checks.narrative.saying import gap, said
from evaldesk.rules.checks.narrative.texts import of_kind, year
from evaldesk.rules.prose import Mention, Reading
from evaldesk.rules.prose.words import pattern


@check("narrative.satisfaction", Level.EXPLAIN, "满意度指标应完整反映（财预〔2020〕10号）", pace="slow", prose=True)
def worse_satisfaction(case: Case) -> Iterator[Found]:
    """正文写到一个满意度，指标评分表里没有，而且比表中每一个满意度都低。

    只把高的写进指标、低的留在正文，会被认为回避问题。请把它列入指标，或说明为什么不列。
    """
    rows = [
        measure
        for measure in measures(case).all
        if measure.actual and measure.actual.unit == "%" and pattern("satisfaction").search(measure.name)
    ]
    if not rows:
        return
    lowest = min(rows, key=_actual)
    own = year(case)
    for passage in of_kind(case, "result", "problem", ""):
        for mention in passage.reading.once(_satisfaction):
            if mention.value >= _actual(lowest):
                continue
            if (mention.year and own and mention.year.first != own) or is_copied(case, passage, mention.start):
                continue
            value = said(_actual(lowest), "%")
            apart = gap(mention.value, _actual(lowest), "%")
            yield Found(
                where=passage.where,
                message=f"正文“{passage.quote(mention)}”不在指标评分表中，表中最低的满意度是“{lowest.name}”{value}，相差{apart}，请说明。",
                numbers=(mention.text, value, apart),
                span=(mention.start, mention.end),
                about=(lowest.where,),
            )


def _actual(measure: Measure) -> Fraction:
    assert measure.actual
    return measure.actual.number


def _satisfaction(reading: Reading) -> list[Mention]:
    """Return the percentages of a text that are a satisfaction reached."""
    return [mention for mention in reading.mentions if mention.unit == "%" and _is_satisfaction(mention)]


def _is_satisfaction(mention: Mention) -> bool:
    words = mention.label[-10:]
    found = list(pattern("satisfaction").finditer(words))
    if not found or pattern("past", "wanted", "from").search(mention.label):
        return False
    return not pattern("filler").sub("", words[found[-1].end() :])
