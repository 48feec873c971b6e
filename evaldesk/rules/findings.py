"""All findings of a form: run the checks, put explanations beside them, and keep the order of the form.

Quick ones (of fields, sums and rows) belong to every evaluation; slow ones (pairs of rows, prose) follow behind it
and are run on the frozen document, off the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from evaldesk.model.document import Document, address, get
from evaldesk.model.finding import Finding, Level
from evaldesk.model.indicators import walk
from evaldesk.model.stand_in import StandIn
from evaldesk.model.template import Template
from evaldesk.rules.case import Case, Check
from evaldesk.rules.checks import checks_of
from evaldesk.rules.evaluation import Evaluation, GroupFindings, NodeResult
from evaldesk.rules.row_checks import group_findings

LONGEST_WORDS = 40
GRAVITY = {Level.ERROR: 0, Level.EXPLAIN: 1, Level.HINT: 2}


def field_findings(case: Case) -> tuple[Finding, ...]:
    """Return the findings that rest on the fields alone, which no key in the indicator table changes."""
    return _run(checks_of("fields"), case)


def sum_findings(case: Case) -> tuple[Finding, ...]:
    """Return the findings of the whole form that rest on its sums and its tree."""
    return _run(checks_of("form"), case)


def slow_findings(
    document: Document, template: Template, evaluation: Evaluation, pause: Callable[[], object] | None = None
) -> tuple[Finding, ...]:
    """Return the findings that compare rows or read prose; ``pause`` is called between two checks."""
    return _run(checks_of("slow"), Case(document, template, evaluation), pause)


def error_findings(document: Document, template: Template, evaluation: Evaluation) -> list[Finding]:
    """Return the errors of a form with their explanations, in no order: what decides whether its pages are a draft.

    Only those slow checks are run that can find an error, which is a quarter of their work.
    """
    able = [item for item in checks_of("slow") if item.errs]
    found = (*evaluation.findings, *_run(able, Case(document, template, evaluation)))
    return explain(document, [finding for finding in found if finding.level is Level.ERROR])


def _run(checks: Iterable[Check], case: Case, pause: Callable[[], object] | None = None) -> tuple[Finding, ...]:
    if isinstance(case.template, StandIn):
        return ()
    found: list[Finding] = []
    for item in checks:
        if pause is not None:
            pause()
        found += item.findings(case)
    return tuple(found)


def row_findings(
    template: Template, branches: Sequence[NodeResult], earlier: Sequence[GroupFindings]
) -> tuple[GroupFindings, ...]:
    """Return the findings of every row, group by group; those of rows that did not change are taken over."""
    if isinstance(template, StandIn):
        return ()
    known = {held.group.node.id: held for held in earlier}
    return tuple(
        group_findings(template, branch, group, known.get(group.node.id))
        for branch in branches
        for group in branch.children
    )


def all_findings(document: Document, template: Template, evaluation: Evaluation) -> tuple[Finding, ...]:
    """Return every finding of a form, explanations beside them, worst first and in the order of the form."""
    slow = slow_findings(document, template, evaluation)
    return in_order(document, template, explain(document, [*evaluation.findings, *slow]))


def explain(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with the explanations that still hold: those whose explained texts did not change since."""
    answers = {(item.code, item.where, item.words): item for item in document.explanations if item.text.strip()}
    answered = {(code, where) for code, where, _ in answers}
    explained = []
    for finding in findings:
        answer, key = None, (finding.code, finding.where)
        if key in answered:
            answer = answers.get((*key, words_of(document, finding))) or answers.get((*key, ""))
        holds = answer is not None and (not answer.values or answer.values == texts_of(document, finding))
        explained.append(replace(finding, explained=answer.text) if answer and holds else finding)
    return explained


def texts_of(document: Document, finding: Finding) -> tuple[str, ...]:
    """Return the texts that a finding rests on: what an explanation of it must remember."""
    return tuple(get(document, address(where)) for where in finding.about)


def words_of(document: Document, finding: Finding) -> str:
    """Return the words that a finding points at, by which it is told from others of its code in the same text.

    From the second time that they stand in the text their number follows: ``延期#2``. Nothing for a finding that points
    at the text as a whole.
    """
    if not finding.span:
        return ""
    text = get(document, address(finding.where))
    words = text[slice(*finding.span)][:LONGEST_WORDS]
    times = text.count(words, 0, finding.span[0] + len(words)) if words else 0
    return f"{words}#{times}" if times > 1 else words


def holds_back(finding: Finding) -> bool:
    """Tell whether a finding keeps the form from being printed as a fair copy."""
    if finding.level is Level.ERROR:
        return not (finding.prose and finding.explained)
    return finding.level is Level.EXPLAIN and not finding.explained


def open_errors(findings: Iterable[Finding]) -> int:
    """Return how many errors make every page a draft."""
    return sum(finding.level is Level.ERROR and holds_back(finding) for finding in findings)


def verdict(findings: Sequence[Finding]) -> str:
    """Return the one line that says whether the fair copy may be printed."""
    waiting = [finding for finding in findings if holds_back(finding)]
    errors = sum(finding.level is Level.ERROR for finding in waiting)
    explanations = len(waiting) - errors
    parts = [f"{errors} 处错误"] * bool(errors) + [f"{explanations} 处需说明"] * bool(explanations)
    if not parts:
        return "体检通过，可以打印正式稿"
    return f"还有 {'、'.join(parts)}，暂不能打印正式稿"


def in_order(document: Document, template: Template, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings sorted by level, then in the order of the form."""
    keys = [f"fields/{item.key}" for item in template.fields]
    keys += [f"indicators/{node.id}" for _, node in walk(document.indicators)]
    places = {key: at for at, key in enumerate(keys)}
    last = len(places)

    def place(finding: Finding) -> tuple[int, int, int]:
        key = "/".join(finding.where.split("/")[:2])
        return GRAVITY[finding.level], places.get(key, last), finding.span[0] if finding.span else -1

    return tuple(sorted(findings, key=place))
