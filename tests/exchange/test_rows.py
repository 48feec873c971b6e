"""Indicators read out of a grid: levels carried down, cells put together, heads and totals passed over."""

from __future__ import annotations

from evaldesk.exchange.columns import guess
from evaldesk.exchange.grid import Grid, Merged, grid
from evaldesk.exchange.rows import Table, read_rows

HEADS = ["一级指标", "二级指标", "三级指标", "权重(%)", "预期值", "实现值", "自评分数", "未达标原因分析"]


def read(made: Grid) -> Table:
    return read_rows(made, guess(made))


def test_levels_carry_down_until_the_next() -> None:
    table = read(
        grid(
            [
                HEADS,
                ["产出", "数量指标", "培训场次", "20", "12", "14", "20", "无"],
                ["", "", "发放手册", "20", "500", "520", "20", "无"],
                ["效益", "", "就业人数", "40", "200", "230", "40", "无"],
            ]
        )
    )
    assert [(row.level1, row.level2, row.name) for row in table.rows] == [
        ("产出", "数量指标", "培训场次"),
        ("产出", "数量指标", "发放手册"),
        ("效益", "", "就业人数"),
    ]
    assert table.rows[1].cells["target"] == "第3行第5列"


def test_heads_totals_and_empty_rows_are_no_indicators() -> None:
    rows = [HEADS, ["产出", "数量指标", "甲", "1", "2", "3", "1", ""], [""] * 8, HEADS]
    table = read(grid([*rows, ["", "", "乙", "1", "2", "3", "1", ""], ["合计：", "", "", "100", "", "", "98.5", ""]]))
    assert [row.name for row in table.rows] == ["甲", "乙"]
    assert [row.level2 for row in table.rows] == ["数量指标"] * 2
    assert table.total_score == "98.5"


def test_a_target_in_several_cells_is_put_together_and_told() -> None:
    table = read(grid([["指标名称", "符号", "预期值", "计量单位", "实现值"], ["接入率", "≥", "95", "%", "97"]]))
    (row,) = table.rows
    assert (row.texts["target"], row.texts["actual"]) == ("≥95%", "97%")
    assert [attribute for attribute, _ in row.guesses] == ["target", "target", "actual"]


def test_a_unit_that_stands_already_is_not_doubled() -> None:
    table = read(grid([["指标名称", "预期值", "计量单位", "实现值"], ["接入率", "≥95%", "%", "97%"]]))
    assert (table.rows[0].texts["target"], table.rows[0].texts["actual"]) == ("≥95%", "97%")


def test_a_wrapped_name_is_one_line_and_a_reason_keeps_its_lines() -> None:
    table = read(grid([HEADS, ["产\n出", "数量\n指标", "培训\n场次", "20", "≥12\n场", "14场", "20", "第一行\n第二行"]]))
    (row,) = table.rows
    assert (row.level1, row.level2, row.name) == ("产出", "数量指标", "培训场次")
    assert row.texts["target"] == "≥12场"
    assert row.texts["reason"] == "第一行\n第二行"


def test_what_a_page_break_tore_is_put_together() -> None:
    rows = [
        HEADS,
        ["产出", "数量指标", "热线数据汇总", "1.05", "月报12份、专报4份", "月报、专报全部按时上", "1.05", "无"],
        ["", "", "", "", "", "报市局", "", ""],
    ]
    (row,) = read(grid(rows)).rows
    assert row.texts["actual"] == "月报、专报全部按时上报市局"
    assert row.guesses


def test_a_row_of_numbers_without_a_name_is_not_lost() -> None:
    rows = [HEADS, ["产出", "数量指标", "甲", "20", "12", "14", "20", ""], ["", "", "", "20", "5", "6", "20", ""]]
    table = read(grid(rows))
    assert [row.name for row in table.rows] == ["甲", ""]
    assert table.rows[1].guesses


def test_a_score_merged_over_a_branch_belongs_to_the_branch() -> None:
    rows = [
        HEADS,
        ["产出", "数量指标", "甲", "各项指标权重=40/指标总数", "2", "3", "40", "已达标"],
        ["", "", "乙", "", "4", "5", "", ""],
    ]
    regions = [Merged(1, 3, 2, 3), Merged(1, 6, 2, 6), Merged(1, 7, 2, 7)]
    table = read(grid(rows, regions))
    assert [row.texts["self_score"] for row in table.rows] == ["", ""]
    assert [row.texts["weight"] for row in table.rows] == ["", ""]
    assert table.level1_texts == {"产出": {"self_score": "40", "reason": "已达标"}}


def test_weights_of_the_levels_are_kept_by_name() -> None:
    heads = ["一级指标", "一级指标权重", "二级指标", "二级指标权重", "三级指标", "预期值", "实现值"]
    table = read(grid([heads, ["产出", "40", "数量指标", "21.05", "甲", "1", "2"], ["", "", "", "", "乙", "1", "2"]]))
    assert table.level1_weights == {"产出": "40"}
    assert table.level2_weights == {("产出", "数量指标"): "21.05"}


def test_rows_that_say_nothing_readable_are_told() -> None:
    table = read(grid([["指标名称", "预期值", "实现值", "佐证材料"], ["", "", "", "见附件"], ["甲", "1", "2", ""]]))
    assert [row.name for row in table.rows] == ["甲"]
    assert "见附件" in table.left_out[0]
