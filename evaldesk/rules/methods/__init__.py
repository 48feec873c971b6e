"""Methods: the named ways from target and actual to a completion. Templates refer to them by name.

To add one: a function ``Case -> Outcome`` below and its name in METHODS. The arithmetic of numbers stands in
``arithmetic``, ``loose`` and ``numbers``, all other kinds in ``words``, the choice of direction in ``direction``, the
sentences in ``wording``. The rate of funds spent is not made from a row's texts: see ``rules.funding``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.rules.methods.arithmetic import Reckoned, exact
from evaldesk.rules.methods.outcome import QUESTIONS, Case, Direction, Leaning, Outcome, Source, Unnamed, Verdict
from evaldesk.rules.methods.wording import VERDICTS, full_marks, percent
from evaldesk.rules.methods.words import band_of, reckon_any
from evaldesk.values.name import NameReading, read_name, read_under

__all__ = [
    "LONGEST_NAME",
    "METHODS",
    "QUESTIONS",
    "VERDICTS",
    "Case",
    "Direction",
    "Leaning",
    "Outcome",
    "Source",
    "Unnamed",
    "Verdict",
    "compare",
    "compare_under",
    "full_marks",
]

LONGEST_NAME = 400
_DEFAULT = Thresholds()
_ZERO, _ONE = Fraction(0), Fraction(1)


def compare(
    name: str,
    target: str,
    actual: str,
    *,
    group: str = "",
    direction: str = "",
    method: str = "proportional",
    thresholds: Thresholds = _DEFAULT,
) -> Outcome:
    """Compare what was wanted with what was got and say how far it was completed.

    `group` is the second-level name (成本指标), `direction` the officer's choice (`higher`, `lower`, `none` or empty),
    `method` a name in METHODS. Completion is 0 … 1, exact. Never raises on any text.

    :raises KeyError: for a method that METHODS does not have.
    """
    name = name[:LONGEST_NAME]  # beyond that it is prose, and the word lists would take their time over it
    return compare_under(read_name(name), target, actual, direction, method, thresholds, (name, group))


def compare_under(
    named: NameReading,
    target: str,
    actual: str,
    direction: str,
    method: str,
    thresholds: Thresholds,
    title: tuple[str, str] | None = None,
    leaning: Leaning | None = None,
) -> Outcome:
    """Compare as `compare` does, under a name that was read already: `title` is name and class, where they are known.

    :raises Unnamed: where the values cannot be compared without what is not known.
    """
    values = read_under(target, named, "target"), read_under(actual, named, "actual")
    return METHODS[method](Case(*values, direction, thresholds, title, leaning))


def proportional(case: Case) -> Outcome:
    """Score in proportion, up to full marks: actual ÷ target, or target ÷ actual where lower is better."""
    return _outcome(case, reckon_any(case))


def proportional_with_pass_mark(case: Case) -> Outcome:
    """Score in proportion, and nothing at all below the template's pass mark."""
    outcome = proportional(case)
    mark = case.thresholds.pass_mark
    if mark is None or outcome.completion is None or outcome.completion >= exact(mark):
        return outcome
    step = f"完成 {percent(outcome.completion)}，低于及格线 {percent(exact(mark))} → 0"
    return replace(outcome, completion=_ZERO, verdict="short", working=(*outcome.working, step))


def bands(case: Case) -> Outcome:
    """Score by steps: a completion below 1 counts as the lower end of the template's band that it falls in."""
    outcome = proportional(case)
    if outcome.completion is None or outcome.completion == 1:
        return outcome
    for place, band in enumerate(case.thresholds.bands):
        if exact(band.low) <= outcome.completion:
            step = f"完成 {percent(outcome.completion)}，在“{band.label}”一档 → 按 {percent(exact(band.low))} 计"
            return replace(outcome, completion=exact(band.low), band=place, working=(*outcome.working, step))
    return outcome


def yes_no(case: Case) -> Outcome:
    """Score all or nothing: met is full marks, short is none."""
    outcome = proportional(case)
    if outcome.completion is None or outcome.completion in (0, 1):
        return outcome
    return replace(outcome, completion=_ZERO, working=(*outcome.working, "未达成 → 0"))


def graded(case: Case) -> Outcome:
    """Score as proportional, and suggest a band for words that name a grade (优, 较好, 未完成)."""
    return _outcome(case, reckon_any(case), words_grade=True)


def judged(case: Case) -> Outcome:
    """Leave the completion to a person in every case; only an empty side is said to be empty."""
    found = reckon_any(case)
    if found.verdict != "not_comparable":
        found = found._replace(completion=None, verdict="judgement")
    return _outcome(case, found, words_grade=True)


METHODS: Mapping[str, Callable[[Case], Outcome]] = {
    "proportional": proportional,
    "proportional_with_pass_mark": proportional_with_pass_mark,
    "bands": bands,
    "yes_no": yes_no,
    "graded": graded,
    "judged": judged,
}


def _outcome(case: Case, found: Reckoned, *, words_grade: bool = False) -> Outcome:
    return Outcome(
        case.target,
        case.actual,
        found.direction,
        found.source,
        found.completion,
        found.ratio,
        found.verdict,
        found.ask,
        found.steps,
        case.thresholds,
        band_of(case.actual, graded=words_grade) if found.verdict == "judgement" else None,
    )
