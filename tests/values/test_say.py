"""How a value is said back, and how it is written for other programs."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from evaldesk.values import describe, parse, read, to_json
from evaldesk.values.jsonable import decimal_string


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("≥300项", "不少于 300 项"),
        ("约450人", "约 450 人"),
        ("≤3分钟", "不超过 3 分钟"),
        ("＞98%", "大于 98 %"),
        ("＜5天", "小于 5 天"),
        ("=100%", "等于 100 %"),
        ("≥2次/月", "每月不少于 2 次"),
        ("5.77次/日", "每日 5.77 次"),
        ("6.47亿元", "6.47 亿元"),
        ("28000路", "2.8 万路"),
        ("3‰", "3 ‰"),
        ("80%-90%", "80 % 至 90 %"),
        ("下降5%", "下降 5 %"),
        ("100±5", "约 100（±5）"),
        ("是", "是"),
        ("/", "不适用"),
        ("", "未填"),
        ("及时", "文字“及时”"),
        ("≥≥98%", "读不准：符号写了两次"),
        ("2023年12月底前", "不晚于 2023 年 12 月 31 日"),
        ("2023年12月前", "在 2023 年 12 月 1 日之前"),
        ("12月25日", "12 月 25 日"),
        ("月报12份、专报4份", "月报 12 份；专报 4 份"),
        ("百分之百", "100 %"),
        ("1∶15", "1 比 15"),
        ("≥1比3", "不少于 1 比 3"),
        ("每月15日前", "每月不晚于 15 日"),
        ("每月5日", "每月 5 日"),
        ("每月5日至10日", "每月 5 日 至 10 日"),
        ("每季度末前", "每季度不晚于第 3 个月末"),
        ("每季度首月10日前", "每季度不晚于第 1 个月 10 日"),
        ("每季度结束后15日内", "每季度不晚于结束后 15 日"),
        ("每年3月底前", "每年不晚于 3 月末"),
        ("每周五前", "每周不晚于周五"),
        ("每月10日起", "每月 10 日 起"),
        ("提前5天", "提前 5 天"),
        ("压缩至3个工作日", "降到 3 个工作日"),
    ],
)
def test_reading_in_plain_chinese(text: str, reading: str) -> None:
    assert describe(parse(text)) == reading


def test_unit_of_the_name_is_said() -> None:
    assert describe(read("2.8", "视频终端接入数量（万路）")) == "2.8 万路"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(95, 100), "0.95"),
        (Fraction(28000), "28000"),
        (Fraction(0), "0"),
        (Fraction(-1, 4), "-0.25"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(1, 1024), "0.0009765625"),  # terminates, so nothing is cut
        (Fraction(7, 3), "2.333333"),
        (Fraction(1, 30000000), "0"),
        (Fraction(-1, 30000000), "0"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(5, 10**6) / 10 + Fraction(1, 3 * 10**9), "0.000001"),  # half up, just above the half
    ],
)
def test_decimal_strings_are_canonical(number: Fraction, text: str) -> None:
    assert decimal_string(number) == text


def test_json_has_the_promised_keys_and_resolved_numbers() -> None:
    data = to_json(parse("≥95%"))
    assert data == {"kind": "quantity", "comparator": "≥", "number": "0.95", "unit": "%", "period": "", "text": "≥95%"}
    for text in ("", "/", "是", "及时", "≥≥1", "3-5天", "2023年", "月报12份、专报4份", "100±5", "下降5%"):
        data = to_json(parse(text))
        assert {"kind", "comparator", "number", "unit", "period", "text"} <= set(data)
        assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_json_of_the_other_kinds() -> None:
    assert to_json(parse("3-5天"))["low"] == "3"
    assert to_json(parse("2023年12月底前"))["last"] == "2023-12-31"
    assert to_json(parse("12月25日"))["first"] == "12-25"
    assert to_json(parse("否"))["answer"] is False
    assert to_json(parse("≥≥1"))["at"] == 0
    assert to_json(parse("每季度末"))["last"] == [3, 31]
    assert to_json(parse("≤1:15")) | {"text": ""} == {
        "kind": "ratio", "comparator": "≤", "number": None, "unit": "", "period": "", "text": "", "first": "1",
        "second": "15",
    }  # fmt: skip
    parts = to_json(parse("月报12份、专报4份"))["parts"]
    assert [(part["label"], part["number"]) for part in parts] == [("月报", "12"), ("专报", "4")]
