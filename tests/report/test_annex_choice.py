"""The annexes by name, in their order, and only with something to say."""

from __future__ import annotations

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.paths import resources
from evaldesk.report.annex_choice import TITLES, chosen_annexes
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings

CHANGES = {
    "old_revision": 1,
    "new_revision": 2,
    "altered": [{"number": 1, "label": "联系人", "old": "甲", "new": "乙"}],
}


def titles(document: Document, names: set[str], changes: dict[str, object] | None = None) -> list[str]:
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    findings = all_findings(document, template, evaluation)
    return [annex.title for annex in chosen_annexes(names, document, template, evaluation, findings, changes)]


def example() -> Document:
    return open_document(resources() / "examples" / "annex-3-project.evform")


def test_the_chosen_annexes_follow_in_their_order() -> None:
    assert titles(example(), {"response", "scoring"}, CHANGES) == ["评分过程", "修改说明"]


def test_an_annex_with_nothing_to_say_is_left_out() -> None:
    bare = example().model_copy(update={"explanations": ()})
    assert titles(bare, set(TITLES)) == ["评分过程", "图示"]


def test_none_chosen_is_none_made() -> None:
    assert titles(example(), set(), CHANGES) == []
