"""``evaldesk carry``: this year's form from last year's, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.cli import main
from evaldesk.files.store import open_document
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.report.form_in import form_in

EXAMPLE = resources() / "examples" / "annex-3-project.evform"


def test_a_file_is_carried_forward(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = tmp_path / "今年.evform"
    assert main(["carry", str(EXAMPLE), "-o", str(after)]) == 0
    assert "2024" in capsys.readouterr().out
    form = open_document(after)
    assert (form.fields["year"], form.fields["spent_own"]) == ("2024", "")
    assert len(list(leaves(form.indicators))) == 73
    assert main(["carry", str(EXAMPLE), "-o", str(after)]) == 2, "what lies there is not replaced unasked"


def test_a_pdf_is_carried_forward_with_what_is_wanted(tmp_path: Path) -> None:
    pdf, after = tmp_path / "去年.pdf", tmp_path / "今年.evform"
    assert main(["pdf", str(EXAMPLE), "-o", str(pdf)]) == 0
    assert form_in(pdf).id == open_document(EXAMPLE).id
    assert main(["carry", str(pdf), "-o", str(after), "--take", "goal, texts", "--year", "2030"]) == 0
    form = open_document(after)
    assert (form.fields["year"], form.fields["project_name"]) == ("2030", "")
    assert form.fields["goal"]
    assert "performance" in form.previous.fields


def test_an_unknown_kind_and_an_unreadable_year_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    after = tmp_path / "今年.evform"
    assert main(["carry", str(EXAMPLE), "-o", str(after), "--take", "money"]) == 2
    assert "“money”" in capsys.readouterr().err
    empty = tmp_path / "空表.evform"
    assert main(["new", "jiangmen-annex-3", "-o", str(empty)]) == 0
    assert main(["carry", str(empty), "-o", str(after)]) == 0
    assert "读不出评价年度" in capsys.readouterr().err
    assert open_document(after).fields["year"] == ""
