"""The future tense in a result: 预计完成 where the year is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, check
from evaldesk.rules.checks.narrative.texts import of_kind, year
from evaldesk.rules.prose.words import listed, pattern

_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")
_NEAR = 24


@check("narrative.future", Level.EXPLAIN, "实际完成情况应写结果（自评表填报要求）", pace="slow", prose=True)
def still_to_come(case: Case) -> Iterator[Found]:
    """资金使用绩效应写已经完成的结果，却写着“预计完成”“力争达到”。

    写明是以后年度或下一步工作的不提。
    """
    own = year(case)
    for passage in of_kind(case, "result"):
        reading = passage.reading
        for match in _future().finditer(reading.folded):
            begin, stop = reading.around(match.start(), match.end(), "。！？\n")
            words = reading.folded[begin:stop]
            if pattern("later").search(words) or (own and any(int(found) > own for found in _YEAR.findall(words))):
                continue
            number = next(iter(reading.mentions_from(match.end(), match.end() + _NEAR)), None)
            end = number.end if number else match.end()
            yield Found(
                where=passage.where,
                message=f"{passage.label}写的是{own or '本'}年的结果，这里却是“{passage.words(match.start(), end)}”，"
                "请改写为实际完成数。",
                numbers=(str(own or ""), *((number.text,) if number else ())),
                span=(match.start(), end),
                level=Level.EXPLAIN if number else Level.HINT,
            )


@cache
def _future() -> re.Pattern[str]:
    words, verbs = ("|".join(map(re.escape, listed(name))) for name in ("future", "future_verbs"))
    return re.compile(rf"(?:{words})(?:全年|年内|年底前?|可|将|能)?(?:{verbs})")
