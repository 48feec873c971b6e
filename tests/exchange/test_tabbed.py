"""Cells as text between tabs: what comes from a spreadsheet is taken as it was, and goes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.tabbed import from_tabbed, to_tabbed


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("95%", [["95%"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ('"两行\n字"\tb', [["两行\n字", "b"]]),
        ('"他说""好""\n再见"', [['他说"好"\n再见']]),
        ('"数字政府"建设', [['"数字政府"建设']]),
        ('"是"', [['"是"']]),
        ('"没有结束\tb', [['"没有结束', "b"]]),
        ("", [[""]]),
        ("甲\0乙", [["甲乙"]]),
    ],
)
def test_what_spreadsheets_put_on_the_clipboard(text: str, cells: list[list[str]]) -> None:
    assert from_tabbed(text) == cells


CELL = st.text(st.characters(exclude_characters='\r\0"', codec="utf-8"))


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=4))
def test_cells_survive_the_clipboard(cells: list[list[str]]) -> None:
    if cells[-1] == [""]:
        cells[-1] = ["x"]  # an empty last row cannot be told from the end of the text
    assert from_tabbed(to_tabbed(cells)) == cells
