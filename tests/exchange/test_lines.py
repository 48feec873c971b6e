"""Rows told apart in lines without tabs, as a table copied out of a PDF comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.lines import read_lines
from evaldesk.exchange.rows import Read
from evaldesk.files.templates import load_template

TEXTS = Path(__file__).parent.parent / "data" / "old_texts"
TEMPLATE = load_template("jiangmen-annex-3@2023")
KEYS = ("weight", "target", "actual", "self_score", "reason")


def rows(text: str) -> list[tuple[str, ...]]:
    return [(row.name, *(row.texts[key] for key in KEYS)) for row in read_lines(text, TEMPLATE).rows]


def only(text: str) -> Read:
    (row,) = read_lines(text, TEMPLATE).rows
    return row


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代理案件数量 1.05 0 0 1.05 无", ("代理案件数量", "1.05", "0", "0", "1.05", "无")),
        ("宣传次数 1.05 ≥ 3次 4次 1.05 进度 提前", ("宣传次数", "1.05", "≥3次", "4次", "1.05", "进度 提前")),
        ("粤省事日活跃用户数（万名） ≥2.5 2.84", ("粤省事日活跃用户数（万名）", "", "≥2.5", "2.84", "", "")),
        ("培训次\n\n数\n1.05 ≥2次 2次 1.05 无", ("培训次数", "1.05", "≥2次", "2次", "1.05", "无")),
        ("办理时间 1.05 秒批秒办 100% 1.05 无", ("办理时间", "1.05", "秒批秒办", "100%", "1.05", "无")),
        ("监管有效性 8.00 8 无", ("监管有效性", "8.00", "", "", "8", "无")),
        ("是否公开（是/否）\n是 是", ("是否公开（是/否）", "", "是", "是", "", "")),
        ("12345热线 1.05 ≥95% 98% 1.05 无", ("12345热线", "1.05", "≥95%", "98%", "1.05", "无")),
    ],
)
def test_a_row_is_told_apart_from_the_right_and_by_its_values(text: str, expected: tuple[str, ...]) -> None:
    assert rows(text) == [expected]


def test_values_torn_over_lines_are_halved_where_they_begin_alike() -> None:
    row = only("月报、专\n报数\n1.05 \n月报12份、专报4\n份\n月报12份、专报\n16份\n1.05 无")
    assert (row.name, row.texts["target"], row.texts["actual"]) == (
        "月报、专报数",
        "月报12份、专报4份",
        "月报12份、专报16份",
    )
    assert row.confidence["target"] == row.confidence["actual"] == "guess"
    assert [key for key, _ in row.guesses] == ["target", "actual"]


def test_what_cannot_be_decided_is_left_empty_and_told() -> None:
    row = only("某项工作 1.05\n甲乙丙\n丁戊己\n1.05 无")
    assert (row.texts["target"], row.texts["actual"]) == ("", "")
    assert "没有填入" in row.guesses[0][1]
    alone = only("某项指标 ≥3次")
    assert not any(alone.texts.values())
    assert "说不准" in alone.guesses[0][1]


def test_confidence_is_as_good_as_the_shape_of_the_row() -> None:
    assert set(only("甲数 1.05 0 0 1.05 无").confidence.values()) == {"sure"}
    assert only("甲数 3 4").confidence["target"] == "likely"
    assert only("甲数 3 4 5").confidence["target"] == "guess"


def test_levels_stand_in_lines_of_their_own_or_before_a_row() -> None:
    table = read_lines(
        "产出 40\n数量指标 21.05\n甲 1 2\n可持续影响指\n标\n2.42\n乙 3 4\n效益 40\n时效指标 丙 5 6", TEMPLATE
    )
    assert [(row.level1, row.level2, row.name) for row in table.rows] == [
        ("产出", "数量指标", "甲"),
        ("产出", "可持续影响指标", "乙"),
        ("效益", "时效指标", "丙"),
    ]
    assert table.level1_weights == {"产出": "40", "效益": "40"}
    assert table.level2_weights == {("产出", "数量指标"): "21.05", ("产出", "可持续影响指标"): "2.42"}


def test_a_merged_score_belongs_to_its_branch_and_printed_words_to_nothing() -> None:
    torn = "1.定量指标：\n自评分数=评价\n年度实现值/评"
    text = f"产出 40\n甲数\n各项指标权\n重=40/指\n标总数\n2 3\n40 已达标\n{torn}\n乙数 3 4"
    table = read_lines(text, TEMPLATE)
    assert [row.name for row in table.rows] == ["甲数", "乙数"]
    assert table.level1_texts == {"产出": {"self_score": "40", "reason": "已达标"}}
    assert not table.left_out


def test_a_share_printed_in_every_row_is_its_weight() -> None:
    table = read_lines("甲 2.36 2.8 4.7\n乙 2.35 3 4\n丙 2.35 5 6\n丁 2.35 7 8", TEMPLATE)
    assert [row.texts["weight"] for row in table.rows] == ["2.36", "2.35", "2.35", "2.35"]


def test_a_guess_names_its_line() -> None:
    assert only("\n\n甲数 3 4 5").cells["target"] == "第3行"


@given(st.text(alphabet="甲乙指标产出 \n0123456789.≥%无是/各项权重=总数合计：\ue000", max_size=120))
def test_any_text_is_read_without_breaking(text: str) -> None:
    table = read_lines(text, TEMPLATE)
    assert all(set(row.texts) == set(KEYS) for row in table.rows)
