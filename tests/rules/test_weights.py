"""Weights: exact shares, typed weights first, and columns that add up to what stands above them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.model.indicators import Indicator
from evaldesk.model.template.table import Level1
from evaldesk.rules.figures import points
from evaldesk.rules.shares import BranchShares, same_weights, share_branch

EQUAL = Level1(name="产出", weight="40", share="equal")
TYPED = Level1(name="产出", weight="40", share="typed")


def branch(*groups: tuple[str, list[str]], weight: str = "") -> Indicator:
    """Return a branch 产出 with level-2 nodes of the given weight, each with rows of the given weights."""
    return Indicator(
        name="产出",
        weight=weight,
        children=tuple(
            Indicator(name=f"组{at}", weight=own, children=tuple(Indicator(name="项", weight=text) for text in rows))
            for at, (own, rows) in enumerate(groups)
        ),
    )


def shares(node: Indicator, spec: Level1 = EQUAL, plain: bool = False) -> BranchShares:
    return share_branch(node, spec, plain)


def exact(result: BranchShares) -> list[list[Fraction]]:
    return [[row.exact for row in rows] for rows in result.rows]


def test_an_equal_split_is_exact() -> None:
    result = shares(branch(("", [""] * 20), ("", [""] * 8), ("", [""] * 10)))
    assert {value for rows in exact(result) for value in rows} == {Fraction(40, 38)}
    assert [group.exact for group in result.groups] == [Fraction(800, 38), Fraction(320, 38), Fraction(400, 38)]


def test_shown_figures_add_up_at_every_level() -> None:
    result = shares(branch(("", [""] * 20), ("", [""] * 8), ("", [""] * 10)))
    assert [group.text for group in result.groups] == ["21.05", "8.42", "10.53"]
    texts = [row.text for rows in result.rows for row in rows]
    assert (texts.count("1.05"), texts.count("1.06")) == (28, 10)
    for group, rows in zip(result.groups, result.rows, strict=True):
        assert sum(Decimal(row.text) for row in rows) == Decimal(group.text)


def test_plain_figures_are_rounded_one_by_one() -> None:
    result = shares(branch(("", [""] * 38)), plain=True)
    assert {row.text for row in result.rows[0]} == {"1.05"}


def test_weights_typed_as_rounded_count_as_the_share_and_show_as_typed() -> None:
    result = shares(branch(("21.05", ["1.05"] * 20), ("8.42", ["1.05"] * 8), ("10.53", ["1.06"] * 10)))
    assert {value for rows in exact(result) for value in rows} == {Fraction(40, 38)}
    assert sum(group.exact for group in result.groups) == 40
    assert [group.text for group in result.groups] == ["21.05", "8.42", "10.53"]
    assert result.rows[0][0].text == "1.05"


def test_typed_weights_are_taken_out_first() -> None:
    assert exact(shares(branch(("", ["10", "", "", ""])))) == [[10, 10, 10, 10]]
    assert exact(shares(branch(("", ["4", "", "", ""])))) == [[4, 12, 12, 12]]


def test_rows_typed_as_the_rest_s_share_count_as_that_share() -> None:
    rest = Fraction(35, 37)
    assert exact(shares(branch(("", ["5", *["0.95"] * 37])))) == [[Fraction(5), *[rest] * 37]]


def test_a_typed_group_keeps_its_weight_and_the_others_share_the_rest() -> None:
    result = shares(branch(("20", ["", ""]), ("", ["", "", ""]), ("", [""])))
    assert exact(result) == [[10, 10], [5, 5, 5], [5]]
    assert [group.exact for group in result.groups] == [20, 15, 5]


def test_every_group_typed_otherwise_than_the_equal_split_is_kept() -> None:
    result = shares(branch(("20", [""] * 20), ("10", [""] * 8), ("10", [""] * 10)))
    assert exact(result) == [[1] * 20, [Fraction(10, 8)] * 8, [1] * 10]


def test_an_overspent_branch_leaves_nothing_and_no_row_goes_below_zero() -> None:
    result = shares(branch(("", ["30", "20", ""])))
    assert exact(result) == [[30, 20, 0]]


def test_typed_branches_take_weights_as_they_are() -> None:
    result = shares(branch(("", ["13.33", "13.33", "13.34"])), TYPED)
    assert exact(result) == [[Fraction("13.33"), Fraction("13.33"), Fraction("13.34")]]


def test_what_is_no_number_shares_and_stays_as_typed() -> None:
    result = shares(branch(("", ["另行商定", ""])))
    assert exact(result) == [[20, 20]]
    assert result.rows[0][0].text == "另行商定"


def test_an_empty_branch_has_its_weight_and_no_rows() -> None:
    result = shares(branch(("", []), ("", [])))
    assert result.own.exact == 40
    assert exact(result) == [[], []]


def test_the_typed_weight_of_the_branch_wins() -> None:
    assert exact(shares(branch(("", ["", ""]), weight="30"))) == [[15, 15]]


def test_a_trail_names_both_numbers() -> None:
    step = shares(branch(("", [""] * 17))).rows[0][0].steps[-1]
    assert "40 ÷ 17 = 2.3529…" in step


def test_shares_hold_until_a_text_changes_that_they_rest_on() -> None:
    node = branch(("", ["", "2"]))
    group = node.children[0]
    row = group.children[1]

    def with_row(**texts: str) -> Indicator:
        rows = (group.children[0], row.model_copy(update=texts))
        return node.model_copy(update={"children": (group.model_copy(update={"children": rows}),)})

    assert same_weights(node, node.model_copy(update={"self_score": "40"}), EQUAL)
    assert same_weights(node, with_row(name="另一项", actual="5", self_score="2"), EQUAL)
    assert not same_weights(node, with_row(weight="3"), EQUAL)
    assert not same_weights(node, node.model_copy(update={"weight": "30"}), EQUAL)
    for texts in ({"name": "另一组"}, {"weight": "20"}, {"children": group.children[:1]}):
        other = node.model_copy(update={"children": (group.model_copy(update=texts),)})
        assert not same_weights(node, other, EQUAL)


GROUPS = st.lists(
    st.tuples(st.sampled_from(["", "8", "20", "x"]), st.lists(st.sampled_from(["", "1.05", "2", "?"]), max_size=9)),
    max_size=5,
)


@given(GROUPS, st.sampled_from([EQUAL, TYPED]))
def test_untyped_branches_always_add_up(groups: list[tuple[str, list[str]]], spec: Level1) -> None:
    result = shares(branch(*groups), spec)
    blank = all(not own and not any(rows) for own, rows in groups)
    if blank and any(rows for _, rows in groups):
        assert sum(value for rows in exact(result) for value in rows) == 40
        assert sum(Decimal(row.text) for rows in result.rows for row in rows) == 40
    assert all(value >= 0 for rows in exact(result) for value in rows)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "8", "20"]), st.lists(st.sampled_from(["", "1.05", "2", "7.5", "?"]), max_size=9)
        ),
        min_size=1,
        max_size=5,
    )
)
def test_shares_are_those_of_a_plain_reckoning(groups: list[tuple[str, list[str]]]) -> None:
    result = shares(branch(*groups), TYPED)
    expected = plainly(Fraction(40), [(points(own), [points(text) for text in rows]) for own, rows in groups])
    assert exact(result) == [rows for _, rows in expected]
    assert [group.exact for group in result.groups] == [sum(rows) if own is None else own for own, rows in expected]


Group = tuple[Fraction | None, list[Fraction | None]]


def plainly(total: Fraction, groups: list[Group]) -> list[tuple[Fraction | None, list[Fraction]]]:
    """Reckon typed weights one Fraction at a time: all rows together, and each group that says otherwise alone."""

    def shared(left: Fraction, rows: list[Fraction | None]) -> list[Fraction]:
        blank = sum(value is None for value in rows)
        share = max(left - sum((value for value in rows if value is not None), Fraction(0)), Fraction(0))
        return [share / blank if value is None else value for value in rows]

    alone: dict[int, Fraction] = {}
    while True:
        together = [value for at, (_, rows) in enumerate(groups) if at not in alone for value in rows]
        common = iter(shared(total - sum(alone.values()), together))
        split = [
            shared(alone[at], rows) if at in alone else [next(common) for _ in rows]
            for at, (_, rows) in enumerate(groups)
        ]
        odd = [
            at
            for at, (own, _) in enumerate(groups)
            if at not in alone and own is not None and (not split[at] or own != sum(split[at]))
        ]
        if not odd:
            return [(alone.get(at), rows) for at, rows in enumerate(split)]
        own = groups[odd[0]][0]
        assert own is not None
        alone[odd[0]] = own


@pytest.mark.parametrize("count", [3, 7, 17, 33, 38, 71, 5000])
def test_any_number_of_rows_adds_up(count: int) -> None:
    result = shares(branch(("", [""] * count)))
    assert sum(Decimal(row.text) for row in result.rows[0]) == 40
