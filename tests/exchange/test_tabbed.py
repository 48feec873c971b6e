"""Text between tabs, as spreadsheets write and read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.tabbed import from_tabbed, to_tabbed


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\n丙\t丁\n", [["甲", "乙"], ["丙", "丁"]]),
        ("甲\t乙\r\n丙\t丁\r\n", [["甲", "乙"], ["丙", "丁"]]),
        ('"甲\n乙"\t丙', [["甲\n乙", "丙"]]),
        ('"甲说""好""\n乙"\t丙', [['甲说"好"\n乙', "丙"]]),
        ('"数字政府"建设\t1', [['"数字政府"建设', "1"]]),
        ("", [[""]]),
        ("甲\0乙", [["甲乙"]]),
    ],
)
def test_what_a_spreadsheet_writes_is_read(text: str, rows: list[list[str]]) -> None:
    assert from_tabbed(text) == rows


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)))
def test_what_we_write_is_read_back(rows: list[list[str]]) -> None:
    # A text that is wrapped in quotes by its author and holds a break is the one thing the format cannot tell.
    if not any(cell.startswith('"') for row in rows for cell in row) and rows[-1] != [""]:
        assert from_tabbed(to_tabbed(rows)) == rows
