"""Counts in a text that take in more than the row of the same number: 法律意见和其他法律事务等超200次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.measures import Measure, core_of, measures
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.prose import Mention, Reading, is_count, squeezed
from evaldesk.rules.prose.words import pattern

_WIDER = re.compile(r"(?P<own>[^，。；：和及与以]{2,12})(?:和|及|与|、|以及)(?:其他|其它|相关)[^，。；：]{0,16}$")


@check("narrative.wider", Level.EXPLAIN, "正文数字与指标评分表口径一致", pace="slow", prose=True)
def wider_count(case: Case) -> Iterator[Found]:
    """正文的数把“其他”事项也算在内，而表中同一个数只计其中一种。

    正文的数范围更宽，不能当作这项指标的实现值。请写明其中属于该指标的有多少。
    """
    for passage in of_kind(case, "result", ""):
        for mention, own in passage.reading.once(_wide):
            for measure in measures(case).all:
                core = pattern("count_prefix").sub("", core_of(measure.name))
                if len(core) >= 3 and own.endswith(core) and _same(measure, mention.value):
                    actual = measure.row.result.node.actual.strip()
                    yield Found(
                        where=passage.where,
                        message=f"正文“{passage.quote(mention)}”把其他事项也算在内，而指标“{measure.name}”只计一种，实现值也是“{actual}”，"
                        "两处差多少看不出来，请说明。",
                        numbers=(mention.text, actual),
                        span=(mention.start, mention.end),
                        about=(measure.where,),
                    )


def _wide(reading: Reading) -> list[tuple[Mention, str]]:
    """Return the counts of a text that take in others, each with the words for what is named of them."""
    others = pattern("others")
    wide = [mention for mention in reading.mentions if is_count(mention.unit) and others.search(mention.label)]
    return [(mention, squeezed(match["own"])) for mention in wide if (match := _WIDER.search(mention.label))]


def _same(measure: Measure, number: object) -> bool:
    return any(value is not None and value.number == number for value in (measure.target, measure.actual))
