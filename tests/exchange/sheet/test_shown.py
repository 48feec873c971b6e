"""Figures as numbers that look as typed, and numbers back as their sheet shows them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.sheet.shown import as_text, as_value


@pytest.mark.parametrize(
    "text", ["0", "12", "12.00", "8967.19", "-3.5", "100%", "96.54%", "0.05%", "33120000000", "1.05"]
)
def test_plain_figures_are_numbers_and_come_back_as_typed(text: str) -> None:
    value = as_value(text)
    assert value is not None
    assert as_text(*value) == text


@pytest.mark.parametrize(
    "text", ["", "≥95%", "2023年", "007", "1,200", "１２", "1e5", "=1+1", "/", "1-2", "12 ", "0.1234567890123456", "-0"]
)
def test_everything_else_stays_text(text: str) -> None:
    assert as_value(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_never_changes_its_look(number: object) -> None:
    for text in (str(number), f"{number}%"):
        value = as_value(text)
        assert value is None or as_text(*value) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.9654, "0.00%", "96.54%"),
        (0.9654, "0%", "97%"),
        (12.5, "General", "12.5"),
        (12, "0.00", "12.00"),
        (0.1 + 0.2, "General", "0.30000000000000004"),
        (1200, "#,##0", "1200"),
        (300, '0"项"', "300项"),
        (True, "General", "是"),
        (date(2023, 12, 5), "General", "2023年12月5日"),
        (datetime(2023, 12, 5, 9, 30), "General", "2023年12月5日09:30"),  # noqa: DTZ001 # a sheet's times have no zone
        (float("inf"), "General", "inf"),
        (3, "[$-804]strange", "3"),
        ("文字", "@", "文字"),
        (None, "General", ""),
    ],
)
def test_values_are_read_as_their_sheet_shows_them(value: object, number_format: str, text: str) -> None:
    assert as_text(value, number_format) == text
