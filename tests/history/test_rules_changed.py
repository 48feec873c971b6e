"""What newer rules make of a form that nobody touched, and what is not their doing."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.errors import Unwritable
from evaldesk.history.rules_changed import as_text, newer_edition, rules_changed, under_edition
from evaldesk.history.seen import recall, remember, seen
from evaldesk.history.snapshots.folders import own_folder
from evaldesk.model.document import cell, field, put
from evaldesk.model.template import Template
from evaldesk.rules import evaluate
from tests.history.forms import example, template_of

# Annex 2 with nothing typed over the weight and the score of 产出, so that they follow the template.
BASE = put(put(example("annex-2-special-fund"), cell("a2-b2", "weight"), ""), cell("a2-b2", "self_score"), "")
OLD = template_of(BASE)


def edition(edition: str = "2024", **weights: str) -> Template:
    """Return the template with another edition's name and other weights of branches."""
    section = OLD.indicators
    level1 = tuple(
        branch.model_copy(update={"weight": weights.get(branch.name, branch.weight)}) for branch in section.level1
    )
    changed = section.model_copy(update={"level1": level1})
    sections = tuple(changed if item is section else item for item in OLD.sections)
    return OLD.model_copy(update={"edition": edition, "sections": sections})


def test_nothing_is_said_while_the_rules_are_the_same() -> None:
    evaluation = evaluate(BASE, OLD)
    assert rules_changed(seen(BASE, evaluation), BASE, evaluation) is None
    newer = edition()
    moved = under_edition(BASE, newer.name)
    assert rules_changed(seen(BASE, evaluation), moved, evaluate(moved, newer)) is None


def test_values_that_a_new_edition_changes_are_counted_and_listed() -> None:
    newer = edition(产出="45")
    moved = under_edition(BASE, newer.name)
    change = rules_changed(seen(BASE, evaluate(BASE, OLD)), moved, evaluate(moved, newer))
    assert change is not None
    assert change.sentence == "规则更新使 17 个分值、17 个权重变化"
    lines = as_text(change).split("\n")
    assert lines[:2] == [
        f"规则更新使 17 个分值、17 个权重变化（{OLD.name} → {newer.name}）。",
        "    产出：权重 40.00 → 45.00，得分 40.00 → 45.00，建议分 40.00 → 45.00",
    ]
    assert lines[-1] == "    合计：总分 98.00 → 103.00，建议总分 97.86 → 102.86，权重合计 100.00 → 105.00"


def test_what_people_changed_is_not_laid_to_the_rules() -> None:
    last = seen(BASE, evaluate(BASE, OLD))
    edited = put(BASE, field("spent_own"), "1")
    assert rules_changed(last, edited, evaluate(edited, edition(产出="45"))) is None
    copy = BASE.model_copy(update={"id": "another"})
    assert rules_changed(last, copy, evaluate(copy, edition(产出="45"))) is None


def test_the_summary_is_remembered_and_a_damaged_one_is_forgotten(home: Path) -> None:
    last = seen(BASE, evaluate(BASE, OLD))
    assert recall(BASE.id) is None
    remember(last)
    assert recall(BASE.id) == last
    (own_folder(BASE.id) / "seen.json").write_bytes(b'{"form": 1}')
    assert recall(BASE.id) is None
    (home / "in the way").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVALDESK_HOME", str(home / "in the way"))
        with pytest.raises(Unwritable):
            remember(last)
        assert recall(BASE.id) is None


@pytest.mark.parametrize(
    ("template", "newest"),
    [("a@2023", "a@2025"), ("a@2025", None), ("a@2026", None), ("b@2023", None), ("c@2023", None)],
)
def test_a_newer_edition_of_the_same_form_is_found(template: str, newest: str | None) -> None:
    assert newer_edition(template, ["a@2023", "a@2025", "a@2024", "b@2023"]) == newest


def test_staying_with_the_old_edition_is_doing_nothing() -> None:
    assert under_edition(BASE, OLD.name) is BASE
    assert under_edition(BASE, "x@1").template == "x@1"
