"""The plainest cells, read at a glance, mean what they mean when they are read in full."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaldesk.values.parser import parse_fully
from evaldesk.values.plain import read_plain
from evaldesk.values.units import UNITS
from tests.long.fuzz_values import cells

SIGNS = ("", "≥", "≤", "<", ">", "=", "约")
NUMBERS = ("0", "7", "007", "12", "100", "2023", "202312", "20231231", "0.5", "2.8", "12.31", "2023.1", "2023.12", "1.")
ODD_UNITS = ("", "年度", "人左右", "个工作", "项。", "万", "万元", "x", "A", "以上", "余人")


@pytest.mark.parametrize("sign", SIGNS)
def test_every_unit_is_read_as_in_full(sign: str) -> None:
    texts = [f"{sign}{number}{unit}" for number in NUMBERS for unit in (*UNITS, *ODD_UNITS)]
    for text in texts:
        assert read_plain(text) in (None, parse_fully(text)), text


@given(st.text("0123456789.≥≤%‰份人元年月日万 约", max_size=12) | cells())
@example("2023.12")
@example("12月")
def test_any_text_is_read_as_in_full(text: str) -> None:
    assert read_plain(text) in (None, parse_fully(text))


@pytest.mark.parametrize("text", ["≥95%", "100%", "12份", "2.8", "≤0.5‰", "20公里"])
def test_plain_cells_are_read_at_a_glance(text: str) -> None:
    assert read_plain(text) is not None
