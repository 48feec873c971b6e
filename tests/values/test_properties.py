"""What must hold for every text: nothing raises, time is linear, numbers are exact, completion lies in 0 … 1."""

from __future__ import annotations

import json
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.rules.methods import METHODS, QUESTIONS, compare
from evaldesk.values import Quantity, Words, describe, parse, read, to_json
from evaldesk.values.jsonable import decimal_string
from tests.long.fuzz_values import cells

ANY_TEXT = st.text(max_size=120) | cells()


@given(ANY_TEXT)
@settings(max_examples=600)
def test_any_text_can_be_read_said_and_written(text: str) -> None:
    value = parse(text)
    assert value.text == text
    assert describe(value)
    data = to_json(value)
    assert json.loads(json.dumps(data)) == data
    assert parse(text) == value


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(sorted(METHODS)), st.sampled_from(["", "higher", "lower", "none"]))
@settings(max_examples=600)
def test_any_pair_can_be_compared(name: str, target: str, actual: str, method: str, direction: str) -> None:
    outcome = compare(name, target, actual, method=method, direction=direction)
    if outcome.completion is not None:
        assert 0 <= outcome.completion <= 1
        assert isinstance(outcome.completion, Fraction)
    assert (outcome.completion is None) == (outcome.verdict in ("judgement", "not_comparable"))
    assert (outcome.verdict == "short") == (outcome.completion is not None and outcome.completion < 1)
    assert set(outcome.ask) <= set(QUESTIONS)
    assert outcome.sentence.endswith("。")
    assert all(outcome.steps)


@given(st.integers(0, 10**12), st.integers(0, 6), st.sampled_from(["", "项", "人", "元", "次", "分钟", "公里"]))
def test_plain_numbers_are_read_exactly(digits: int, places: int, unit: str) -> None:
    number = Fraction(digits, 10**places)
    value = parse(f"{decimal_string(number)}{unit}")
    assert isinstance(value, Quantity)
    assert (value.number, value.unit) == (number, unit)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_completion_of_higher_is_better_is_the_exact_quotient(target: int, actual: int) -> None:
    outcome = compare("完成数量", f"≥{target}个", f"{actual}个")
    assert outcome.completion == min(Fraction(1), Fraction(actual, target))
    assert outcome.ratio == Fraction(actual, target)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_completion_of_lower_is_better_is_the_exact_quotient(target: int, actual: int) -> None:
    outcome = compare("平均时长", f"≤{target}秒", f"{actual}秒")
    assert outcome.completion == min(Fraction(1), Fraction(target, actual))


@given(st.text(max_size=40), st.sampled_from(["target", "actual"]))
def test_reading_under_any_name_keeps_the_text(name: str, side: str) -> None:
    value = read("≥ 95", name, "target" if side == "target" else "actual")
    assert value.text == "≥ 95"


@pytest.mark.parametrize(
    "piece", ["≥", "1", "1,", "一", "约", "达到", "月报1份、", "1-", "(", "万", "1年", "  ", "|", "%", "🙂"]
)
def test_a_megabyte_is_no_problem(piece: str) -> None:
    text = (piece * (2**20 // len(piece) + 1))[: 2**20]
    begin = time.perf_counter()
    value = parse(text)
    describe(value)
    to_json(value)
    compare(text[:1000], text, text)
    assert time.perf_counter() - begin < 2.0


def test_prose_is_words_whatever_numbers_it_holds() -> None:
    assert isinstance(parse("本年度完成培训3场，参训200人次。" * 80), Words)


@pytest.mark.parametrize("piece", ["1次、", "约", "一百", "1年1月", "≥1", "1至", "率", "每月", "(1)", "1,000"])
def test_time_grows_with_the_text_not_with_its_square(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        best = 1.0
        for _ in range(5):
            begin = time.perf_counter()
            compare("", text + " ", text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(100)
    small, large = seconds(120), seconds(960)
    assert large < 0.05
    assert large < 40 * max(small, 0.0002)
