"""The two real forms against a table of what is found in their texts, and seven clean forms that stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, get, put
from evaldesk.model.finding import Finding, Level
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.case import Case, Check
from evaldesk.rules.checks import narrative

TABLES = Path(__file__).resolve().parents[2] / "data" / "narrative"
CHECKS = [item for item in vars(narrative).values() if isinstance(item, Check)]
FORMS = ("annex-2-special-fund", "annex-3-project")
SHOWN = 24


def example(form: str) -> Document:
    """Return one of the two real forms."""
    return open_document(resources() / "examples" / f"{form}.evform")


def findings(document: Document) -> list[Finding]:
    """Return what the checks of this family find."""
    template = load_template(document.template)
    case = Case(document, template, evaluate(document, template))
    return [finding for item in CHECKS for finding in item.findings(case)]


def words(document: Document, finding: Finding) -> str:
    """Return the words that a finding points at, cut to the table's width."""
    text = get(document, address(finding.where))[slice(*finding.span)] if finding.span else ""
    return " ".join(text.split())[:SHOWN]


@pytest.mark.parametrize("form", FORMS)
def test_the_examples_show_what_the_table_says(form: str) -> None:
    document = example(form)
    rows = [line.split("\t") for line in (TABLES / "examples.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    wanted = sorted(tuple(row[1:]) for row in rows if row[0] == form)
    seen = sorted((item.where, item.code, item.level.value, words(document, item)) for item in findings(document))
    assert seen == wanted


@pytest.mark.parametrize("path", sorted((TABLES / "clean").glob("*.evform")), ids=lambda path: path.stem)
def test_a_clean_form_is_left_alone(path: Path) -> None:
    loud = [(item.code, item.message) for item in findings(open_document(path)) if item.level != Level.HINT]
    assert not loud


@pytest.mark.parametrize("form", FORMS)
def test_a_mended_text_is_left_alone(form: str) -> None:
    document = example(form)
    for line in (TABLES / "mended.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, place, old, new = line.replace("\\n", "\n").split("\t")
        if name == form:
            text = get(document, address(place))
            assert old in text, old
            document = put(document, address(place), text.replace(old, new))
    assert [(item.code, item.message) for item in findings(document) if item.level != Level.HINT] == []


def test_the_clean_forms_are_of_many_kinds() -> None:
    forms = [open_document(path) for path in (TABLES / "clean").glob("*.evform")]
    assert len(forms) >= 6
    assert len({form.template for form in forms}) == 3
