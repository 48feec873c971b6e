"""Across forms: the same measure with two values, and texts that one form copied from another."""

from __future__ import annotations

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document
from evaldesk.model.finding import Level
from evaldesk.model.indicators import Indicator
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.checks.across import across
from tests.rules.checks.builder import row, sheet

COPY = (
    "年初对项目实施的难度估计不足，部分标段招标两次流标，直到第三季度才签订合同；"
    "施工期间又遇连续降雨，工期顺延二十五天，影响了资金支付的进度，年末仍有两个标段的质量保证金没有支付。"
)


def form(name: str, indicator: Indicator, **texts: str) -> Document:
    """Return a form of a project with one output of its own."""
    own = row(f"{name}巡查", "≥3次", "4次")
    parts = {"project_name": name, **texts}
    return sheet(fields=parts, outputs={"数量指标": [indicator, own]}, benefits={"社会效益指标": [own]})


def told(*forms: Document) -> list[list[tuple[str, Level, str]]]:
    """Return, for each form, code, level and place of what the others say differently."""
    whole = [(item, load_template(item.template), evaluate(item, load_template(item.template))) for item in forms]
    return [[(found.code, found.level, found.where) for found in findings] for findings in across(whole)]


def test_one_measure_with_two_values_is_told_on_both_forms() -> None:
    one = form("县道养护", row("路长制平台接入数量（个）", "≥20", "21"))
    other = form("路长制建设", row("路长制平台接入数量", "≥20个", "26个"))
    place = "indicators/路长制平台接入数量"
    assert told(one, other) == [
        [("across.measure", Level.EXPLAIN, f"{place}（个）/actual")],
        [("across.measure", Level.EXPLAIN, f"{place}/actual")],
    ]


def test_a_name_with_a_word_left_out_is_the_same_measure() -> None:
    one = form("县道养护", row("“一张图”主题集成服务数量", "≥200", "210"))
    other = form("路长制建设", row("一张图主题服务数量", "≥100", "126"))
    assert [level for _, level, _ in told(one, other)[0]] == [Level.EXPLAIN]


def test_a_name_that_ends_nearly_alike_is_a_hint() -> None:
    one = form("县道养护", row("路政许可事项全程网办率", "≥95%", "96.54%"))
    other = form("路长制建设", row("全流程网办率", "≥85%", "85.93%"))
    assert [level for _, level, _ in told(one, other)[0]] == [Level.HINT]


def test_equal_values_and_other_measures_are_silent() -> None:
    one = form("县道养护", row("路长制平台接入数量", "≥20个", "21个"))
    same = form("路长制建设", row("路长制平台接入数量", "≥20个", "21 个"))
    different = form("桥梁改造", row("桥梁监测设备接入数量", "≥50个", "55个"))
    assert told(one, same, different) == [[], [], []]


def test_other_years_and_other_units_are_silent() -> None:
    one = form("县道养护", row("路长制平台接入数量", "≥20个", "21个"))
    later = form("路长制建设", row("路长制平台接入数量", "≥20个", "26个"), year="2024")
    elsewhere = form("路长制建设", row("路长制平台接入数量", "≥20个", "26个"), reporting_unit="青石县公路事务中心")
    assert told(one, later, elsewhere) == [[], [], []]


def test_copied_texts_are_told_on_both_forms() -> None:
    one = form("县道养护", row("养护里程", "≥400公里", "420公里"), problems=COPY)
    other = form("桥梁改造", row("改造桥梁", "≥5座", "5座"), problems=COPY)
    expected = [("across.text", Level.EXPLAIN, "fields/problems")]
    assert told(one, other) == [expected, expected]


def test_a_form_beside_itself_is_silent() -> None:
    one = form("县道养护", row("养护里程", "≥400公里", "420公里"), problems=COPY)
    assert told(one, one) == [[], []]


def test_a_perfect_satisfaction_beside_a_lower_one_is_a_hint() -> None:
    full = form("县道养护", row("沿线群众满意率", "≥85%", "100%"))
    less = form("桥梁改造", row("过桥群众好评率", "≥85%", "91.5%"))
    assert told(full, less) == [[("across.satisfaction", Level.HINT, "indicators/沿线群众满意率/actual")], []]
    assert told(form("县道养护", row("沿线群众满意率", "≥85%", "92%")), less) == [[], []]


def test_forms_of_one_unit_written_in_two_ways_are_hints() -> None:
    odd = {"allocated_lower": "/", "spent_lower": "/", "spent_own": "196.005", "tier": "一级项目"}
    one = form("县道养护", row("养护里程", "≥400公里", "420公里", reason="无"), spent_own="196.50")
    other = form("桥梁改造", row("改造桥梁", "≥5座", "5座", reason="已达标"), **odd)
    assert told(one, other) == [
        [("across.style", Level.HINT, place) for place in
         ("fields/spent_lower", "fields/spent_own", "indicators/养护里程/reason", "fields/tier")],
        [("across.style", Level.HINT, place) for place in
         ("fields/spent_lower", "fields/spent_own", "indicators/改造桥梁/reason", "fields/tier")],
    ]  # fmt: skip
    assert told(one, form("桥梁改造", row("改造桥梁", "≥5座", "5座", reason="无"), spent_own="180.25")) == [[], []]


def test_the_two_real_forms_differ_in_measures_satisfaction_and_style() -> None:
    files = ("annex-2-special-fund", "annex-3-project")
    one, other = told(*(open_document(resources() / "examples" / f"{name}.evform") for name in files))
    assert [(code, where) for code, _, where in one] == [
        ("across.measure", "indicators/a2-010/actual"),
        ("across.measure", "indicators/a2-015/actual"),
        ("across.satisfaction", "indicators/a2-022/actual"),
        ("across.style", "fields/allocated_lower"),
        ("across.style", "fields/spent_own"),
        ("across.style", "indicators/a2-001/reason"),
        ("across.style", "fields/tier"),
    ]
    assert [code for code, _, _ in other].count("across.style") == 4
