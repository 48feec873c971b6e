"""What is remembered of wording, and what is offered for it."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.model.previous import Previous, PreviousRow
from evaldesk.model.recall import (
    MOST_OFFERS,
    MOST_ROWS,
    MOST_TEXTS,
    Recall,
    learned,
    offered_actuals,
    offered_names,
    offered_reasons,
    offered_targets,
    unit_of,
)


def form(*rows: dict[str, str]) -> Document:
    group = Indicator(name="数量指标", children=tuple(Indicator(**row) for row in rows))
    return Document(template="t@1", indicators=(Indicator(name="产出", children=(group,)),))


def row(name: str, target: str = "", reason: str = "") -> dict[str, str]:
    return {"name": name, "target": target, "reason": reason}


SEEN = learned(
    Recall(),
    form(row("培训人数", "≥300人", "疫情影响"), row("政务服务满意度", "≥95%"), row("办理及时率", "100%", "无")),
)
LAST = Previous(rows=(PreviousRow(id="a", name="培训场次", target="12场", reason="经费压减"),))


def test_only_indicators_are_learned_and_nothing_is_no_reason() -> None:
    assert [remembered.name for remembered in SEEN.rows] == ["培训人数", "政务服务满意度", "办理及时率"]
    assert SEEN.rows[2].reasons == ()
    assert learned(SEEN, form(row("", "5"))) is SEEN


def test_the_newest_wording_comes_first_and_is_not_doubled() -> None:
    recall = SEEN
    for target in ("1人", "2人", "3人", "4人", "3人"):
        recall = learned(recall, form(row(" 培训人数 ", target)))
    assert recall.rows[0].targets == ("3人", "4人", "2人")
    assert len(recall.rows[0].targets) == MOST_TEXTS
    assert recall.rows[0].reasons == ("疫情影响",)


def test_the_memory_stays_small() -> None:
    recall = learned(SEEN, form(*(row(f"指标{number}") for number in range(MOST_ROWS + 50))))
    assert len(recall.rows) == MOST_ROWS
    assert len(offered_names(recall, Previous(), "指标", ())) == MOST_OFFERS
    assert learned(Recall(), form(row("甲", "", "长" * 300))).rows[0].reasons == ()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("培训", ["培训场次", "培训人数"]),
        ("pxrs", ["培训人数"]),
        ("满意", ["政务服务满意度"]),
        ("", []),
        ("培训人数", []),
        ("没有", []),
    ],
)
def test_names(typed: str, names: list[str]) -> None:
    assert offered_names(SEEN, LAST, typed, ()) == names


def test_names_that_stand_there_already_are_not_offered() -> None:
    assert offered_names(SEEN, LAST, "培训", {"培训场次"}) == ["培训人数"]


@pytest.mark.parametrize(
    ("id", "name", "typed", "targets"),
    [
        ("b", "培训人数", "", ["≥300人"]),
        ("b", "培训人数", "280", ["280人"]),
        ("b", "培训人数", "≥280", ["≥280人"]),
        ("b", "培训人数", "≥3", ["≥3人"]),
        ("b", "培训人数", "280人", []),
        ("a", "培训人数", "", ["12场", "≥300人"]),
        ("a", "别的", "15", ["15场"]),
        ("b", "别的", "15", []),
    ],
)
def test_targets(id: str, name: str, typed: str, targets: list[str]) -> None:
    assert offered_targets(SEEN, LAST, id, name, typed) == targets


@pytest.mark.parametrize(
    ("target", "typed", "actuals"),
    [
        ("≥95%", "95", ["95%"]),
        ("≥95 %", "95.5", ["95.5%"]),
        ("2.8万路", "4.7", ["4.7万路"]),
        ("1,000人次", "1,200", ["1,200人次"]),
        ("≥95%", "95%", []),
        ("≥95%", "", []),
        ("≥95%", "九十五", []),
        ("优良", "95", []),
        ("5天/次", "3", ["3天/次"]),
        ("1-3天", "2", []),
        ("2023年12月", "11", []),
        ("95", "95", []),
    ],
)
def test_actuals(target: str, typed: str, actuals: list[str]) -> None:
    assert offered_actuals(target, typed) == actuals


def test_reasons_go_on_from_what_is_typed() -> None:
    assert offered_reasons(SEEN, LAST, "b", "培训人数", "") == ["疫情影响"]
    assert offered_reasons(SEEN, LAST, "a", "培训人数", "") == ["经费压减", "疫情影响"]
    assert offered_reasons(SEEN, LAST, "a", "培训人数", "疫情") == ["疫情影响"]
    assert offered_reasons(SEEN, LAST, "a", "培训人数", "疫情影响") == []


def test_the_unit_of_a_text_with_one_number() -> None:
    assert [unit_of(text) for text in ("≥95%", "300 人", "＞3次/年", "优", "3", "1至2次")] == [
        "%",
        "人",
        "次/年",
        "",
        "",
        "",
    ]
