"""Across forms: what only shows when several forms of one unit lie side by side; the gentle part in ``across_style``.

To add one: a function ``Pair -> Found`` under ``@check`` below, and its name in ``across_checks``. A pair is looked at
from both sides, so that each form tells of its own place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaldesk.model.document import Document
from evaldesk.model.finding import Finding, Level
from evaldesk.model.template import Template
from evaldesk.rules.case import Case, Check, Found, Row, at_field, check
from evaldesk.rules.checks.across_style import forms_of_a_unit_are_written_alike, satisfaction_fits_together
from evaldesk.rules.checks.duplicates.names import key_of, values
from evaldesk.rules.checks.sentences import LEAST, sentences
from evaldesk.rules.checks.sources import MEASURES
from evaldesk.rules.checks.wording import label, named, paragraphs
from evaldesk.rules.evaluation import Evaluation
from evaldesk.values.clean import clean

Form = tuple[Document, Template, Evaluation]
SHORTEST = 5
ALIKE = 0.85
END = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold a form and another one of the same unit and year; findings are made for the first."""

    here: Case
    there: Case

    @property
    def other(self) -> str:
        """Return the other form's name in quotes."""
        return named(self.there.text("project_name") or "另一张表")


@check("across.measure", Level.EXPLAIN, source=MEASURES, pace="slow")
def one_measure_has_one_value(pair: Pair) -> Iterator[Found]:
    """同一单位、同一年度的同一指标，各张表上的数值要一致。

    两张表各写各的数，汇总时不知道以哪个为准。请核对数据来源；口径不同的，请在名称里写明各指什么。
    """
    theirs = pair.there.once(_names)
    for row in pair.here.rows:
        key = key_of(row)
        other = theirs.rows.get(key)
        alike = other is None
        if alike:
            other = next((theirs.rows[item] for item in theirs.near(key) if _are_alike(key, item)), None)
        if other is None or not row.result.node.actual.strip() or _agree(row, other):
            continue
        message = (
            f"{named(row.result.node.name)}是 {values(row)}，"
            f"{pair.other}里的{named(other.result.node.name)}是 {values(other)}，"
            f"{'像是同一指标，' if alike else ''}请核对或写明口径。"
        )
        numbers = (row.result.node.actual.strip(), other.result.node.actual.strip())
        level = Level.HINT if alike and not _is_same_words(key, key_of(other)) else Level.EXPLAIN
        yield Found(row.where("actual"), message, numbers, level=level)


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the rows of a form by what their names are compared by, and these by their first and last characters."""

    rows: Mapping[str, Row]
    by_ends: Mapping[str, Sequence[str]]

    def near(self, key: str) -> Iterator[str]:
        """Yield the names that begin or end like ``key``, in order: no other is like it."""
        known = {*self.by_ends.get(_head(key), ()), *self.by_ends.get(_tail(key), ())}
        return (item for item in self.rows if item in known) if known else iter(())


def _names(case: Case) -> Names:
    rows = {
        key: row
        for row in reversed(case.rows)
        if len(key := key_of(row)) >= SHORTEST
        and row.result.method not in ("execution_rate", "judged")
        and row.result.node.actual.strip()
    }
    by_ends: dict[str, list[str]] = defaultdict(list)
    for key in rows:
        by_ends[_head(key)].append(key)
        by_ends[_tail(key)].append(key)
    return Names(rows, by_ends)


def _head(key: str) -> str:
    return f"{key[:END]}…"


def _tail(key: str) -> str:
    return f"…{key[-END:]}"


def _agree(one: Row, other: Row) -> bool:
    return clean(one.result.node.actual) == clean(other.result.node.actual)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two names, or one and the end of the other, differ in a character or two only."""
    if len(one) < SHORTEST or len(other) < SHORTEST or one[-1:] != other[-1:]:
        return False
    if _is_same_words(one, other):
        return True
    short, long = sorted((one, other), key=len)
    ends = (long[-size:] for size in range(len(short) - 1, min(len(short) + 2, len(long) + 1)))
    return short[-END:] == long[-END:] and any(_differ_little(short, end) for end in ends)


def _is_same_words(one: str, other: str) -> bool:
    """Tell whether the shorter name is the longer one with a word left out, and most of it."""
    short, long = sorted((one, other), key=len)
    signs = iter(long)
    return len(short) * 4 >= len(long) * 3 and short[:END] == long[:END] and all(sign in signs for sign in short)


def _differ_little(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


@check("across.text", Level.EXPLAIN, source=MEASURES, pace="slow", prose=True)
def texts_are_not_copied_from_other_forms(pair: Pair) -> Iterator[Found]:
    """各张表的文字要写各自的项目，不能整段照抄另一张表。

    不同项目的绩效、问题和改进意见一字不差，说明没有针对本项目写。请改写成本项目的情况。
    """
    theirs = {words for said in pair.there.once(_said).values() for words, _ in said}
    for item in paragraphs(pair.here.template):
        if item.key == "basis":
            continue
        copied = [(words, span) for words, span in pair.here.once(_said)[item.key] if words in theirs]
        signs = sum(len(words) for words, _ in copied)
        if signs >= 2 * pair.here.template.thresholds.copied_text:
            message = (
                f"“{label(pair.here.template, item.key)}”中有 {len(copied)} 句（共 {signs} 字）"
                f"与{pair.other}里的一字不差，如{named(copied[0][0])}，请写本项目的情况。"
            )
            yield Found(at_field(item.key), message, (str(len(copied)), str(signs)), copied[0][1])


def _said(case: Case) -> dict[str, list[tuple[str, tuple[int, int]]]]:
    """Return the sentences of each long text that are long enough to tell, each with its place."""
    return {
        item.key: [(words, span) for words, span in sentences(case.text(item.key)) if len(words) >= LEAST]
        for item in paragraphs(case.template)
    }


def across_checks() -> tuple[Check, ...]:
    """Return the checks over pairs of forms."""
    return (
        one_measure_has_one_value,
        texts_are_not_copied_from_other_forms,
        satisfaction_fits_together,
        forms_of_a_unit_are_written_alike,
    )


def across(forms: Sequence[Form]) -> tuple[tuple[Finding, ...], ...]:
    """Return, for each form in the same order, what it and the others of its unit and year say differently."""
    cases = [Case(*form) for form in forms]
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, case in enumerate(cases):
        unit, year = case.text("reporting_unit").strip(), case.text("year").strip()
        if unit and year:
            together[unit, year].append(at)
    found: list[list[Finding]] = [[] for _ in cases]
    for places in together.values():
        for here in places:
            for there in places:
                if here != there and cases[here].document.id != cases[there].document.id:
                    pair = Pair(cases[here], cases[there])
                    found[here] += [finding for item in across_checks() for finding in item.findings(pair)]
    return tuple(map(tuple, found))
