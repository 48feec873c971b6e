"""The list of what differs: every text, row and move, and nothing else."""

from __future__ import annotations

from evaldesk.files.changes import Change, changes
from evaldesk.model.document import Document, Remark, Where, address, cell, put, with_indicators
from evaldesk.model.indicators import Indicator, insert, move, remove
from tests.files.forms import GOAL, example


def rows(*ids: str) -> tuple[Indicator, ...]:
    return tuple(Indicator(id=id, name=id.upper()) for id in ids)


def form(*ids: str) -> Document:
    return Document(template="t@1", id="i", indicators=(Indicator(id="p", children=rows(*ids)), Indicator(id="q")))


def kinds(before: Document, after: Document) -> list[tuple[str, str]]:
    return [(change.kind, change.where) for change in changes(before, after)]


def test_equal_forms_have_none() -> None:
    assert changes(example(), example()) == ()


def test_every_kind_of_text_is_told_with_both() -> None:
    before = form("a", "b")
    after = put(put(put(before, GOAL, "新"), cell("a", "target"), "≥3"), Where("total", "weights2"), "90")
    assert changes(before, after) == (
        Change("text", "fields/goal", "", "新"),
        Change("text", "indicators/a/target", "", "≥3", "A"),
        Change("text", "total/weights2", "", "90", "合计"),
    )
    assert all(str(address(change.where)) == change.where for change in changes(before, after))


def test_rows_that_come_and_go_are_told() -> None:
    before = form("a", "b")
    assert kinds(before, with_indicators(before, remove(before.indicators, "a"))) == [("removed", "indicators/a")]
    more = with_indicators(before, insert(before.indicators, "p", 0, Indicator(id="c", name="C")))
    assert changes(before, more) == (Change("added", "indicators/c", "", "C", "C"),)


def test_as_few_moves_are_told_as_explain_the_order() -> None:
    before = form("a", "b", "c", "d", "e")
    assert kinds(before, with_indicators(before, move(before.indicators, "a", 4))) == [("moved", "indicators/a")]
    assert kinds(before, with_indicators(before, move(before.indicators, "e", -2))) == [("moved", "indicators/e")]
    assert len(kinds(before, form("e", "d", "c", "b", "a"))) == 4


def test_a_row_under_another_parent_has_moved() -> None:
    before = form("a", "b")
    after = with_indicators(before, insert(remove(before.indicators, "b"), "q", 0, *rows("b")))
    assert kinds(before, after) == [("moved", "indicators/b")]


def test_the_rest_is_told_by_its_key() -> None:
    before = form("a")
    after = before.model_copy(update={"remarks": (Remark(where="fields/goal"),), "revision": 2})
    assert kinds(before, after) == [("rest", "revision"), ("rest", "remarks")]
    assert kinds(before, before.model_copy(update={"theirs": 1})) == [("rest", "other")]
