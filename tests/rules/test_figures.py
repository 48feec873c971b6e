"""Rounding, apportionment, and which typed figures are customary roundings of a share."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.rules.figures import apportion, cents, exact_sum, figure, is_rounding_of, percent, points, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.005", "1.01"), ("1.00499", "1.00"), ("-1.005", "-1.01"), ("0", "0.00"), ("-0.004", "0.00"), ("40/17", "2.35")],
)
def test_rounding_is_half_up_and_exact(value: str, text: str) -> None:
    assert figure(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("40/17", "2.3529…"), ("2.5", "2.5"), ("40", "40"), ("-1/3", "-0.3333…"), ("0.0001", "0.0001")]
)
def test_what_does_not_end_is_shown_as_such(value: str, text: str) -> None:
    assert shown(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("904414/915000", "98.84%"), ("1", "100%"), ("864/5", "17280%"), ("1.6786", "167.86%"), ("0", "0%")],
)
def test_percentages_are_short(value: str, text: str) -> None:
    assert percent(Fraction(value)) == text


def test_forty_points_over_38_rows_are_28_and_10() -> None:
    parts = apportion(4000, [Fraction(40, 38)] * 38)
    assert parts is not None
    assert (parts.count(105), parts.count(106)) == (28, 10)
    assert parts == sorted(parts, reverse=True), "equal remainders go to the earlier row"


def test_forty_points_over_33_rows_are_26_and_7() -> None:
    parts = apportion(4000, [Fraction(40, 33)] * 33)
    assert parts is not None
    assert (parts.count(121), parts.count(122)) == (26, 7)


def test_parts_that_cannot_add_up_are_refused() -> None:
    assert apportion(1000, [Fraction(1), Fraction(2)]) is None
    assert apportion(1, [Fraction(5, 2), Fraction(5, 2)]) is None


@given(st.lists(st.fractions(0, 1000, max_denominator=997), max_size=60))
def test_apportioned_parts_add_up_and_stay_next_to_the_exact_ones(exact: list[Fraction]) -> None:
    total = cents(sum(exact, Fraction(0)))
    parts = apportion(total, exact)
    assert parts is not None
    assert sum(parts) == total
    assert all(abs(part - value * 100) < 1 for part, value in zip(parts, exact, strict=True))


@pytest.mark.parametrize(
    ("text", "exact", "counts"),
    [
        ("1.05", "40/38", True), ("1.06", "40/38", True), ("1.0526", "40/38", True), ("1.053", "40/38", True),
        ("1.07", "40/38", False), ("1.04", "40/38", False), ("1", "40/38", False), ("1.1", "40/38", False),
        ("12.00", "12", True), ("12", "12", True), ("12.01", "12", False), ("", "12", False), ("约12", "12", False),
    ],
)  # fmt: skip
def test_customary_roundings_of_a_share(text: str, exact: str, counts: bool) -> None:
    assert is_rounding_of(text, Fraction(exact)) is counts


@pytest.mark.parametrize(
    ("text", "value"), [("12.00", 12), ("１２", 12), ("8分", 8), ("40%", 40), ("", None), ("≥3", None), ("满分", None)]
)
def test_points_are_plain_numbers(text: str, value: int | None) -> None:
    assert points(text) == value


@given(st.lists(st.fractions(min_value=-100, max_value=100, max_denominator=400), max_size=12), st.integers(1, 4))
def test_sums_are_exact(values: list[Fraction], times: int) -> None:
    assert exact_sum(values * times) == sum(values, Fraction(0)) * times


@given(
    st.decimals(0, 100, places=4).map(str) | st.sampled_from(["1.05", "1.06", "8", "0.5", "40%", "", "x"]),
    st.fractions(0, 100),
)
def test_a_rounding_is_the_plain_one_or_its_neighbour(text: str, exact: Fraction) -> None:
    typed = points(text)
    places = next((n for n in range(13) if typed is not None and (typed * 10**n).denominator == 1), 0)
    near = places >= 2 and typed is not None and abs(typed - exact) * 10**places < 1
    assert is_rounding_of(text, exact) == (typed == exact or near)
