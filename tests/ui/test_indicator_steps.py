"""Rows added, doubled, moved and removed, as values: the tree afterwards and the row that has the cursor."""

from __future__ import annotations

import pytest

from evaldesk.model import indicators
from evaldesk.model.document import Document
from evaldesk.ui import indicator_steps as steps
from tests.ui.indicator_rig import small


def groups(document: Document) -> str:
    return " | ".join(
        " ".join(row.id for row in group.children) for branch in document.indicators for group in branch.children
    )


def test_the_first_row_of_an_empty_form_is_a_branch() -> None:
    step = steps.add_row(Document(template="x"), "")
    assert [node.id for node in step.document.indicators] == [step.id]
    assert step.opens_name


@pytest.mark.parametrize(
    ("id", "name", "depth", "place"),
    [("a", "新增指标", 2, 1), ("c", "新增指标", 2, 3), ("g1", "新增指标", 2, 0), ("out", "新增二级指标", 1, 0)],
)
def test_a_new_row_stands_where_one_expects_it(id: str, name: str, depth: int, place: int) -> None:
    step = steps.add_row(small(), id)
    way = indicators.path(step.document.indicators, step.id)
    assert (step.name, len(way) - 1) == (name, depth)
    assert [node.id for node in way[-2].children].index(step.id) == place


@pytest.mark.parametrize(("id", "place"), [("a", 1), ("g1", 1), ("g2", 2), ("out", 0)])
def test_a_new_group_follows_the_group_one_is_in(id: str, place: int) -> None:
    step = steps.add_group(small(), id)
    assert [group.id for group in step.document.indicators[0].children].index(step.id) == place


@pytest.mark.parametrize(
    ("id", "by", "after"),
    [
        ("b", -1, "b a c | d | e"),
        ("b", 1, "a c b | d | e"),
        ("c", 1, "a b | c d | e"),
        ("d", -1, "a b c d |  | e"),
        ("d", 1, "a b c |  | d e"),
        ("g2", -1, "d | a b c | e"),
    ],
)
def test_a_move_goes_one_place_and_over_the_edge_of_a_group(id: str, by: int, after: str) -> None:
    step = steps.move(small(), id, by)
    assert step is not None
    assert groups(step.document) == after
    assert step.id == id


@pytest.mark.parametrize(("id", "by"), [("a", -1), ("e", 1), ("g1", -1), ("g2", 1), ("out", -1), ("", 1)])
def test_a_move_without_a_place_is_none(id: str, by: int) -> None:
    assert steps.move(small(), id, by) is None


@pytest.mark.parametrize(
    ("gone", "after", "cursor", "name"),
    [
        (["a"], "b c | d | e", "b", "删除“指标a”"),
        (["c"], "a b | d | e", "b", "删除“指标c”"),
        (["d"], "a b c |  | e", "g2", "删除“指标d”"),
        (["a", "b"], "c | d | e", "c", "删除 2 行"),
        (["g1", "a"], "d | e", "g2", "删除“数量指标”"),
        (["out"], "e", "ben", "删除“产出”"),
        (["out", "ben"], "", "", "删除 2 行"),
    ],
)
def test_after_a_removal_the_cursor_is_on_the_neighbour(gone: list[str], after: str, cursor: str, name: str) -> None:
    step = steps.remove(small(), gone)
    assert step is not None
    assert (groups(step.document), step.id, step.name) == (after, cursor, name)


def test_a_copy_has_ids_of_its_own() -> None:
    step = steps.duplicate(small(), "out")
    assert step is not None
    ids = [node.id for _, node in indicators.walk(step.document.indicators)]
    assert len(set(ids)) == len(ids)
    assert step.document.indicators[1].id == step.id
