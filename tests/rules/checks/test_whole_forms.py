"""All families together: mended forms, and clean forms of other kinds, may be printed for the seal at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.model.finding import Finding, Level
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings, verdict

DATA = Path(__file__).resolve().parents[2] / "data"
SOUND = sorted([*(DATA / "checks").glob("*.evform"), *(DATA / "narrative" / "clean").glob("*.evform")])
FAULTY = ("annex-2-special-fund", "annex-3-project")


def findings(document: Document) -> tuple[Finding, ...]:
    template = load_template(document.template)
    return all_findings(document, template, evaluate(document, template))


def families(found: tuple[Finding, ...]) -> set[str]:
    return {item.code.partition(".")[0] for item in found if item.level is not Level.HINT}


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_form_is_silent_above_the_level_of_a_hint(path: Path) -> None:
    found = findings(open_document(path))
    assert [
        f"{item.code} {item.where}: {item.message}"
        for item in found
        if item.level is not Level.HINT and not item.explained
    ] == []
    assert verdict(found) == "体检通过，可以打印正式稿"


def test_the_sound_forms_are_many_and_of_every_template() -> None:
    assert len(SOUND) >= 16
    assert len({open_document(path).template for path in SOUND}) == 3


@pytest.mark.parametrize("form", FAULTY)
def test_the_forms_that_were_mended_spoke_in_many_families(form: str) -> None:
    said = families(findings(open_document(resources() / "examples" / f"{form}.evform")))
    assert {"weights", "scores", "targets", "narrative", "completeness"} <= said


@pytest.mark.parametrize("form", ["annex-2", "annex-3"])
def test_a_mended_form_rests_on_few_explanations(form: str) -> None:
    found = findings(open_document(DATA / "checks" / f"{form}-mended.evform"))
    errors = [item.code for item in found if item.level is Level.ERROR]
    assert [code for code in errors if not code.startswith("narrative.")] == []
    assert sum(bool(item.explained) for item in found) <= 12
