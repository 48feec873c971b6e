"""Every older version of the format opens, says what was done, keeps what it does not know, and saves as current."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaldesk.files.backup import backups
from evaldesk.files.decode import decode_form
from evaldesk.files.store import open_form, save_form
from evaldesk.files.upgrades import UPGRADES, upgrade
from evaldesk.model.document import VERSION
from evaldesk.model.indicators import leaves
from tests.files.forms import DOCUMENTS

OLD = sorted(DOCUMENTS.glob("version-*.evform"))


def test_every_old_version_has_its_file() -> None:
    assert [path.stem for path in OLD] == [f"version-{number}" for number in range(len(UPGRADES))]


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_an_old_file_opens_with_a_sentence_and_is_kept_when_it_is_saved(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    opened = open_form(copy)
    assert opened.document.version == VERSION
    assert "较早的版本" in opened.notes[0]
    assert copy.read_bytes() == path.read_bytes()
    saved = save_form(opened.document, copy, expected=opened.stamp)
    assert open_form(copy).document == opened.document
    assert open_form(copy).notes == ()
    (kept,) = backups(opened.document.id)
    assert kept.upgraded
    assert kept.path == saved.backup
    assert kept.path.read_bytes() == path.read_bytes()


def test_the_rows_of_a_first_draft_become_a_tree() -> None:
    decoded = decode_form((DOCUMENTS / "version-0.evform").read_bytes(), "a")
    document = decoded.document
    outline = [
        (one.name, one.weight, [(two.name, two.weight, [row.id for row in two.children]) for two in one.children])
        for one in document.indicators
    ]
    assert outline == [
        ("决策", "", [("目标设置", "", ["r1"])]),
        ("产出", "40", [("数量指标", "", ["r2", "r3"]), ("质量指标", "10", ["r4"])]),
        ("效益", "40", [("社会效益指标", "", ["r5"])]),
    ]
    assert document.fields["evaluated_amount"] == "9150"
    assert document.fields["spent_own"] == "8967.190"
    row = list(leaves(document.indicators))[1]
    assert row.model_extra == {"draft_note": {"by": "初稿", "checked": True}}
    assert document.model_extra == {"draft_of": ["某某", 2023.5]}
    assert len(decoded.notes) == 2


@pytest.mark.parametrize(
    "rows",
    [None, 5, "x", [], [1], [{}], [{"level1": ["a"], "level2": {}}], [{"level1_weight": [1]}, {"level1_weight": "2"}]],
)
def test_a_damaged_draft_loses_nothing(rows: Any) -> None:
    raw = json.dumps({"format": "evaldesk", "version": 0, "template": "t@1", "indicators": rows}).encode()
    document = decode_form(raw, "a").document
    written = json.dumps([row.model_dump() for row in document.indicators]) + json.dumps(document.model_extra)
    for piece in json.dumps(rows).replace("[", " ").replace("]", " ").replace("{", " ").replace("}", " ").split():
        if piece.strip('",:') not in {"level1", "level2", "null", ""}:
            assert piece.strip('",:') in written


def test_a_current_file_is_not_touched() -> None:
    content = {"version": VERSION, "indicators": []}
    assert upgrade(content, VERSION) == (content, "")
