"""Satisfaction: a satisfaction rate names its survey."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from evaldesk.model.finding import Level
from evaldesk.rules.case import Case, Found, Row, check
from evaldesk.rules.checks.sources import TARGETS
from evaldesk.rules.checks.wording import named, paragraphs
from evaldesk.rules.wordlists import word_lists
from evaldesk.values import Quantity


def _rates(case: Case) -> Iterator[tuple[Row, Quantity]]:
    """Yield the rows that hold a satisfaction rate which was reached."""
    pattern = word_lists().satisfaction_pattern
    for row in case.rows:
        outcome = row.result.outcome
        if outcome is None or not pattern.search(row.result.node.name):
            continue
        if isinstance(outcome.actual, Quantity) and not outcome.actual.comparator and row.result.completion is not None:
            yield row, outcome.actual


@lru_cache(maxsize=256)
def _names(text: str, survey: bool) -> bool:
    lists = word_lists()
    # Two patterns for the sample: each by itself knows what it begins with, and together they took five times as long.
    return any(one.search(text) for one in ((lists.survey_pattern,) if survey else lists.sample_patterns))


def _told_in_row(row: Row, survey: bool) -> bool:
    node = row.result.node
    return any(_names(text, survey) for text in (node.reason, node.actual, node.name))


def _told_in_texts(case: Case, survey: bool) -> bool:
    return any(_names(case.text(item.key), survey) for item in paragraphs(case.template))


@check("satisfaction.perfect", Level.EXPLAIN, source=TARGETS, pace="slow")
def perfect_satisfaction_names_its_sample(case: Case) -> Iterator[Found]:
    """满意度正好 100% 的，要写明调查的对象和样本数。

    人人满意很少见，样本少时才会出现。请在原因栏或正文写明发了多少份问卷、收回多少份，或附上调查报告。
    占分不到 5 分的只作提示。
    """
    for row, actual in _rates(case):
        node = row.result.node
        if actual.number != 1 and not (actual.number == 100 and not actual.unit):
            continue
        if node.evidence or _told_in_row(row, False) or _told_in_texts(case, False):
            continue
        message = (
            f"{named(node.name)}的实现值正好是 100%（预期值{named(node.target)}），"
            f"没有写明调查的样本数；这一行占 {row.result.weight_text} 分。"
        )
        about = (row.where("target"), row.where("reason"))
        level = Level.EXPLAIN if row.result.weight >= word_lists().perfect_points else Level.HINT
        yield Found(row.where("actual"), message, ("100%", row.result.weight_text), level=level, about=about)


@check("satisfaction.survey", Level.HINT, source=TARGETS, pace="slow")
def satisfaction_names_its_survey(case: Case) -> Iterator[Found]:
    """满意度要说明是怎样调查的。

    满意度来自问卷、访谈还是评价器，样本有多少，决定这个数可信不可信。请在正文写明，或附上调查报告。
    """
    if _told_in_texts(case, True):
        return
    for row, _ in _rates(case):
        node = row.result.node
        if not node.evidence and not _told_in_row(row, True):
            message = f"{named(node.name)}的实现值是{named(node.actual)}，全表没有说明是怎样调查的。"
            yield Found(row.where("actual"), message, about=(row.where("reason"),))
