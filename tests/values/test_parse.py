"""What people type in a cell, and what it means."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from evaldesk.values import (
    Blank,
    Date,
    NotApplicable,
    Parts,
    Quantity,
    Range,
    Unreadable,
    Words,
    YesNo,
    parse,
    read,
)

LIKE_NUMBERS = (
    "及时 一流 一致 一般 一次性通过 十分满意 秒批秒办 不超预算 最多跑一次 千方百计 二级以上 二类 Ⅲ类 逐步提升 零出关 "
    "5G网络全覆盖 应救尽救 由3份增加到5份 万无一失 一件事 “1+N”体系 国家5A级景区 第3名 "
    "8:30 24小时×7天 7*24小时 1+3+N 3、4号楼2栋"
)
DAMAGED = (
    "≥≥98% ≥>98% 98%% 95.5.2% 95..5% 1,00 1,0798 9␠5% ≥ ≥% ≥**% ≥××% ≥95%以下 1,079.8x ≥95x �5% "
    "2023年2月30日 2023年13月5日 ≥100人≤"
)


def quantity(text: str, name: str = "") -> Quantity:
    value = read(text, name)
    assert isinstance(value, Quantity), value
    return value


@pytest.mark.parametrize(
    ("sign", "written"),
    [
        ("≥", "≥95 ≧95 >=95 ＞＝95 =>95 不低于95 不少于95 95以上 95及以上 至少95 ≥95以上 不低于95以上 95≥"),
        (">", ">95 ＞95 大于95 超过95 超过95以上"),
        ("≤", "≤95 ≦95 <=95 ＜＝95 不超过95 不高于95 95以内 95及以下 95以下 控制在95以内 最多95"),
        ("<", "<95 ＜95 小于95 低于95 不足95"),
        ("=", "=95 ═95 ＝95 等于95"),
        ("约", "约95 95左右 大约95 约95左右 约为95"),
        ("", "95 共95 完成95 达到95"),
    ],
)
def test_signs_in_every_form_mean_the_same(sign: str, written: str) -> None:
    for text in written.split():
        value = quantity(text)
        assert (value.comparator, value.number) == (sign, Fraction(95)), text


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("１，０７９．８４６万元", Fraction(10798460), "元"),
        ("6.47亿元", Fraction(647000000), "元"),
        ("3亿5000万元", Fraction(350000000), "元"),
        ("5.2万亿元", Fraction(5200000000000), "元"),
        ("0.1%", Fraction(1, 1000), "%"),
        ("3‰", Fraction(3, 1000), "‰"),
        ("百分之九十五", Fraction(95, 100), "%"),
        ("百分之95", Fraction(95, 100), "%"),
        ("千分之三", Fraction(3, 1000), "‰"),
        ("95百分比", Fraction(95, 100), "%"),
        ("九成", Fraction(9, 10), "%"),
        ("九成二", Fraction(92, 100), "%"),
        ("三分之二", Fraction(2, 3), "%"),
        ("3/4", Fraction(3, 4), "%"),
        ("1.5倍", Fraction(3, 2), "倍"),
        ("两次", Fraction(2), "次"),
        ("十二份", Fraction(12), "份"),
        ("三千五百人", Fraction(3500), "人"),
        ("一百零五户", Fraction(105), "户"),
        ("二〇二三个", Fraction(2023), "个"),
        ("3千米", Fraction(3), "千米"),
        ("3千人", Fraction(3000), "人"),
        ("120千瓦", Fraction(120), "千瓦"),
        ("2分59.71秒", Fraction(17971, 100), "秒"),
        ("1年6个月", Fraction(18), "个月"),
        ("半年", Fraction(1, 2), "年"),
        ("-3.2%", Fraction(-32, 1000), "%"),
        ("12 345人", Fraction(12345), "人"),
        ("按合同10.5万元。", Fraction(105000), "元"),
        ("100%覆盖", Fraction(1), "%"),
        ("2023年完成5场", Fraction(5), "场"),
        ("12345热线接通率95%", Fraction(95, 100), "%"),
        ("完成率达到98.5%（详见附件2）", Fraction(985, 1000), "%"),
        ("7.2/10万", Fraction(72, 10), "/10万"),
    ],
)
def test_numbers_are_exact_and_multipliers_leave_the_unit(text: str, number: Fraction, unit: str) -> None:
    value = quantity(text)
    assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "unit", "period"),
    [
        ("≥2次/月", "次", "月"),
        ("每月不少于2次", "次", "月"),
        ("2次每月", "次", "月"),
        ("约3000人/天", "人", "天"),
        ("530元/人*月", "元/人", "月"),
        ("530元/人·月", "元/人", "月"),
        ("每人每月530元", "元/人", "月"),
        ("17元/人.每天", "元/人", "天"),
        ("≥20年", "年", ""),
        ("4.2批次/千人", "批次/千人", ""),
        ("85万元/公里", "元/公里", ""),
        ("2次以上/季度", "次", "季度"),
    ],
)
def test_period_is_taken_out_of_the_unit(text: str, unit: str, period: str) -> None:
    value = quantity(text)
    assert (value.unit, value.period) == (unit, period)


@pytest.mark.parametrize("text", ["≥ | 95 | %", "≥|95|%", "≥ ｜ 95 ｜ ％", "≥\t95\n%", " ≥　95 ％ "])
def test_split_cells_and_spaces_do_not_matter(text: str) -> None:
    value = quantity(text)
    assert (value.comparator, value.number, value.unit) == ("≥", Fraction(95, 100), "%")


@pytest.mark.parametrize("text", LIKE_NUMBERS.split())
def test_words_that_look_like_numbers_stay_words(text: str) -> None:
    assert isinstance(parse(text), Words)


@pytest.mark.parametrize("text", DAMAGED.split())
def test_damaged_texts_are_not_guessed(text: str) -> None:
    value = parse(text.replace("␠", " "))
    assert isinstance(value, Unreadable)
    assert value.reason
    assert 0 <= value.at < len(text)


@pytest.mark.parametrize("text", ["", " ", "　", "\n\t", "\u200b"])
def test_nothing_typed_is_blank(text: str) -> None:
    assert parse(text) == Blank(text)


@pytest.mark.parametrize("text", ["/", "／", "—", "——", "-", "无", "不适用", "N/A"])
def test_saying_nothing_is_not_applicable(text: str) -> None:
    assert parse(text) == NotApplicable(text)


def test_only_yes_and_no_are_answers() -> None:
    assert parse("是") == YesNo("是", True)
    assert parse("否。") == YesNo("否。", False)
    assert isinstance(parse("完成"), Words)
    assert isinstance(parse("合格"), Words)


@pytest.mark.parametrize(
    ("text", "sign", "first", "last"),
    [
        ("2023年12月底前", "≤", date(2023, 12, 21), date(2023, 12, 31)),
        ("二〇二三年十二月底前", "≤", date(2023, 12, 21), date(2023, 12, 31)),
        ("2023年12月31日前", "≤", date(2023, 12, 31), date(2023, 12, 31)),
        ("2023年12月前", "<", date(2023, 12, 1), date(2023, 12, 31)),
        ("2021年12月31日", "", date(2021, 12, 31), date(2021, 12, 31)),
        ("2023.07-2024.01", "", date(2023, 7, 1), date(2024, 1, 31)),
        ("2020年1月--2020年11月", "", date(2020, 1, 1), date(2020, 11, 30)),
        ("2023年1-12月", "", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-06-30", "", date(2023, 6, 30), date(2023, 6, 30)),
        ("2023/6/30", "", date(2023, 6, 30), date(2023, 6, 30)),
        ("20230630", "", date(2023, 6, 30), date(2023, 6, 30)),
        ("2023年", "", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年度内", "≤", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年第三季度", "", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023年上半年", "", date(2023, 1, 1), date(2023, 6, 30)),
        ("2024年2月", "", date(2024, 2, 1), date(2024, 2, 29)),
        ("于2023年11月20日完成验收", "", date(2023, 11, 20), date(2023, 11, 20)),
        ("不晚于2023年6月30日", "≤", date(2023, 6, 30), date(2023, 6, 30)),
        ("2021-2023年", "", date(2021, 1, 1), date(2023, 12, 31)),
    ],
)
def test_dates_deadlines_and_spans(text: str, sign: str, first: date, last: date) -> None:
    assert parse(text) == Date(text, first, last, sign)


def test_a_date_without_year_says_so() -> None:
    value = parse("12月底前")
    assert isinstance(value, Date)
    assert not value.year_known
    assert (value.last.month, value.last.day) == (12, 31)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("80%-90%", Fraction(8, 10), Fraction(9, 10), "%"),
        ("80-90%", Fraction(8, 10), Fraction(9, 10), "%"),
        ("3～5天", Fraction(3), Fraction(5), "天"),
        ("3至5天", Fraction(3), Fraction(5), "天"),
        ("5-10万元", Fraction(50000), Fraction(100000), "元"),
        ("5000-1万元", Fraction(5000), Fraction(10000), "元"),
        ("≥80%且≤90%", Fraction(8, 10), Fraction(9, 10), "%"),
        ("80%≤满意度<90%", Fraction(8, 10), Fraction(9, 10), "%"),
        ("±3%以内", Fraction(-3, 100), Fraction(3, 100), "%"),
    ],
)
def test_ranges(text: str, low: Fraction, high: Fraction, unit: str) -> None:
    value = parse(text)
    assert isinstance(value, Range)
    assert (value.low, value.high, value.unit) == (low, high, unit)


def test_tolerance_around_a_number_is_absolute() -> None:
    assert quantity("100±5").tolerance == 5
    assert quantity("200±5%").tolerance == 10
    assert quantity("20±0.5℃").tolerance == Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("月报12份、专报4份", [("月报", 12, "份"), ("专报", 4, "份")]),
        ("12份月报，4份专报", [("月报", 12, "份"), ("专报", 4, "份")]),
        ("月报12份专报4份", [("月报", 12, "份"), ("专报", 4, "份")]),
        ("培训3场；参训200人次", [("培训", 3, "场"), ("参训", 200, "人次")]),
        ("1.讲座10场\n2.展览6次", [("讲座", 10, "场"), ("展览", 6, "次")]),
        ("4期，200人次", [("", 4, "期"), ("", 200, "人次")]),
        ("省级≥5个、市级≥10个", [("省级", 5, "个"), ("市级", 10, "个")]),
    ],
)
def test_several_labelled_parts(text: str, parts: list[tuple[str, int, str]]) -> None:
    value = parse(text)
    assert isinstance(value, Parts)
    found = [(part.label, part.number, part.unit) for part in value.parts if isinstance(part, Quantity)]
    assert found == [(label, Fraction(number), unit) for label, number, unit in parts]


def test_unit_in_the_name_belongs_to_a_bare_number_only() -> None:
    assert quantity("2.8", "视频终端接入数量（万路）").number == 28000
    assert quantity("2.8", "视频终端接入数量（万路）").unit == "路"
    assert quantity("4.7万路", "视频终端接入数量（万路）").number == 47000
    assert quantity("800路", "视频终端接入数量（万路）").number == 800
    assert quantity("95", "接入率(%)").number == Fraction(95, 100)
    assert quantity("95", "接入率（百分比）").unit == "%"
    assert quantity("3", "提升群众办事效率（提速）").unit == ""
    assert quantity("3", "试点地区（含县区）数量").unit == ""
    assert quantity("12", "维护费（单位：万元）").number == 120000


def test_number_like_a_month_is_a_number_under_a_name_with_a_unit() -> None:
    assert isinstance(read("2023.12", "投入金额（万元）"), Quantity)
    assert isinstance(read("2023.12", "完成时间"), Date)


def test_sign_in_the_name_belongs_to_the_target_only() -> None:
    name = "苗木成活率(≥**%)"
    assert quantity("85", name).comparator == "≥"
    assert quantity("85", name).number == Fraction(85, 100)
    actual = read("85", name, "actual")
    assert isinstance(actual, Quantity)
    assert (actual.comparator, actual.number) == ("", Fraction(85, 100))
    assert quantity("≤85", name).comparator == "≤"


def test_period_in_the_name_counts_unless_the_cell_has_its_own() -> None:
    assert quantity("≥5次", "网站每日更新次数").period == "日"
    assert quantity("≥5次/周", "网站每日更新次数").period == "周"
    assert quantity("≥2次", "窗口人员每月培训次数").period == "月"
    assert quantity("≥2次", "全年培训次数").period == ""
    assert quantity("35微克/立方米", "PM2.5年均浓度").period == ""


def test_text_is_kept_as_typed() -> None:
    for text in (" ≥ 95 ％ ", "月报12份、专报4份", "≥≥98%", "及时。", "2023年12月底前", "80%-90%", "是 "):
        assert parse(text).text == text
        assert read(text, "每日数量（万个）").text == text


@pytest.mark.parametrize("text", ["46≤<", "提升46≦＜ ", "46≥≤", "≤46<"])
def test_signs_piled_up_behind_a_number_are_damage(text: str) -> None:
    assert isinstance(parse(text), Unreadable)
