"""A grid: filled up, merged cells carried over, cells named as people name them."""

from __future__ import annotations

from evaldesk.exchange.grid import Merged, column_letters, grid


def test_short_rows_are_filled_up() -> None:
    made = grid([["甲"], ["乙", "丙"]])
    assert [made.texts(row) for row in range(2)] == [("甲", ""), ("乙", "丙")]
    assert made.width == 2


def test_a_merged_cell_carries_its_text_over_the_whole_region() -> None:
    made = grid([["产出", "甲"], ["", "乙"]], [Merged(0, 0, 1, 0)])
    assert [made.texts(row) for row in range(2)] == [("产出", "甲"), ("产出", "乙")]
    assert made.is_own(0, 0)
    assert not made.is_own(1, 0)


def test_a_merged_region_that_reaches_outside_is_cut() -> None:
    assert grid([["甲", "乙"]], [Merged(0, 0, 90, 90)]).texts(0) == ("甲", "甲")


def test_cells_are_named_as_people_name_them() -> None:
    assert grid([["", "甲"]], letters=True).rows[0][1].name == "B1"
    assert grid([["", "甲"]]).rows[0][1].name == "第1行第2列"
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_no_rows_make_an_empty_grid() -> None:
    assert grid([]).width == 0
