"""Line breaking: each case is a width in characters, a text, and the lines that a typesetter makes of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.report.breaking import HALF_BLANK, NEVER_FIRST, NEVER_LAST, break_text, may_break
from evaldesk.report.fonts import Weight
from evaldesk.report.squeezing import tight_places


def lines(text: str, width: float, indent: int = 0) -> list[str]:
    return [line.text for line in break_text(text, int(width * 1000), Weight.REGULAR, indent)]


@pytest.mark.parametrize(
    ("width", "text", "expected"),
    [
        pytest.param(4, "", [], id="nothing"),
        pytest.param(4, "政务服务", ["政务服务"], id="fits"),
        pytest.param(4, "政务服务满意", ["政务服务", "满意"], id="fills the line"),
        pytest.param(4, "政务服务度", ["政务服", "务度"], id="leaves no single character alone"),
        pytest.param(4, "政务服务，满意", ["政务服", "务，满意"], id="no comma opens a line"),
        pytest.param(4.5, "政务服务，满意", ["政务服务，", "满意"], id="a mark at the end counts half"),
        pytest.param(4, "政务服《务指南》", ["政务服", "《务指", "南》"], id="no bracket ends a line"),
        pytest.param(4, "完成率98.84%达标", ["完成率", "98.84%", "达标"], id="a number keeps its percent"),
        pytest.param(3.5, "已达≥95%了吧", ["已达", "≥95%", "了吧"], id="a sign stays with its number"),
        pytest.param(6, "推行Windows系统", ["推行", "Windows", "系统"], id="a word stays whole"),
        pytest.param(3.4, "abcdefghijkl", ["abcdef", "ghijkl"], id="a word longer than the line is broken"),
        pytest.param(4, "甲乙\n丙丁", ["甲乙", "丙丁"], id="a line end ends a line"),
        pytest.param(4, "甲乙\r\n丙丁", ["甲乙", "丙丁"], id="a Windows line end too"),
        pytest.param(4, "甲\n\n乙", ["甲", "", "乙"], id="an empty line stays"),
        pytest.param(4, "政务服务 满意", ["政务服务", "满意"], id="the space at a break is not set"),
        pytest.param(4, "等等……等等", ["等等……", "等等"], id="dots stay together"),
        pytest.param(5, "（市、区）级别", ["（市、区）", "级别"], id="brackets round a short text"),
        pytest.param(5.5, "（一）《关》，", ["（一）《关》，"], id="marks in a row share their blanks"),
        pytest.param(3.5, "办法》《细则》", ["办法》", "《细则》"], id="marks that part take their whole room"),
        pytest.param(5, "政务“办”，好", ["政务“办”，", "好"], id="two marks at the end count one"),
    ],
)
def test_lines_break_as_a_typesetter_breaks_them(width: float, text: str, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("》《", [1]),
        ("。”，", [1, 2]),
        ("（“", [1]),
        ("“”", []),
        ("（一）", []),
        ("甲，乙", []),
        ("it's, ok", []),
        ("", []),
    ],
)
def test_marks_in_a_row_move_together(text: str, places: list[int]) -> None:
    assert tight_places(text, Weight.REGULAR) == places


def test_first_line_is_indented_unless_the_writer_did_it() -> None:
    assert lines("政务服务满意程度", 6, 2000) == ["政务服务", "满意程度"]
    assert [line.indent for line in break_text("政务服务满意程度", 6000, Weight.REGULAR, 2000)] == [2000, 0]
    assert lines("　　政务服务满意程度", 6, 2000)[0] == "　　政务服务"


texts = st.text(st.sampled_from("政务服务满意，。（）《》“”、；：abcXYZ0123456789.%≥/ -—…"), max_size=120)


@given(texts, st.integers(2, 30))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int) -> None:
    broken = break_text(text, width * 1000, Weight.REGULAR)
    assert "".join(line.text for line in broken).replace(" ", "") == text.replace(" ", "")
    assert all(line.width <= width * 1000 for line in broken if len(line.text.strip()) > 1)


@given(texts, st.integers(12, 30))
def test_forbidden_places_are_kept(text: str, width: int) -> None:
    broken = break_text(text, width * 1000, Weight.REGULAR)
    for before, after in pairwise(broken):
        joined = before.text + after.text
        tight = not any(may_break(before.text, at) for at in range(1, len(before.text)))
        if before.soft and before.text and after.text and not tight:
            assert after.text[0] not in NEVER_FIRST or " " in joined
            assert before.text[-1] not in NEVER_LAST or " " in joined


def test_every_half_blank_mark_is_one_that_opens_no_line() -> None:
    assert HALF_BLANK <= NEVER_FIRST
