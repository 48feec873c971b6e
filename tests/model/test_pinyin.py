"""Chinese found by the letters that people type for it."""

from __future__ import annotations

import pytest

from evaldesk.model.pinyin import may_be_pinyin, places, readings


@pytest.mark.parametrize(
    ("query", "text", "where"),
    [
        ("zwfw", "全市政务服务能力", [2]),
        ("zhengwufuwu", "全市政务服务能力", [2]),
        ("zhengwfuw", "政务服务", [0]),
        ("zhengwufuw", "政务服务", [0]),
        ("zhwfw", "政务服务", [0]),
        ("zwfx", "政务服务", []),
        ("fw", "服务与服务", [0, 3]),
        ("zjzxl", "资金执行率", [0]),
        ("zjzxlv", "资金执行率", [0]),
        ("zhixinglv", "资金执行率", [2]),
        ("cf", "重复", [0]),  # 重 is also read zhong
        ("zhongda", "重大项目", [0]),
        ("yinhang", "银行", [0]),
        ("5gjz", "新建5g基站", [2]),
        ("xian", "西安", [0]),
        ("xian", "县级", [0]),
        ("fw", "服\n务", []),  # the end of a text ends a match
        ("fw", "服、务", []),
    ],
)
def test_letters_find_characters(query: str, text: str, where: list[int]) -> None:
    assert list(places(query, text, set(text))) == where


@pytest.mark.parametrize(
    ("query", "may"), [("zwfw", True), ("5gjz", True), ("z", False), ("95", False), ("9z", False), ("政务", False)]
)
def test_only_letters_may_be_pinyin(query: str, may: bool) -> None:
    assert may_be_pinyin(query) is may


def test_every_common_character_has_a_reading() -> None:
    table = readings()
    common = bytes((high, low)[place] for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for place in (0, 1))
    characters = common.decode("gb2312", "ignore")
    assert len(characters) > 6700
    assert not [character for character in characters if character not in table]
    assert table["行"][0] == "hang"
    assert {"xing", "hang"} <= set(table["行"])


def test_a_query_of_one_letter_many_times_is_not_slow_to_follow() -> None:
    text = "政" * 2000
    assert len(list(places("z" * 200, text, {"政"}))) == 1801
