"""Merging two sides of the real form: what joins by itself, what is put to choice, and how it is said."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from evaldesk.history.merge import Merged, aligned, as_json, as_text, merge, resolve
from evaldesk.model import indicators
from evaldesk.model.document import Document, Event, Explanation, Remark, cell, field, get, put, with_indicators
from evaldesk.model.indicators import Evidence, Indicator
from tests.history.forms import NEXT_ROW, ROW, example, rebuilt, template_of, texts_of
from tests.report.forms import with_rows

TABLE = Path(__file__).parent.parent / "data" / "history" / "orders.tsv"
ORDERS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))
BASE = example()
GROUP, OTHER_GROUP, BRANCH = "a3-b2-1", "a3-b2-2", "a3-b2"


def merged(mine: Document, theirs: Document, base: Document = BASE) -> Merged:
    return merge(base, mine, theirs, template_of(base))


def with_row(document: Document, id: str, group: str = GROUP, **texts: str) -> Document:
    return with_indicators(document, indicators.insert(document.indicators, group, 2, Indicator(id=id, **texts)))


def without(document: Document, id: str) -> Document:
    return with_indicators(document, indicators.remove(document.indicators, id))


def carried(document: Document, id: str, group: str) -> Document:
    node = indicators.find(document.indicators, id)
    tree = indicators.insert(indicators.remove(document.indicators, id), group, 0, node)
    return with_indicators(document, tree)


def parent_of(document: Document, id: str) -> str:
    return indicators.path(document.indicators, id)[-2].id


@pytest.mark.parametrize("case", ORDERS, ids=[case["说明"] for case in ORDERS])
def test_rows_stand_as_the_table_says(case: dict[str, str]) -> None:
    base, mine, theirs = (
        Document(template="t", indicators=tuple(Indicator(id=letter, name=letter) for letter in case[side]))
        for side in ("原来", "我的", "对方")
    )
    found = merge(base, mine.model_copy(update={"id": base.id}), theirs.model_copy(update={"id": base.id}))
    assert "".join(node.name for node in found.document.indicators) == case["结果"]
    keys = [conflict.key for conflict in found.conflicts]
    assert keys == (["indicators/children"] if case["冲突"] == "是" else [])


def test_edits_of_different_places_join() -> None:
    mine = put(put(BASE, field("planned"), "1200"), cell(ROW, "actual"), "340项")
    theirs = put(put(BASE, field("contact"), "某某丙"), cell(ROW, "reason"), "超额完成")
    found = merged(mine, theirs)
    assert found.conflicts == ()
    texts = [get(found.document, where) for where in (field("planned"), field("contact"), cell(ROW, "actual"))]
    assert texts == ["1200", "某某丙", "340项"]
    assert get(found.document, cell(ROW, "reason")) == "超额完成"


def test_the_same_place_is_a_conflict_and_mine_is_kept_until_theirs_is_chosen() -> None:
    found = merged(put(BASE, cell(ROW, "actual"), "340项"), put(BASE, cell(ROW, "actual"), "350项"))
    (conflict,) = found.conflicts
    assert conflict.label == "产出 › 数量指标 › 跨域通办事项数量 › 实现值"
    assert (conflict.base, conflict.mine, conflict.theirs) == ("336项", "340项", "350项")
    assert get(found.document, cell(ROW, "actual")) == "340项"
    assert get(resolve(found, {conflict.key: "theirs"}), cell(ROW, "actual")) == "350项"
    with pytest.raises(KeyError):
        resolve(found, {"fields/year": "mine"})


def test_a_row_deleted_here_and_untouched_there_is_gone() -> None:
    found = merged(without(BASE, ROW), put(BASE, cell(NEXT_ROW, "actual"), "1"))
    assert found.conflicts == ()
    assert ROW not in texts_of(found.document)


@pytest.mark.parametrize("top", [ROW, GROUP, BRANCH])
@pytest.mark.parametrize("deletes", ["mine", "theirs"])
def test_a_row_deleted_on_one_side_and_edited_on_the_other_is_one_conflict(top: str, deletes: str) -> None:
    deleted, changed = without(BASE, top), put(BASE, cell(ROW, "actual"), "340项")
    found = merged(deleted, changed) if deletes == "mine" else merged(changed, deleted)
    (conflict,) = found.conflicts
    assert conflict.key == f"indicators/{top}"
    assert (ROW in texts_of(found.document)) == (deletes == "theirs")
    other = resolve(found, {conflict.key: "theirs"})
    assert (ROW in texts_of(other)) == (deletes == "mine")
    kept = found.document if deletes == "theirs" else other
    assert kept == changed


def test_a_row_that_was_carried_out_of_a_deleted_branch_lives() -> None:
    found = merged(without(carried(BASE, ROW, OTHER_GROUP), GROUP), BASE)
    assert found.conflicts == ()
    assert parent_of(found.document, ROW) == OTHER_GROUP


def test_a_row_carried_into_a_branch_that_the_other_side_deleted_is_asked_about_and_never_lost() -> None:
    found = merged(without(BASE, OTHER_GROUP), carried(BASE, ROW, OTHER_GROUP))
    (conflict,) = found.conflicts
    assert parent_of(found.document, ROW) == GROUP
    assert parent_of(resolve(found, {conflict.key: "theirs"}), ROW) == OTHER_GROUP


def test_carrying_and_editing_the_same_row_join() -> None:
    found = merged(carried(BASE, ROW, OTHER_GROUP), put(BASE, cell(ROW, "actual"), "340项"))
    assert found.conflicts == ()
    assert parent_of(found.document, ROW) == OTHER_GROUP
    assert get(found.document, cell(ROW, "actual")) == "340项"


def test_a_row_carried_to_two_places_is_a_conflict() -> None:
    found = merged(carried(BASE, ROW, OTHER_GROUP), carried(BASE, ROW, "a3-b2-3"))
    (conflict,) = found.conflicts
    assert conflict.label.endswith("所属指标")
    assert parent_of(found.document, ROW) == OTHER_GROUP
    assert parent_of(resolve(found, {conflict.key: "theirs"}), ROW) == "a3-b2-3"


def test_equal_new_rows_are_not_doubled_and_what_is_pinned_on_them_follows() -> None:
    mine = with_row(BASE, "mine", name="新增事项", target="≥5项")
    theirs = with_row(BASE, "theirs", name="新增事项", target="≥5项")
    note = Explanation(code="c", where="indicators/theirs/actual", text="因为")
    found = merged(mine, theirs.model_copy(update={"explanations": (note,)}))
    assert [node.id for node in texts_of(found.document).values() if node.name == "新增事项"] == ["mine"]
    assert found.document.explanations[0].where == "indicators/mine/actual"


def test_different_new_rows_both_come() -> None:
    found = merged(with_row(BASE, "mine", name="我的"), with_row(BASE, "theirs", name="对方的"))
    group = indicators.find(found.document.indicators, GROUP)
    assert [node.id for node in group.children[1:5]] == ["a3-004", "mine", "theirs", "a3-005"]


def test_evidence_answers_and_history_join() -> None:
    def with_evidence(*titles: str) -> Document:
        evidence = tuple(Evidence(title=title) for title in titles)
        return with_indicators(BASE, indicators.change(BASE.indicators, ROW, {"evidence": evidence}))

    base = with_evidence("合同").model_copy(update={"remarks": (Remark(where="fields/goal", text="请补充"),)})
    mine = with_evidence("合同", "发票").model_copy(
        update={"remarks": (base.remarks[0].model_copy(update={"response": "已补充"}),), "revision": 2}
    )
    theirs = with_evidence("合同", "报告").model_copy(
        update={"remarks": (*base.remarks, Remark(where="fields/year")), "history": (Event(at="t", event="printed"),)}
    )
    found = merged(mine, theirs, base)
    assert found.conflicts == ()
    assert [item.title for item in texts_of(found.document)[ROW].evidence] == ["合同", "发票", "报告"]
    assert [remark.response for remark in found.document.remarks] == ["已补充", ""]
    assert (found.document.revision, len(found.document.history)) == (2, 1)


def test_foreign_keys_are_merged_and_can_be_taken_away() -> None:
    base = BASE.model_copy(update={"one": 1, "two": 2})
    mine = BASE.model_copy(update={"two": 2})
    theirs = BASE.model_copy(update={"one": 1, "two": 3, "three": {"deep": []}})
    found = merged(mine, theirs, base)
    assert (found.document.model_extra, found.conflicts) == ({"two": 3, "three": {"deep": []}}, ())


def test_a_form_rebuilt_elsewhere_is_aligned_first() -> None:
    foreign = rebuilt(put(BASE, cell(ROW, "actual"), "340项"))
    found = merged(put(BASE, field("year"), "2024"), aligned(foreign, BASE))
    assert found.conflicts == ()
    assert found.document == put(put(BASE, field("year"), "2024"), cell(ROW, "actual"), "340项")


def test_conflicts_are_said_to_people_and_programs() -> None:
    found = merged(put(BASE, field("year"), "2024"), put(BASE, field("year"), ""))
    assert as_text(found.conflicts).split("\n") == [
        "两份内容已合并，有 1 处双方改得不同，暂按“我的”保留，请逐处选择：",
        "1. 基本情况 › 评价年度",
        "    原来：2023",
        "    我的：2024",
        "    对方：（空）",
    ]
    assert as_json(found.conflicts)[0]["key"] == "fields/year"
    assert as_text(()) == "两份内容已合并，没有冲突。"


def test_five_thousand_rows_merge_in_a_moment() -> None:
    base, template = with_rows(5000)
    mine, theirs = put(base, cell("r7", "actual"), "1%"), without(base, "r9")
    start = time.perf_counter()
    found = merge(base, mine, theirs, template)
    assert time.perf_counter() - start < 3
    assert found.conflicts == ()
    assert found.document == without(mine, "r9")
