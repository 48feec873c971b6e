"""Lines of the indicator table: one for each row, runs of branches and groups, and the scores that rows share."""

from __future__ import annotations

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template, template_of
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, cell, put
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.indicator_lines import (
    Line,
    branch_runs,
    group_runs,
    guidance_keys,
    lines_of,
    merged_lines,
    runs,
    stands_elsewhere,
)

EXAMPLE = open_document(resources() / "examples" / "annex-3-project.evform")


def lines(document: Document) -> list[Line]:
    return list(lines_of(evaluate(document, template_of(document)).branches))


def test_every_indicator_has_one_line_in_the_order_of_the_paper() -> None:
    shown = [line.indicator.node.id for line in lines(EXAMPLE) if line.indicator]
    assert shown == [node.id for node in leaves(EXAMPLE.indicators)]


def test_a_branch_and_a_group_without_indicators_still_have_a_line() -> None:
    document = new_document(load_template("jiangmen-annex-3@2023"))
    empty = [line for line in lines(document) if line.indicator is None]
    assert {line.branch.node.id for line in lines(document)} == {branch.id for branch in document.indicators}
    assert empty


def test_runs_of_branches_and_groups_cover_all_lines_in_turn() -> None:
    rows = lines(EXAMPLE)
    for found in (list(branch_runs(rows)), list(group_runs(rows))):
        assert found[0][0] == 0
        assert [end for _, end in found[:-1]] == [first for first, _ in found[1:]]
        assert found[-1][1] == len(rows)
    assert len(list(branch_runs(rows))) == len(EXAMPLE.indicators)


def test_runs_are_of_neighbours_only() -> None:
    assert list(runs("aab a", str)) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert list(runs("", str)) == []


def test_a_score_typed_for_a_branch_is_shared_by_its_rows_unless_one_has_its_own() -> None:
    branch = EXAMPLE.indicators[1]
    bare = EXAMPLE
    for node in leaves((branch,)):
        bare = put(bare, cell(node.id, "self_score"), "")
    shared = put(bare, cell(branch.id, "self_score"), "20")
    rows = lines(shared)
    (found,) = [merged for merged in merged_lines(rows) if merged.owner.node.id == branch.id]
    assert {line.branch.node.id for line in rows[found.first : found.end]} == {branch.id}
    assert found.end - found.first == len(list(leaves((branch,))))
    own = put(shared, cell(next(iter(leaves((branch,)))).id, "self_score"), "1")
    assert branch.id not in {merged.owner.node.id for merged in merged_lines(lines(own))}


def test_guidance_is_found_by_branch_and_name() -> None:
    section = template_of(EXAMPLE).indicators
    rows = lines(EXAMPLE)
    keys = guidance_keys(rows, section)
    assert len(keys) == len(rows)
    assert set(keys) <= {"", *section.guidance}
    assert any(keys)


@pytest.mark.parametrize("printed", [True, False])
def test_a_branch_stands_elsewhere_only_with_the_rows_that_the_template_prescribes(printed: bool) -> None:
    template = template_of(EXAMPLE)
    described = next(branch for branch in template.indicators.level1 if template.indicators.has_fixed(branch.name))
    altered = described.model_copy(update={"printed": printed})
    level1 = tuple(altered if branch is described else branch for branch in template.indicators.level1)
    section = template.indicators.model_copy(update={"level1": level1})
    evaluation = evaluate(new_document(template), template)
    branch = next(branch for branch in evaluation.branches if branch.node.name == described.name)
    assert stands_elsewhere(branch, section) is not printed
