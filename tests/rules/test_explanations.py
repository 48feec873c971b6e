"""Explanations: bound to the texts they explained, and taken back."""

from __future__ import annotations

import pytest

from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, Explanation, address, put
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


TWICE = "部分工程款支付延期。设备采购合同款支付延期。"


@pytest.fixture
def late_twice(document: Document) -> tuple[Document, Finding, Finding]:
    """Return a form with two delays in one text, and both findings."""
    written = put(document, address("fields/problems"), TWICE)
    first, second = [item for item in findings(written) if item.code == "narrative.late"]
    assert first.where == second.where
    return written, first, second


def late(document: Document) -> list[str]:
    return [item.explained for item in findings(document) if item.code == "narrative.late"]


def test_two_findings_of_one_code_in_one_text_have_an_answer_each(
    late_twice: tuple[Document, Finding, Finding],
) -> None:
    document, first, second = late_twice
    answered = with_explanation(document, second, "设备到货晚")
    assert late(answered) == ["", "设备到货晚"]
    both = with_explanation(answered, first, "审批晚")
    assert late(both) == ["审批晚", "设备到货晚"]
    assert [item.words for item in both.explanations] == ["延期#2", "延期"]
    assert decode(encode(both), "两处") == both
    assert late(without_explanation(both, first)) == ["", "设备到货晚"]


def test_an_answer_of_an_older_file_holds_for_all_until_one_is_answered_anew(
    late_twice: tuple[Document, Finding, Finding],
) -> None:
    document, first, second = late_twice
    old = Explanation(code=first.code, where=first.where, text="均因审批晚", values=texts_of(document, first))
    opened = document.model_copy(update={"explanations": (old,)})
    assert late(opened) == ["均因审批晚", "均因审批晚"]
    assert with_explanation(opened, first, "均因审批晚") is opened
    assert late(with_explanation(opened, second, "设备到货晚")) == ["均因审批晚", "设备到货晚"]
    assert b'"words"' not in encode(opened)


def test_an_answer_whose_words_were_changed_is_offered_again(document: Document) -> None:
    finding = one(document, "narrative.sum")
    answered = with_explanation(document, finding, "按四舍五入的数相加")
    text = answered.fields["expiring_funds"].replace("19863.10", "19863.20")
    changed = put(answered, address("fields/expiring_funds"), text)
    again = one(changed, "narrative.sum")
    assert (again.explained, outdated(changed, again)) == ("", "按四舍五入的数相加")
    renewed = with_explanation(changed, again, outdated(changed, again))
    assert [item.text for item in renewed.explanations] == ["按四舍五入的数相加"]
    assert one(renewed, "narrative.sum").explained
