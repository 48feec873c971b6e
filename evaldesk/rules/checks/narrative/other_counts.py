"""Counts that do not meet: projects of which one was cut to nothing, reports that the table counts otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.narrative.saying import plain
from evaldesk.rules.checks.narrative.texts import of_kind
from evaldesk.rules.prose.words import pattern
from evaldesk.values import Parts, Quantity

_TO_NOTHING = re.compile(r"(?:压减|调减|核减|缩减|削减|压缩|调整|减少)(?:至|为|到)0(?:\.0{1,6})?万?元")
_PROJECTS = re.compile(r"(?:二级|子|明细)?项目(?:共|共有|共计|合计|总数|数量?|为|有)?$")
_SUBJECT, _PARTS = 4, 6


@check("narrative.cut-project", Level.HINT, "正文前后一致（自评表填报要求）", pace="slow", prose=True)
def projects_cut_to_nothing_do_not_count(case: Case) -> Iterator[Found]:
    """正文说有几个项目，其中经费压减到 0 的，要写明还算不算在内。

    经费减到 0 的项目当年没有实施，项目个数、指标和分数都要相应调整。请写明实际实施了几个。
    """
    for passage in of_kind(case, "result", ""):
        reading = passage.reading
        nothing = list(_TO_NOTHING.finditer(reading.folded)) if "0" in reading.folded else []
        if not nothing:
            continue
        counted = [item for item in reading.mentions if item.unit in ("个", "项") and _PROJECTS.search(item.label)]
        left = {item.value - len(nothing) for item in counted}
        for mention in counted:
            rest = mention.value - len(nothing)
            if rest < 1 or left & {item.value for item in reading.mentions if item.unit in ("个", "项")}:
                continue
            yield Found(
                where=passage.where,
                message=f"正文说“{passage.quote(mention)}”，又说有{len(nothing)}个的经费减到了0，"
                f"实际实施的像是{plain(rest)}个，请核对。",
                numbers=(mention.text, str(len(nothing)), plain(rest)),
                span=(mention.start, mention.end),
            )
            break


@check("narrative.report-count", Level.HINT, "正文与指标评分表一致（自评表填报要求）", pace="slow", prose=True)
def reports_are_counted_alike(case: Case) -> Iterator[Found]:
    """正文里报送的报告份数，要与指标评分表对得上。

    表里按月报、专报分列，正文却是另一个总数，看不出差在哪里。请核对，或写明正文的份数包括哪些报告。
    """
    rows = [(row, numbers) for row in case.rows if (numbers := _reports(row))]
    for passage in of_kind(case, "result") if rows else ():
        for mention in passage.reading.mentions:
            if mention.unit != "份" or mention.chinese or not pattern("reports").search(mention.label[-16:]):
                continue
            if not pattern("report_verbs").search(passage.reading.before(mention)[-40:]):
                continue
            sentence = passage.reading.sentence(mention)
            alike = [(row, numbers) for row, numbers in rows if _subject(row) in sentence]
            if not alike or any(mention.value in _sums(numbers) for _, numbers in alike):
                continue
            row, numbers = alike[0]
            told = "、".join(map(plain, numbers))
            yield Found(
                where=passage.where,
                message=f"正文说“{passage.quote(mention)}”，而指标“{row.result.node.name.strip()}”是{told}份，"
                f"加起来{plain(sum(numbers, Fraction(0)))}份，请核对或写明口径。",
                numbers=(mention.text, *map(plain, numbers)),
                span=(mention.start, mention.end),
                about=(row.where("actual"),),
            )
            break


def _reports(row: Row) -> tuple[Fraction, ...]:
    """Return how many reports of each kind a row counts; nothing for other rows."""
    outcome = row.result.outcome
    if outcome is None or not pattern("reports").search(row.result.node.name) or not _subject(row):
        return ()
    value = outcome.actual
    parts = value.parts if isinstance(value, Parts) else (value,)
    return tuple(part.number for part in parts if isinstance(part, Quantity) and part.unit == "份")


def _subject(row: Row) -> str:
    """Return the first characters of a row's name: what the reports are about."""
    name = row.result.node.name.strip()
    return name[:_SUBJECT] if len(name) > _SUBJECT and not pattern("reports").search(name[:_SUBJECT]) else ""


def _sums(numbers: tuple[Fraction, ...]) -> set[Fraction]:
    few = numbers[:_PARTS]
    return {sum(some, Fraction(0)) for size in range(1, len(few) + 1) for some in combinations(few, size)}
