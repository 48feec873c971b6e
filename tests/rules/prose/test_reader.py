"""The reader of long texts: what it sees in a sentence, and what holds for any text at all."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.rules.prose import Mention, fold, read
from evaldesk.rules.prose.roles import role

DATA = Path(__file__).resolve().parents[2] / "data" / "narrative"
PIECES = [*(DATA / "pieces.txt").read_text(encoding="utf-8").splitlines(), "\n"]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def only(text: str) -> Mention:
    """Return the one number of a sentence."""
    (mention,) = read(text).mentions
    return mention


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("预算9150万元", 91_500_000, "元", ""),
        ("预算1,104.846万元", 11_048_460, "元", ""),
        ("支出率达98.84%", Fraction(9884, 10000), "%", ""),
        ("支出率达９８．８４％", Fraction(9884, 10000), "%", ""),
        ("提升2.59个百分点", Fraction(259, 10000), "个百分点", ""),
        ("完成率百分之九十五", Fraction(95, 100), "%", ""),
        ("培训100余人", 100, "人", "≥"),
        ("投资3亿多元", 300_000_000, "元", "≥"),
        ("跨域通办事项300项以上", 300, "项", "≥"),
        ("服务超200次", 200, "次", ">"),
        ("时长约3分钟", 3, "分钟", "约"),
        ("不低于20%", Fraction(1, 5), "%", "≥"),
        ("流量达59.1万人次", 591_000, "人次", ""),
        ("接待3000人/天", 3000, "人", ""),
        ("采购5千克", 5, "千克", ""),
        ("举办三次", 3, "次", ""),
        ("共批示14条次", 14, "条次", ""),
        ("完成报告 4份", 4, "份", ""),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: int | Fraction, unit: str, bound: str) -> None:
    mention = only(text)
    assert (mention.value, mention.unit, mention.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "12345热线", "财预〔2020〕10号", "第3个", "A4纸", "2023年12月25日印发", "3月10日前", "2023年度",
        "《2023年20个项目清单》", "GB50016-2014", "80-100%", "2—3次", "一流营商环境", "一网通办", "三区四市",
        "1.完善制度", "9:30开始",
        "（2）加强管理", "电话0319-5550123", "",
    ],
)  # fmt: skip
def test_what_is_no_number_of_things_is_left_alone(text: str) -> None:
    assert read(text).mentions == ()


def test_a_number_belongs_to_the_last_year_named_in_its_sentence() -> None:
    reading = read("2022年培训30人，2023年培训40人，较2021年增加12人。今后培训50人。")
    years = [mention.year.first if mention.year else None for mention in reading.mentions]
    assert years == [2022, 2023, 2021, None]
    assert reading.mentions[2].year is not None
    assert reading.mentions[2].year.compared


def test_days_papers_and_limits_are_no_budget_years() -> None:
    marks = [(year.dated, year.until) for year in read("2023年2月开工。2019年印发办法。截至2023年，2023年底。").years]
    assert marks == [(True, False), (True, False), (False, True), (False, True)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("年初预算安排100万元", "planned"),
        ("下达预算100万元", "allocated"),
        ("实际支出100万元", "spent"),
        ("预算执行数100万元", "spent"),
        ("结余100万元", "remaining"),
        ("现压减至100万元", "cut"),
        ("追加100万元", "added"),
        ("支出预算100万元", "planned"),
        ("合同金额100万元", ""),
        ("支出率为100%", "rate"),
        ("资金到位率100%", "arrival"),
        ("支出及时率100%", ""),
    ],
)
def test_an_amount_has_the_role_that_its_words_give(text: str, what: str) -> None:
    assert role(only(text)) == what


def test_items_are_found_by_their_numbering() -> None:
    reading = read("（一）资金情况：好。\n1.建设。2.培训，一是线上；二是线下。\n其他。")
    assert [(item.kind, item.number) for item in reading.items] == [
        ("(", 1), (".", 1), (".", 2), ("是", 1), ("是", 2), ("", 0),
    ]  # fmt: skip


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text)
    assert len(reading.folded) == len(text)
    assert [text[mention.start : mention.end] for mention in reading.mentions] == [m.text for m in reading.mentions]
    places = [place for mention in reading.mentions for place in (mention.start, mention.end)]
    assert places == sorted(places)
    assert "".join(reading.folded[item.start : item.end] for item in reading.items) == reading.folded
    assert "".join(reading.folded[part.start : part.end] for part in reading.sentences) == reading.folded
    assert [mention for part in reading.sentences for mention in part.mentions] == list(reading.mentions)
    for mention in reading.mentions:
        assert mention.step > 0
        assert mention.unit or mention.value >= 0
        assert reading.folded[mention.start : mention.end].strip()


@given(texts)
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def _seconds(text: str) -> float:
    start = time.process_time()
    read.__wrapped__(text)
    return time.process_time() - start


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
@settings(max_examples=15, deadline=None)
def test_time_grows_with_the_text_and_no_faster(block: str) -> None:
    times = []
    for size in (20_000, 200_000):
        text = (block * (size // len(block) + 1))[:size]
        times.append(min(_seconds(text) for _ in range(3)))  # other work on the machine only ever adds
    assert times[1] < 60 * max(times[0], 0.005), block
