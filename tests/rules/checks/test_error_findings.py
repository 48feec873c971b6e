"""The errors by themselves are those among all findings: no check finds one that did not say it can."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, put
from evaldesk.model.finding import Level
from evaldesk.rules import evaluate
from evaldesk.rules.checks import all_checks
from evaldesk.rules.findings import all_findings, error_findings
from tests.rules.checks.test_narrative_sentences import base, lines, where

ROOT = Path(__file__).resolve().parents[3]
FORMS = [*sorted((ROOT / "resources" / "examples").glob("*.evform")), *sorted((ROOT / "tests/data").rglob("*.evform"))]
ABLE = {item.code for item in all_checks() if item.errs}


def look(document: Document) -> None:
    """Hold the errors by themselves against those among all findings, and each against its check."""
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    found = all_findings(document, template, evaluation)
    errors = [finding for finding in found if finding.level is Level.ERROR]
    assert Counter(error_findings(document, template, evaluation)) == Counter(errors)
    assert {finding.code for finding in errors} <= ABLE


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_errors_of_a_form_are_all_found(path: Path) -> None:
    look(open_document(path))


def test_the_errors_of_every_sentence_are_all_found() -> None:
    for line in lines():
        document = put(base(), address(where(line.field)), line.sentence)
        for short, text in line.edits:
            document = put(document, address(where(short)), text)
        look(document)


def test_a_name_with_half_a_bracket_is_an_error() -> None:
    document = put(base(), address("fields/project_name"), "县道养护（二期")
    template = load_template(document.template)
    errors = error_findings(document, template, evaluate(document, template))
    assert "completeness.brackets" in {finding.code for finding in errors}


def test_a_delay_beside_full_marks_is_an_error() -> None:
    path = ROOT / "resources" / "examples" / "annex-3-project.evform"
    document = put(open_document(path), address("fields/problems"), "部分任务未按期完成，工期延误。")
    template = load_template(document.template)
    errors = error_findings(document, template, evaluate(document, template))
    assert "narrative.late" in {finding.code for finding in errors}
