"""The moves on the indicator tree: each gives a new tree and leaves the old one alone."""

from __future__ import annotations

import pytest

from evaldesk.model import indicators
from evaldesk.model.indicators import Indicator, Tree


def tree() -> Tree:
    first = Indicator(id="g1", name="数量指标", children=(Indicator(id="a"), Indicator(id="b"), Indicator(id="c")))
    second = Indicator(id="g2", name="质量指标", children=(Indicator(id="d"),))
    return (Indicator(id="top", name="产出", children=(first, second)),)


def ids(tree: Tree) -> list[str]:
    return [node.id for _, node in indicators.walk(tree)]


def test_walk_goes_in_the_order_of_the_paper_with_depths() -> None:
    assert [(depth, node.id) for depth, node in indicators.walk(tree())] == [
        (0, "top"),
        (1, "g1"),
        (2, "a"),
        (2, "b"),
        (2, "c"),
        (1, "g2"),
        (2, "d"),
    ]


def test_leaves_are_the_third_level_only() -> None:
    lone = (*tree(), Indicator(id="empty", name="效益"))
    assert [node.id for node in indicators.leaves(lone)] == ["a", "b", "c", "d"]


def test_path_leads_from_level_one_down() -> None:
    assert [node.id for node in indicators.path(tree(), "d")] == ["top", "g2", "d"]


@pytest.mark.parametrize(
    ("by", "order"), [(1, ["a", "c", "b"]), (-1, ["b", "a", "c"]), (2, ["a", "b", "c"]), (-5, ["a", "b", "c"])]
)
def test_move_stays_among_siblings(by: int, order: list[str]) -> None:
    assert [node.id for node in indicators.find(indicators.move(tree(), "b", by), "g1").children] == order


def test_an_impossible_move_is_the_same_tree() -> None:
    before = tree()
    assert indicators.move(before, "top", 1) is before


def test_insert_remove_and_duplicate() -> None:
    assert ids(indicators.insert(tree(), "g2", 0, Indicator(id="new")))[-2:] == ["new", "d"]
    assert ids(indicators.insert(tree(), None, 1, Indicator(id="new")))[-1] == "new"
    assert ids(indicators.remove(tree(), "g1")) == ["top", "g2", "d"]
    copied, id = indicators.duplicate(tree(), "g1")
    group = copied[0].children[1]
    assert group.id == id
    assert group.name == "数量指标"
    assert len(set(ids(copied))) == len(ids(tree())) + 4


@pytest.mark.parametrize("move", [indicators.remove, indicators.duplicate, indicators.find])
def test_a_row_that_is_not_there_is_a_key_error(move: object) -> None:
    assert callable(move)
    with pytest.raises(KeyError):
        move(tree(), "nobody")
