"""Explanations: bound to the texts they explained, and taken back."""

from __future__ import annotations

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, put
from evaldesk.model.finding import Finding
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.explanations import (
    explanation_of,
    may_be_explained,
    outdated,
    with_explanation,
    without_explanation,
)
from evaldesk.rules.findings import all_findings, texts_of


def findings(document: Document) -> tuple[Finding, ...]:
    template = load_template(document.template)
    return all_findings(document, template, evaluate(document, template))


def one(document: Document, code: str) -> Finding:
    return next(finding for finding in findings(document) if finding.code == code)


@pytest.fixture
def document() -> Document:
    return open_document(resources() / "examples" / "annex-2-special-fund.evform")


def test_an_answer_is_kept_with_the_texts_it_explained(document: Document) -> None:
    finding = one(document, "targets.over")
    answered = with_explanation(document, finding, "年中追加了任务")
    held = explanation_of(answered, finding)
    assert held is not None
    assert (held.text, held.values) == ("年中追加了任务", texts_of(document, finding))
    assert one(answered, "targets.over").explained == "年中追加了任务"
    assert outdated(answered, finding) == ""


def test_a_changed_value_opens_the_finding_again_and_keeps_the_old_words(document: Document) -> None:
    finding = one(document, "targets.over")
    answered = with_explanation(document, finding, "年中追加了任务")
    changed = put(answered, address(finding.where), "5.1")
    again = one(changed, "targets.over")
    assert again.explained == ""
    assert outdated(changed, again) == "年中追加了任务"
    renewed = with_explanation(changed, again, outdated(changed, again))
    assert len(renewed.explanations) == 1
    assert one(renewed, "targets.over").explained == "年中追加了任务"


def test_a_new_answer_takes_the_place_of_the_old(document: Document) -> None:
    finding = one(document, "targets.over")
    answered = with_explanation(with_explanation(document, finding, "甲"), finding, "乙")
    assert [item.text for item in answered.explanations] == ["乙"]
    assert with_explanation(answered, finding, "乙") is answered


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_a_blank_answer_takes_it_back(document: Document, blank: str) -> None:
    finding = one(document, "targets.over")
    answered = with_explanation(document, finding, "甲")
    assert with_explanation(answered, finding, blank).explanations == ()
    assert without_explanation(document, finding) is document


def test_only_questions_and_readings_of_prose_take_an_answer(document: Document) -> None:
    assert may_be_explained(one(document, "targets.over"))
    assert may_be_explained(one(document, "narrative.year"))
    assert not may_be_explained(one(document, "funding.level-without-money"))
    assert not may_be_explained(one(document, "completeness.area-code"))
