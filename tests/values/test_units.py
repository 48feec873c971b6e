"""Units convert exactly in a family, nearly between clock, calendar and working time, else not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from evaldesk.values.units import UNITS, convert, dimension, same_period


@pytest.mark.parametrize(
    ("source", "wanted", "factor"),
    [
        ("秒", "分钟", Fraction(1, 60)),
        ("小时", "天", Fraction(1, 24)),
        ("季度", "个月", Fraction(3)),
        ("公里", "米", Fraction(1000)),
        ("亩", "公顷", Fraction(1, 15)),
        ("吨", "公斤", Fraction(1000)),
        ("TB", "GB", Fraction(1024)),
        ("元/人", "元/名", Fraction(1)),
        ("元/公里", "元/米", Fraction(1, 1000)),
        ("分", "秒", Fraction(60)),
    ],
)
def test_exact_conversions(source: str, wanted: str, factor: Fraction) -> None:
    step = convert(source, wanted)
    assert step is not None
    assert (step.factor, step.exact) == (factor, True)


@pytest.mark.parametrize(("source", "wanted"), [("个月", "天"), ("工作日", "天"), ("年", "小时"), ("工作日", "个月")])
def test_calendar_and_working_time_are_only_near(source: str, wanted: str) -> None:
    step = convert(source, wanted)
    assert step is not None
    assert not step.exact


@pytest.mark.parametrize(
    ("source", "wanted"), [("人", "分钟"), ("元", "%"), ("公里", "亩"), ("分", "%"), ("dB", "℃"), ("元/人", "天/人")]
)
def test_different_dimensions_do_not_convert(source: str, wanted: str) -> None:
    assert convert(source, wanted) is None


def test_counts_of_different_things_compare_but_are_not_alike() -> None:
    alike, other = convert("人", "名"), convert("人", "次")
    assert alike is not None
    assert alike.alike
    assert other is not None
    assert not other.alike


def test_a_total_beside_a_rate_per_head_compares_but_is_not_alike() -> None:
    step = convert("元/人", "元")
    assert step is not None
    assert (step.factor, step.alike) == (Fraction(1), False)


def test_conversion_there_and_back_is_the_identity() -> None:
    for source, a in UNITS.items():
        for wanted, b in UNITS.items():
            if a.dimension == b.dimension and a.dimension != "count":
                there, back = convert(source, wanted), convert(wanted, source)
                assert there is not None
                assert back is not None
                assert there.factor * back.factor == 1


def test_words_for_the_same_period() -> None:
    assert same_period("日", "天")
    assert same_period("年", "年度")
    assert not same_period("月", "年")
    assert dimension("元/人") == "money"
    assert dimension("蓬") == ""
