"""Forms whose template this machine lacks, or has only broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.files import templates
from evaldesk.files.store import open_document
from evaldesk.files.templates import known_template, load_template, newest_name, template_of
from evaldesk.model.document import Document
from evaldesk.model.indicators import walk
from evaldesk.model.stand_in import StandIn
from evaldesk.model.template.grid import FieldsSection
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings
from tests.files.forms import EXAMPLES, example, whole


def elsewhere(document: Document, name: str = "elsewhere@2031") -> Document:
    return document.model_copy(update={"template": name})


def test_a_template_that_is_here_is_taken() -> None:
    assert template_of(example()) is load_template(example().template) is known_template(example())


def test_without_one_the_form_describes_itself() -> None:
    document = elsewhere(example())
    template = template_of(document)
    assert known_template(document) is None
    assert isinstance(template, StandIn)
    assert template.name == document.template
    assert [field.key for field in template.fields] == list(document.fields)
    assert template.field("planned").label == load_template(example().template).field("planned").label
    kinds = {field.key: field.kind for field in template.fields}
    assert (kinds["year"], kinds["performance"]) == ("text", "paragraph")
    section = template.sections[0]
    assert isinstance(section, FieldsSection)
    rows = [[cell.field for cell in row] for row in section.grid]
    assert [key for row in rows for key in row] == list(document.fields)
    assert max(map(len, rows)) == 2
    evaluation = evaluate(document, template)
    assert set(evaluation.nodes) == {row.id for _, row in walk(document.indicators)}
    assert all_findings(document, template, evaluation) == ()


@pytest.mark.parametrize("name", ["x", "", "@", "jiangmen-annex-3@1999", "../../etc/passwd", "一@二@三"])
def test_any_name_of_a_template_gets_a_stand_in(name: str) -> None:
    for document in (whole(), *map(open_document, EXAMPLES)):
        template = template_of(elsewhere(document, name))
        assert isinstance(template, StandIn)
        evaluate(document, template)


def test_a_broken_template_file_never_shuts_a_form_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken@1.json").write_text("{")
    monkeypatch.setattr(templates, "resources", lambda: tmp_path)
    assert isinstance(template_of(elsewhere(example(), "broken@1")), StandIn)


@pytest.mark.parametrize(
    ("name", "newest"),
    [
        ("jiangmen-annex-3", "jiangmen-annex-3@2023"),
        ("jiangmen-annex-3@1999", "jiangmen-annex-3@2023"),
        ("jiangmen-annex", "jiangmen-annex"),
        ("nowhere@2020", "nowhere@2020"),
    ],
)
def test_a_form_is_known_by_its_newest_edition(name: str, newest: str) -> None:
    assert newest_name(name) == newest
