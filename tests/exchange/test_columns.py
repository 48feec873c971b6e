"""Which column is which: by heads of real tables, and by content where there are none."""

from __future__ import annotations

import pytest

from evaldesk.exchange.columns import guess
from evaldesk.exchange.grid import Grid, Merged, grid
from evaldesk.files.templates import load_template, template_names

BODY = [
    ["产出指标", "数量指标", "培训场次", "10", "≥12场", "14场", "10"],
    ["", "", "发放手册", "10", "500份", "520份", "10"],
    ["", "质量指标", "验收合格率", "15", "100%", "100%", "15"],
    ["", "时效指标", "完成时间", "15", "2023年12月底前", "2023年11月", "15"],
    ["效益指标", "社会效益指标", "就业人数", "30", "≥200人", "230人", "30"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "10", "≥90%", "96.5%", "10"],
]


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (
            ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"],
            ["level1_name", "level2_name", "name", "weight", "target", "actual", "self_score"],
        ),
        (
            ["一级指标", "二级指标", "指标名称", "权重（%）", "预期值", "全年完成情况", "自评得分"],
            ["level1_name", "level2_name", "name", "weight", "target", "actual", "self_score"],
        ),
        (
            ["一级 指标", "二级\n指标", "绩效指标内容", "标准分", "目标值", "实际完成情况", "自评分"],
            ["level1_name", "level2_name", "name", "weight", "target", "actual", "self_score"],
        ),
    ],
)
def test_heads_of_other_forms_name_their_columns(heads: list[str], roles: list[str]) -> None:
    found = guess(grid([heads, *BODY]))
    assert list(found.roles) == roles
    assert found.heads == {0}


@pytest.mark.parametrize("name", template_names())
def test_the_printed_heads_of_every_template_are_known(name: str) -> None:
    template = load_template(name)
    columns = template.indicators.columns
    depth = max(len(column.groups) for column in columns) + 1
    lines = [[[*column.groups, column.label][row : row + 1] for column in columns] for row in range(depth)]
    heads = [[line[0] if line else "" for line in row] for row in lines]
    found = guess(grid(heads), template)
    wanted = ["" if column.key in ("criterion", "evidence") else column.key for column in columns]
    assert list(found.roles) == wanted


def test_columns_without_heads_are_known_by_what_stands_in_them() -> None:
    found = guess(grid(BODY), load_template("mof-2020-10@2020"))
    assert list(found.roles) == ["level1_name", "level2_name", "name", "weight", "target", "actual", "self_score"]


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        ((2, 4, 5), ["name", "target", "actual"]),
        ((2, 3, 4, 5), ["name", "weight", "target", "actual"]),
        ((2, 4, 5, 6), ["name", "target", "actual", "self_score"]),
        ((1, 2, 4, 5), ["level2_name", "name", "target", "actual"]),
    ],
)
def test_parts_of_a_table_are_known_too(columns: tuple[int, ...], roles: list[str]) -> None:
    assert list(guess(grid([[row[at] for at in columns] for row in BODY])).roles) == roles


def test_reasons_stand_at_the_end() -> None:
    rows = [[row[2], row[4], row[5], reason] for row, reason in zip(BODY, ["无"] * 5 + ["调查样本少"], strict=True)]
    assert list(guess(grid(rows)).roles) == ["name", "target", "actual", "reason"]


def test_a_target_split_over_three_cells_is_one_target() -> None:
    heads = ["指标名称", "预期值", "", "", "实现值"]
    rows = [["接入率", "≥", "95", "%", "97%"], ["办结时间", "≤", "3", "天", "2天"]]
    found = guess(grid([heads, *rows], [Merged(0, 1, 0, 3)]))
    assert list(found.roles) == ["name", "target", "target", "target", "actual"]
    bare = guess(grid(rows))
    assert list(bare.roles) == ["name", "target", "target", "target", "actual"]


def test_heads_repeated_after_a_page_break_are_heads() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"]
    assert guess(grid([heads, *BODY[:3], heads, *BODY[3:]])).heads == {0, 4}


def test_a_column_the_officer_named_stays_so() -> None:
    found = guess(grid(BODY)).with_role(3, "")
    assert found.roles[3] == ""
    assert found.because[3] == "由您指定"


@pytest.mark.parametrize("rows", [[], [[""]], [["甲"]], [["1", "2"]], [["指标"] * 300], [["≥"], ["≤"]]])
def test_odd_tables_have_a_layout_too(rows: list[list[str]]) -> None:
    made: Grid = grid(rows)
    assert len(guess(made).roles) == made.width
