"""A form's way to the reviewer and back: revisions, remarks and answers, and the sheet that goes with it."""

from __future__ import annotations

import json

import pytest

from evaldesk.history.diff import changes_between
from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN
from evaldesk.history.remarks import (
    accepted,
    answered,
    open_remarks,
    remarks_at,
    reopened,
    with_remark,
    without_remark,
)
from evaldesk.history.response import as_json, as_text, response_sheet
from evaldesk.history.revision import (
    changed_since_hand_in,
    for_paper,
    handed_in,
    print_event,
    returned,
    revision_for,
    with_event,
)
from evaldesk.model.digest import digest
from evaldesk.model.document import Document, Explanation, Remark, cell, field, put
from tests.history.forms import ROW, example, template_of

BASE = example()
APRIL, MAY, JUNE = (f"2024-{month:02}-12T09:30:00+08:00" for month in (4, 5, 6))


def printed(document: Document, at: str) -> Document:
    event = print_event(document, at)
    return document if event is None else with_event(document, event)


def sent(document: Document, at: str) -> Document:
    return handed_in(printed(document, at), at, digest(document))


def steps(document: Document) -> list[tuple[str, int]]:
    return [(event.event, event.revision) for event in document.history]


def test_the_first_hand_in_is_revision_one_as_its_paper_says() -> None:
    first = sent(BASE, APRIL)
    assert first.revision == 1
    assert steps(first) == [("printed", 1), ("handed-in", 1)]
    assert first.history[1].digest == digest(BASE) == digest(first)
    assert not changed_since_hand_in(first, digest(first))


def test_a_changed_form_is_the_next_revision_already_on_its_paper() -> None:
    changed = put(sent(BASE, APRIL), field("year"), "2024")
    assert changed_since_hand_in(changed, digest(changed))
    assert revision_for(changed, digest(changed)) == 2
    assert steps(sent(changed, MAY))[2:] == [("printed", 2), ("handed-in", 2)]
    third = sent(put(sent(changed, MAY), field("year"), "2025"), JUNE)
    assert third.revision == 3


def test_printing_a_copy_of_what_was_handed_in_is_the_same_revision() -> None:
    assert printed(sent(BASE, APRIL), MAY).revision == 1


def test_the_paper_shows_the_revision_that_its_hand_in_will_have() -> None:
    handed = sent(BASE, APRIL)
    assert for_paper(handed) is handed
    changed = put(handed, field("year"), "2024")
    assert (changed.revision, for_paper(changed).revision, printed(changed, MAY).revision) == (1, 2, 2)


def test_the_same_content_printed_twice_in_a_row_is_put_on_record_once() -> None:
    once = printed(BASE, APRIL)
    assert [event.event for event in once.history] == ["printed"]
    assert printed(once, MAY) is once
    assert len(printed(put(once, field("year"), "2024"), MAY).history) == 2


def test_a_returned_form_is_the_next_revision_even_when_only_remarks_were_answered() -> None:
    back = returned(sent(BASE, APRIL), MAY, digest(BASE))
    assert back.revision == 1
    assert sent(back, JUNE).revision == 2


def test_printing_twice_before_the_hand_in_does_not_raise_twice() -> None:
    changed = put(sent(BASE, APRIL), field("year"), "2024")
    again = printed(printed(changed, MAY), MAY)
    assert sent(again, MAY).revision == 2


def test_a_revision_that_was_set_elsewhere_is_never_counted_back() -> None:
    assert sent(BASE.model_copy(update={"revision": 5}), APRIL).revision == 5


def test_remarks_are_answered_accepted_reopened_and_taken_back() -> None:
    form = with_remark(BASE, "fields/goal", "请量化", "市财政局", MAY)
    form = with_remark(form, f"indicators/{ROW}/actual", "请核对", "市财政局", MAY)
    assert (open_remarks(form), form.remarks[0].status) == (2, OPEN)
    form = answered(form, 0, "已量化")
    assert (form.remarks[0].response, form.remarks[0].status, open_remarks(form)) == ("已量化", ANSWERED, 1)
    assert answered(form, 0, "  ").remarks[0].status == OPEN
    form = accepted(form, 0)
    assert (form.remarks[0].status, open_remarks(form)) == (ACCEPTED, 1)
    assert accepted(form, 0) is form
    assert reopened(form, 0).remarks[0] == form.remarks[0].model_copy(update={"status": OPEN})
    for place in (f"indicators/{ROW}/actual", f"indicators/{ROW}"):
        assert list(remarks_at(form, place)) == [form.remarks[1]]
    assert not list(remarks_at(form, f"indicators/{ROW}/act"))
    assert without_remark(form, 0).remarks == form.remarks[1:]
    assert digest(form) == digest(BASE)
    for number in (-1, 2):
        with pytest.raises(IndexError):
            answered(form, number, "")


def test_a_status_of_another_program_counts_as_open_and_is_kept() -> None:
    form = BASE.model_copy(update={"remarks": (Remark(where="", text="x", status="escalated", due="2024-07-01"),)})
    assert open_remarks(form) == 1
    assert answered(form, 0, "好").remarks[0].model_extra == {"due": "2024-07-01"}


def resubmitted() -> tuple[Document, Document]:
    first = sent(BASE, APRIL)
    back = with_remark(returned(first, MAY, digest(first)), f"indicators/{ROW}", "数量请核对", "市财政局", MAY)
    back = with_remark(back, "fields/goal", "请写明人数", "市财政局", MAY)
    new = put(put(back, cell(ROW, "actual"), "340项"), field("planned"), "1100")
    new = answered(new, 0, "按年报更正")
    note = Explanation(code="c", where="fields/planned", text="年中调整")
    return first, sent(new.model_copy(update={"explanations": (note,)}), JUNE)


def test_the_sheet_holds_changes_reasons_and_answers() -> None:
    old, new = resubmitted()
    sheet = response_sheet(old, new, template_of(new))
    assert (sheet.old_revision, sheet.new_revision, sheet.handed_in_at) == (1, 2, APRIL)
    assert [(item.change.label, item.reason) for item in sheet.altered] == [
        ("资金情况 › 预算计划安排", "年中调整"),
        ("产出 › 数量指标 › 跨域通办事项数量 › 实现值", "按年报更正"),
    ]
    assert [(item.label, item.status, item.altered) for item in sheet.answers] == [
        ("产出 › 数量指标 › 跨域通办事项数量", "已答复", (2,)),
        ("绩效目标情况 › 预期总体目标", "待答复", ()),
    ]
    json.dumps(as_json(sheet), allow_nan=False)


def test_the_sheet_reads_as_a_letter() -> None:
    old, new = resubmitted()
    assert as_text(response_sheet(old, new, template_of(new))).split("\n") == [
        "修改说明（第 1 稿 → 第 2 稿）",
        "江门市政务服务和数据管理局  政务服务管理监督专项经费  2023",
        f"上次上报：{APRIL}",
        "",
        "一、审核意见及答复",
        "1. 产出 › 数量指标 › 跨域通办事项数量（已答复）",
        "    意见：数量请核对",
        "    答复：按年报更正",
        "    对应修改：第 2 处",
        "2. 绩效目标情况 › 预期总体目标（待答复）",
        "    意见：请写明人数",
        "    答复：（尚未答复）",
        "",
        "二、修改内容",
        "1. 资金情况 › 预算计划安排",
        "    1104.846 → 1100",
        "    原因：年中调整",
        "2. 产出 › 数量指标 › 跨域通办事项数量 › 实现值",
        "    336项 → 340项",
        "    原因：按年报更正",
        "",
        "总分：100.00（优），没有变化",
    ]


def test_a_sheet_without_changes_says_so() -> None:
    text = as_text(response_sheet(BASE, BASE, None))
    assert "内容没有变动。" in text
    assert changes_between(BASE, BASE, None) == ()
