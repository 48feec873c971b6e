"""Rows put into a form: by names, into a branch, twice, and without loss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evaldesk.exchange.columns import guess
from evaldesk.exchange.grid import grid
from evaldesk.exchange.placing import place
from evaldesk.exchange.rows import Table, read_rows
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves, walk

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "resources" / "examples").glob("*.evform"))
TEMPLATE = load_template("jiangmen-annex-3@2023")
ATTRIBUTES = ("name", "weight", "target", "actual", "self_score", "reason")


def read(rows: Sequence[Sequence[str]]) -> Table:
    made = grid(rows)
    return read_rows(made, guess(made, TEMPLATE))


def as_table(document: Document) -> list[list[str]]:
    """Return the indicators as an officer's sheet has them: level names only in the first row of each."""
    rows = [["一级指标", "二级指标", "三级指标", "权重", "预期值", "实现值", "自评分数", "未达标原因分析"]]
    for branch in document.indicators:
        name1 = branch.name
        for group in branch.children:
            name2 = group.name
            for row in group.children:
                rows.append([name1, name2, *(getattr(row, key) for key in ATTRIBUTES)])
                name1 = name2 = ""
    return rows


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_whole_form_is_rebuilt_from_its_table(path: Path) -> None:
    document = open_document(path)
    template = load_template(document.template)
    placed = place(new_document(template), read(as_table(document)), template)
    wanted = [tuple(getattr(row, key) for key in ATTRIBUTES) for row in leaves(document.indicators)]
    built = [tuple(getattr(row, key) for key in ATTRIBUTES) for row in leaves(placed.document.indicators)]
    assert built == wanted
    assert [node.id for node in leaves(placed.document.indicators)] == list(placed.ids)


def test_pasting_the_same_table_twice_adds_nothing() -> None:
    document = open_document(EXAMPLES[1])
    again = place(document, read(as_table(document)), TEMPLATE)
    assert not again.added
    assert not again.changed
    assert again.document.indicators == document.indicators


def test_an_empty_cell_never_wipes_a_text() -> None:
    table = [["三级指标", "预期值", "实现值", "说明"], ["甲", "5", "6", "超额"]]
    first = place(new_document(TEMPLATE), read(table), TEMPLATE)
    second = place(first.document, read([*table[:1], ["甲", "5", "", ""]]), TEMPLATE)
    (row,) = [node for node in leaves(second.document.indicators) if node.name == "甲"]
    assert (row.target, row.actual, row.reason) == ("5", "6", "超额")


def test_new_names_make_new_branches() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "预期值", "实现值"], ["创新", "管理创新指标", "甲", "1", "2"]]
    placed = place(new_document(TEMPLATE), read(rows), TEMPLATE)
    names = [(depth, node.name) for depth, node in walk(placed.document.indicators)]
    assert names[-3:] == [(0, "创新"), (1, "管理创新指标"), (2, "甲")]


def test_level_names_of_other_forms_find_their_branch() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "预期值", "实现值"], ["产出指标", "数量指标", "甲", "1", "2"]]
    placed = place(new_document(TEMPLATE), read(rows), TEMPLATE)
    assert [node.name for node in placed.document.indicators] == ["决策", "产出", "效益"]


def test_rows_without_names_go_to_the_first_branch_that_is_not_prescribed() -> None:
    placed = place(new_document(TEMPLATE), read([["甲", "≥5", "6"], ["乙", "≥7", "8"]]), TEMPLATE)
    group = placed.document.indicators[1].children[0]
    assert [row.name for row in group.children] == ["甲", "乙"]


def test_a_chosen_group_takes_every_row() -> None:
    form = new_document(TEMPLATE)
    group = form.indicators[2].children[1]
    placed = place(form, read(as_table(open_document(EXAMPLES[1]))[:9]), TEMPLATE, group=group.id)
    assert len(placed.document.indicators[2].children[1].children) == 8
    assert placed.document.indicators[:2] == form.indicators[:2]


def test_a_name_that_stands_twice_is_two_rows() -> None:
    placed = place(new_document(TEMPLATE), read([["甲", "≥5", "6"], ["甲", "≥7", "8"]]), TEMPLATE)
    assert len(placed.added) == 2


def test_without_matching_every_row_is_added() -> None:
    document = open_document(EXAMPLES[1])
    again = place(document, read(as_table(document)), TEMPLATE, match=False)
    assert len(again.added) == len(list(leaves(document.indicators)))


def test_rows_without_names_above_fill_the_rows_of_their_names_wherever_they_stand() -> None:
    document = open_document(EXAMPLES[1])
    table = read([["指标名称", "实现值"], ["报告验收合格率", "99%"], ["法律风险", "可控"], ["全新的指标", "1"]])
    placed = place(document, table, TEMPLATE)
    names = {node.id: node for node in leaves(placed.document.indicators)}
    assert [names[id].name for id in placed.changed] == ["报告验收合格率", "法律风险"]
    assert [names[id].name for id in placed.added] == ["全新的指标"]
    assert [names[id].name for id in placed.ids] == ["报告验收合格率", "法律风险", "全新的指标"]


def test_rows_of_one_group_may_lie_apart() -> None:
    table = read(
        [
            ["一级指标", "二级指标", "三级指标", "预期值", "实现值"],
            ["产出", "数量指标", "甲", "1", "1"],
            ["产出", "质量指标", "乙", "2", "2"],
            ["产出", "数量指标", "丙", "3", "3"],
        ]
    )
    placed = place(new_document(TEMPLATE), table, TEMPLATE)
    names = {node.id: node.name for node in leaves(placed.document.indicators)}
    assert [names[id] for id in placed.ids] == ["甲", "乙", "丙"]
