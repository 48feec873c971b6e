"""What a comparison says: places in the words of the paper, rows known again, long texts inside, the effect."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.history.diff import Diff, Kind, as_json, as_text, diff, labels_of
from evaldesk.history.diff.prose import compare
from evaldesk.model import indicators
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Explanation, Remark, Where, cell, field, put, with_indicators
from evaldesk.model.indicators import Evidence, Indicator
from tests.history.forms import FORMS, ROW, documents, edited, example, rebuilt, template_of
from tests.report.forms import with_rows

BASE = example()


def compared(new: Document, old: Document = BASE) -> Diff:
    return diff(old, new, template_of(new))


def said(new: Document, old: Document = BASE) -> list[tuple[str, str, str, str]]:
    return [(str(item.kind), item.label, item.old, item.new) for item in compared(new, old).changes]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_does_not_differ_from_itself(name: str) -> None:
    found = compared(example(name), example(name))
    assert found.changes == ()
    assert as_text(found) == "内容没有变动。\n得分没有变化。"


@pytest.mark.parametrize(
    ("where", "label"),
    [
        (field("spent_own"), "资金情况 › 实际支出金额（市本级）"),
        (field("year"), "基本情况 › 评价年度"),
        (field("problems"), "自评总结 › 资金使用绩效存在的问题"),
        (field("from_elsewhere"), "其他内容 › from_elsewhere"),
        (cell(ROW, "actual"), "产出 › 数量指标 › 跨域通办事项数量 › 实现值"),
        (cell(ROW, "reason"), "产出 › 数量指标 › 跨域通办事项数量 › 未达标原因分析"),
        (cell("a3-b2", "weight"), "产出 › 权重"),
        (Where("total", "weights2"), "合计 › 二级指标权重"),
        (Where("total", "score"), "合计 › 自评分数"),
    ],
)
def test_a_changed_text_has_its_address_and_its_place_on_paper(where: Where, label: str) -> None:
    (change,) = compared(put(BASE, where, "改")).changes
    assert (change.where, change.label, change.new) == (str(where), label, "改")


def test_rows_that_come_go_and_stand_elsewhere() -> None:
    tree = indicators.insert(BASE.indicators, "a3-b2-2", 0, Indicator(id="n", name="新增", target="≥95%", actual="96%"))
    tree = indicators.remove(tree, "a3-004")
    tree = indicators.move(tree, "a3-012", -3)
    row = indicators.find(tree, ROW)
    tree = indicators.insert(indicators.remove(tree, ROW), "a3-b2-2", 2, row)
    assert said(with_indicators(BASE, tree)) == [
        (
            "removed",
            "产出 › 数量指标 › 出具法律意见数量",
            "权重 1.05；预期值 200；实现值 ≥200；自评分数 1.05；未达标原因分析 无",
            "",
        ),
        ("reordered", "产出 › 数量指标 › 综合服务窗口招聘人数", "第 10 项", "第 5 项"),
        ("added", "产出 › 质量指标 › 新增", "", "预期值 ≥95%；实现值 96%"),
        ("moved", "产出 › 质量指标 › 跨域通办事项数量", "产出 › 数量指标", "产出 › 质量指标"),
    ]


def test_only_the_row_that_was_moved_is_told_and_not_its_sisters() -> None:
    assert [item[0] for item in said(with_indicators(BASE, indicators.move(BASE.indicators, ROW, 8)))] == ["reordered"]


def test_evidence_explanations_and_remarks_are_compared() -> None:
    evidence = (Evidence(title="统计表", file="表.xlsx", page="3"),)
    new = with_indicators(BASE, indicators.change(BASE.indicators, ROW, {"evidence": evidence}))
    new = new.model_copy(
        update={
            "explanations": (Explanation(code="c", where="fields/planned", text="年中追加"),),
            "remarks": (Remark(where=f"indicators/{ROW}/actual", text="请核对", response="已核对", status="answered"),),
        }
    )
    place = "产出 › 数量指标 › 跨域通办事项数量"
    assert said(new) == [
        ("changed", f"{place} › 佐证材料", "", "统计表（表.xlsx） 第 3 页"),
        ("added", "资金情况 › 预算计划安排 › 说明", "", "年中追加"),
        ("added", f"{place} › 实现值 › 审核意见", "", "请核对"),
    ]
    asked = new.model_copy(update={"remarks": (Remark(where=f"indicators/{ROW}/actual", text="请核对"),)})
    assert [(item[1][-2:], item[2], item[3]) for item in said(new, asked)] == [
        ("答复", "", "已核对"),
        ("状态", "待答复", "已答复"),
    ]


def test_a_form_rebuilt_elsewhere_is_known_again_by_names() -> None:
    renamed = put(put(BASE, cell(ROW, "actual"), "300项"), cell("a3-012", "name"), "综合窗口招聘人数")
    assert [item[:2] for item in said(rebuilt(renamed))] == [
        ("changed", "产出 › 数量指标 › 跨域通办事项数量 › 实现值"),
        ("changed", "产出 › 数量指标 › 综合窗口招聘人数 › 名称"),
    ]


def test_a_row_typed_anew_in_its_place_is_the_same_row() -> None:
    group = indicators.find(BASE.indicators, "a3-b2-1")
    anew = tuple(indicators.renewed(row) for row in group.children[:5])
    tree = indicators.change(BASE.indicators, "a3-b2-1", {"children": (*anew, *group.children[5:])})
    assert said(with_indicators(BASE, tree)) == []


def test_long_texts_are_compared_inside() -> None:
    goal = BASE.fields["goal"].replace("聘请5名劳务派遣人员", "聘请6名劳务派遣人员")
    (change,) = compared(put(BASE, field("goal"), goal)).changes
    assert [piece.text for piece in change.pieces if piece.kind != "same"] == ["5", "6"]
    assert "聘请【删：5】【增：6】名劳务" in as_text(compared(put(BASE, field("goal"), goal)))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("支出9044.14万元，已完成。", "支出9045.14万元，已完成。", "支出|-9044.14|+9045.14|万元，已完成。"),
        ("甲。乙乙乙乙。丙。", "甲。丙。", "甲。|-乙乙乙乙。|丙。"),
        ("甲。丙。", "甲。新的一句话。丙。", "甲。|+新的一句话。|丙。"),
        ("完全不同的一句话", "毫无共同之处矣", "-完全不同的一句话|+毫无共同之处矣"),
    ],
)
def test_pieces_read_as_a_person_would_mark_them(old: str, new: str, shown: str) -> None:
    marks = {"same": "", "out": "-", "in": "+"}
    assert "|".join(marks[piece.kind] + piece.text for piece in compare(old, new)) == shown


PROSE = st.text(alphabet="甲乙丙丁。，；\n12.a", max_size=60)


@given(PROSE, PROSE)
@settings(max_examples=300)
def test_pieces_always_make_up_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "in") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "out") == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲" * 50_000, "乙" * 50_000),
        ("。" * 20_000, "甲。" * 20_000),
        ("甲乙" * 20_000, "乙甲" * 20_000),
        ("甲。乙。" * 9000, "乙。"),
    ],
    ids=["no sentence", "no words", "no end", "many sentences"],
)
def test_absurd_texts_are_compared_in_bounded_time(old: str, new: str) -> None:
    start = time.perf_counter()
    pieces = compare(old, new)
    assert time.perf_counter() - start < 2
    assert "".join(piece.text for piece in pieces if piece.kind != "in") == old


def test_the_effect_tells_scores_weights_and_grade() -> None:
    effect = compared(put(BASE, cell(ROW, "self_score"), "0.50")).effect
    assert effect is not None
    assert (effect.before.score, effect.after.score, effect.after.grade) == ("100.00", "99.45", "优")
    assert [(row.where, row.before.score, row.after.score) for row in effect.rows if row.depth == 2] == [
        (f"indicators/{ROW}", "1.05", "0.50")
    ]


def test_rows_that_share_a_new_weight_are_told_in_one_line() -> None:
    base, _ = with_rows(20, 1)
    text = as_text(compared(with_indicators(base, indicators.remove(base.indicators, "r4")), base))
    assert "产出 › 数量指标 › 指标0数量（个） 等 10 项：权重 2.00 → 2.11，得分 2.00 → 2.11，建议 2.00 → 2.11" in text


def test_a_form_whose_template_is_unknown_here_is_compared_by_its_keys() -> None:
    found = diff(BASE, put(BASE, field("year"), "2024"), None)
    assert (found.changes[0].label, found.effect) == ("其他内容 › year", None)
    assert "2023 → 2024" in as_text(found)


@given(documents().flatmap(lambda base: st.tuples(st.just(base), edited(base))))
@settings(max_examples=150)
def test_no_change_is_told_exactly_when_the_content_is_the_same(forms: tuple[Document, Document]) -> None:
    old, new = forms
    found = diff(old, new, None)
    assert found == diff(old, new, None)
    if not found.changes:
        assert digest(old) == digest(new)
    if old == new:
        assert not found.changes
    back = diff(new, old, None)
    assert found.counts.get(Kind.ADDED) == back.counts.get(Kind.REMOVED)
    json.dumps(as_json(found), allow_nan=False)


def test_programs_get_everything_as_data() -> None:
    data = as_json(compared(put(BASE, cell(ROW, "self_score"), "0.50")))
    assert data["counts"] == {"changed": 1}
    assert data["changes"][0]["where"] == f"indicators/{ROW}/self_score"
    assert data["effect"]["after"]["score"] == "99.45"
    json.dumps(data, allow_nan=False)


def test_one_line_names_the_first_places() -> None:
    new = BASE
    for key in ("year", "contact", "phone", "planned"):
        new = put(new, field(key), "改")
    line = "4 处变动：基本情况 › 评价年度、基本情况 › 联系人、基本情况 › 联系电话 等"
    assert labels_of(compared(new).changes) == line
    assert labels_of(()) == "内容没有变动"


@pytest.mark.parametrize("make", [lambda form: form, rebuilt], ids=["same ids", "rebuilt"])
def test_five_thousand_rows_are_compared_in_a_moment(make: object) -> None:
    base, _ = with_rows(5000)
    new = make(put(base, cell("r7", "actual"), "1%"))  # type: ignore[operator]
    start = time.perf_counter()
    found = diff(base, new, None)
    assert time.perf_counter() - start < 3
    assert len(found.changes) == 1
