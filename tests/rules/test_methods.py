"""From target and actual to completion: the rules, one by one. The broad tables stand in tests/values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from evaldesk.model.template.reckoning import Band, Thresholds
from evaldesk.rules.lexicon import lexicon
from evaldesk.rules.methods import METHODS, QUESTIONS, Outcome, compare, full_marks


def verdict(target: str, actual: str, name: str = "", **more: str) -> tuple[str, Fraction | None, tuple[str, ...]]:
    outcome = compare(name, target, actual, **more)  # type: ignore[arg-type]
    return outcome.verdict, outcome.completion, outcome.ask


def direction(name: str, target: str = "5", group: str = "", chosen: str = "") -> tuple[str, str]:
    outcome = compare(name, target, "1", group=group, direction=chosen)
    return outcome.direction, outcome.direction_source


def test_direction_comes_from_the_sign_before_all_else() -> None:
    assert direction("投诉件数", "≥5件", chosen="lower") == ("higher", "comparator")
    assert direction("满意度", "≤5件", chosen="higher") == ("lower", "comparator")
    assert direction("数量", "=5件", chosen="higher") == ("none", "comparator")
    assert direction("数量", "约5件", chosen="higher") == ("none", "comparator")


def test_direction_comes_from_the_officer_before_the_name() -> None:
    assert direction("投诉件数", chosen="higher") == ("higher", "officer")
    assert direction("培训次数", chosen="lower") == ("lower", "officer")
    assert direction("培训次数", chosen="none") == ("none", "officer")


@pytest.mark.parametrize(
    "name",
    [
        "投诉件数",
        "人员流失率",
        "转办错误量",
        "平均等候时长",
        "单位成本",
        "安全事故起数",
        "法律纠纷发生数",
        "数据差错率",
        "不合格率",
        "热线投诉件数",
        "系统故障次数",
    ],
)
def test_names_that_are_better_when_lower(name: str) -> None:
    assert direction(name) == ("lower", "name")


@pytest.mark.parametrize(
    "name",
    [
        "投诉处理率",
        "事故下降率",
        "承诺时限压缩率",
        "纠纷解决率",
        "成本预算执行率",
        "投诉办结率",
        "法律纠纷化解次数",
        "规避安全事故次数",
        "解决投诉件数",
        "成本节约率",
        "投诉处理满意度",
    ],
)
def test_handling_and_falling_are_better_when_higher_whatever_stands_before(name: str) -> None:
    assert direction(name, group="成本指标") == ("higher", "name")


def test_class_decides_where_the_name_is_silent_and_otherwise_higher_is_assumed() -> None:
    assert direction("办公经费", "30万元", "成本指标") == ("lower", "name")
    assert direction("办公经费", "30万元") == ("higher", "assumed")
    assert direction("培训人数", "30人") == ("higher", "assumed")


def test_higher_is_better_in_proportion_and_never_above_one() -> None:
    assert verdict("≥95%", "93%") == ("short", Fraction(93, 95), ())
    assert verdict("≥95%", "95%") == ("met", Fraction(1), ())
    assert verdict("≥95%", "96%") == ("exceeded", Fraction(1), ())
    assert compare("", "≥95%", "96%").ratio == Fraction(96, 95)


def test_lower_is_better_is_full_when_met_and_target_over_actual_when_not() -> None:
    assert verdict("≤4小时", "1.58小时") == ("exceeded", Fraction(1), ())
    assert verdict("≤4小时", "4小时") == ("met", Fraction(1), ())
    assert verdict("≤4小时", "5小时") == ("short", Fraction(4, 5), ())
    assert compare("", "≤4小时", "1.58小时").ratio == Fraction(158, 400)
    assert verdict("≤3分钟", "179.71秒") == ("exceeded", Fraction(1), ())


def test_exact_loses_on_both_sides() -> None:
    assert verdict("=100个", "100个") == ("met", Fraction(1), ())
    assert verdict("=100个", "80个") == ("short", Fraction(4, 5), ())
    assert verdict("=100个", "125个") == ("short", Fraction(4, 5), ())


def test_about_has_a_tolerance_and_no_direction() -> None:
    assert verdict("约450人", "405人") == ("met", Fraction(1), ())
    assert verdict("约450人", "404人") == ("short", Fraction(404, 450), ())
    assert verdict("约450人", "495人") == ("met", Fraction(1), ())
    assert verdict("约450人", "496人") == ("met", Fraction(1), ("about.above",))
    narrow = compare("", "约450人", "440人", thresholds=Thresholds(about_tolerance=Decimal("0.01")))
    assert narrow.completion == Fraction(44, 45)


def test_more_than_n_with_exactly_n_needs_a_person() -> None:
    assert verdict("＞98%", "98%") == ("judgement", None, ("boundary",))
    assert verdict("＜5天", "5天") == ("judgement", None, ("boundary",))
    assert verdict("＞98%", "98.01%")[0] == "exceeded"


def test_zero_targets_never_divide() -> None:
    assert verdict("0起", "0起", "事故起数") == ("met", Fraction(1), ())
    assert verdict("0起", "2起", "事故起数") == ("judgement", None, ("zero.missed",))
    assert verdict("≤0起", "2起") == ("judgement", None, ("zero.missed",))
    assert verdict("0件", "0件", "代理案件数量") == ("met", Fraction(1), ("target.zero",))
    assert verdict("0件", "3件", "代理案件数量") == ("exceeded", Fraction(1), ("target.zero",))
    assert verdict("=0件", "0件") == ("met", Fraction(1), ())
    assert verdict("5件", "0件") == ("short", Fraction(0), ())
    assert verdict("≤5件", "0件") == ("exceeded", Fraction(1), ())
    assert verdict("约0件", "0件") == ("met", Fraction(1), ())
    assert compare("事故起数", "0起", "0起").ratio is None


def test_a_bound_as_actual_counts_only_where_it_decides() -> None:
    assert verdict("≥95%", "≥95%") == ("met", Fraction(1), ("actual.bound",))
    assert verdict("≥95%", "≥98%") == ("exceeded", Fraction(1), ("actual.bound",))
    assert verdict("≥95%", "≥90%") == ("judgement", None, ("actual.bound",))
    assert verdict("≥95%", "≤99%") == ("judgement", None, ("actual.bound",))
    assert verdict("≤5天", "≤3天") == ("exceeded", Fraction(1), ("actual.bound",))
    assert verdict("≤5天", "≤6天") == ("judgement", None, ("actual.bound",))
    assert verdict("＞95%", "≥95%") == ("judgement", None, ("actual.bound",))
    assert verdict("＞95%", "＞95%") == ("met", Fraction(1), ("actual.bound",))
    assert verdict("=95%", "≥95%")[0] == "judgement"


def test_an_approximate_actual_counts_only_outside_its_tolerance() -> None:
    assert verdict("≥450人", "约600人")[:2] == ("exceeded", Fraction(1))
    assert verdict("≥450人", "约450人") == ("judgement", None, ("actual.approximate",))
    assert verdict("约450人", "约450人") == ("met", Fraction(1), ("actual.approximate",))


def test_words() -> None:
    assert verdict("及时", "及时。") == ("met", Fraction(1), ())
    assert verdict("是", "是") == ("met", Fraction(1), ())
    assert verdict("是", "否") == ("short", Fraction(0), ())
    assert verdict("及时", "基本及时") == ("judgement", None, ("words.differ",))
    assert verdict("明显提升", "100%") == ("judgement", None, ("type.differs",))
    assert verdict("100%", "明显提升") == ("judgement", None, ("type.differs",))


def test_an_official_phrase_preselects_its_band() -> None:
    assert compare("", "效果明显", "达成预期指标").band == 0
    assert compare("", "效果明显", "部分达成预期指标并具有一定效果").band == 1
    assert compare("", "效果明显", "未达成预期指标且效果较差").band == 2
    assert compare("", "效果明显", "还行").band is None
    assert compare("", "优", "良").band is None
    assert compare("", "优", "良", method="graded").band == 1
    assert "80%（含）-100%" in compare("", "效果明显", "达成预期指标").sentence


def test_a_side_without_meaning_cannot_be_compared() -> None:
    assert verdict("3处", "/") == ("not_comparable", None, ("actual.nothing",))
    assert verdict("—", "3处") == ("not_comparable", None, ("target.nothing",))
    assert verdict("", "3处") == ("not_comparable", None, ())
    assert verdict("", "") == ("not_comparable", None, ())
    assert verdict("无", "无", "安全事故")[:2] == ("met", Fraction(1))


def test_different_dimensions_cannot_be_compared() -> None:
    assert verdict("≥3公里", "5小时") == ("not_comparable", None, ("unit.differs",))
    assert verdict("100%", "105人") == ("not_comparable", None, ("unit.differs",))
    assert verdict("2023年12月底前", "3天") == ("not_comparable", None, ("type.differs",))


def test_a_missing_unit_or_period_is_read_from_the_other_side_without_a_question() -> None:
    assert verdict("≥95%", "96.5") == ("exceeded", Fraction(1), ())
    assert verdict("95", "93%") == ("short", Fraction(93, 95), ())
    assert verdict("≤90万元", "89.5") == ("exceeded", Fraction(1), ())
    assert verdict("≤10宗/年", "3宗") == ("exceeded", Fraction(1), ())
    assert verdict("≤2%", "0") == ("exceeded", Fraction(1), ())


def test_a_bare_number_up_to_one_beside_a_percent_is_asked_about() -> None:
    assert verdict("≥95%", "0.965") == ("exceeded", Fraction(1), ("actual.bare-rate",))
    assert verdict("≤1%", "0.5") == ("exceeded", Fraction(1), ("actual.bare-rate",))
    assert verdict("0.95", "96%") == ("exceeded", Fraction(1), ("target.bare-rate",))


def test_different_periods_are_never_silently_equal() -> None:
    assert verdict("≥2次/月", "24次/年") == ("met", Fraction(1), ("period.differs",))
    assert verdict("≥2次/月", "2次/年") == ("short", Fraction(1, 12), ("period.differs",))
    assert verdict("≥5次/日", "5次/天") == ("met", Fraction(1), ())


def test_near_conversions_and_other_counts_are_asked_about() -> None:
    assert verdict("≤180天", "5个月")[2] == ("unit.approximate",)
    assert verdict("≥500人", "520人次") == ("exceeded", Fraction(1), ("unit.differs",))
    assert verdict("≥500人", "520名") == ("exceeded", Fraction(1), ())


def test_damaged_sides_are_asked_about_and_not_scored() -> None:
    assert verdict("≥≥98%", "99%") == ("judgement", None, ("target.damaged",))
    assert verdict("≥98%", "99%%") == ("judgement", None, ("actual.damaged",))
    assert verdict("290%", "95%", "服务对象满意度") == ("judgement", None, ("target.damaged",))
    assert verdict("150%", "95%", "服务对象满意度") == ("judgement", None, ("target.impossible-rate",))
    assert verdict("100%", "118%", "计划完成率")[0] == "exceeded"
    assert verdict("10%", "290%", "产值增长率")[0] == "exceeded"


def test_a_full_rate_as_lower_bound_is_scored_and_asked_about() -> None:
    assert verdict("≥100%", "100%", "覆盖率") == ("met", Fraction(1), ("target.full-rate",))
    assert verdict("≥100%", "97%", "覆盖率") == ("short", Fraction(97, 100), ("target.full-rate",))
    assert verdict("≥100%", "120%", "产值增长率") == ("exceeded", Fraction(1), ())


def test_far_over_target_is_asked_about_only_where_higher_is_better() -> None:
    assert verdict("≥10个", "12.9个")[2] == ()
    assert verdict("≥10个", "13个")[2] == ("over-target",)
    assert verdict("≤10天", "1天")[2] == ()
    assert verdict("=10个", "20个")[2] == ()
    assert compare("", "≥10个", "12个", thresholds=Thresholds(over_target=Decimal("1.2"))).ask == ("over-target",)


def test_a_yearly_total_under_a_daily_name_is_asked_about() -> None:
    assert verdict("≥5次", "864次", "网站每日更新次数")[2] == ("over-target", "actual.total")
    assert verdict("≥5次", "864次/日", "网站每日更新次数")[2] == ("over-target",)
    assert verdict("≥4次", "5.77次", "公告每日更新次数")[2] == ("over-target",)


def test_ranges() -> None:
    assert verdict("80%-90%", "85%") == ("met", Fraction(1), ())
    assert verdict("80%-90%", "72%") == ("short", Fraction(9, 10), ())
    assert verdict("80%-90%", "100%") == ("short", Fraction(9, 10), ())
    assert verdict("≥80%", "85%-90%") == ("met", Fraction(1), ("actual.range",))
    assert verdict("≥80%", "75%-90%") == ("judgement", None, ("actual.range",))
    assert verdict("±3%以内", "2.1%") == ("met", Fraction(1), ())


def test_parts_are_the_mean_of_what_the_target_names() -> None:
    target = "月报12份、专报4份"
    assert verdict(target, "月报12份、专报4份") == ("met", Fraction(1), ())
    assert verdict(target, "专报4份、月报6份")[:2] == ("short", Fraction(3, 4))
    assert verdict(target, "月报12份") == ("short", Fraction(1, 2), ("parts.missing",))
    assert verdict(target, "月报12份、专报4份、年报1份") == ("met", Fraction(1), ("parts.extra",))
    assert verdict(target, "简报12份、快报4份") == ("judgement", None, ("parts.unmatched",))
    assert verdict(target, "已完成") == ("judgement", None, ("type.differs",))


def test_dates_are_met_when_not_later() -> None:
    assert verdict("2023年12月底前", "2023年12月31日")[:2] == ("met", Fraction(1))
    assert verdict("2023年12月底前", "2024年1月5日") == ("short", Fraction(0), ("date.late",))
    assert verdict("2023年12月15日前", "2023年12月") == ("judgement", None, ("date.unclear",))
    assert verdict("12月底前", "2023年11月20日")[0] == "met"
    assert verdict("2023年12月底前", "2023年12月底前") == ("met", Fraction(1), ("actual.bound",))


def test_swapped_sides_are_asked_about() -> None:
    assert verdict("200", "≥200", "出具意见数量") == ("met", Fraction(1), ("actual.bound", "sides.swapped"))


def test_opposite_trends_need_a_person() -> None:
    assert verdict("下降5%", "下降6%", "能耗") == ("exceeded", Fraction(1), ())
    assert verdict("下降5%", "上升6%", "能耗") == ("judgement", None, ("trend.differs",))


def test_negative_numbers_are_met_or_left_to_a_person() -> None:
    assert verdict("≥-3%", "-2%")[:2] == ("exceeded", Fraction(1))
    assert verdict("≥-3%", "-4%") == ("judgement", None, ("negative",))
    assert verdict("≥3%", "-4%") == ("short", Fraction(0), ())


def test_pass_mark_gives_nothing_below_it() -> None:
    strict = Thresholds(pass_mark=Decimal("0.6"))
    method = "proportional_with_pass_mark"
    assert compare("", "≥100个", "60个", method=method, thresholds=strict).completion == Fraction(6, 10)
    low = compare("", "≥100个", "59个", method=method, thresholds=strict)
    assert (low.completion, low.verdict, low.ratio) == (Fraction(0), "short", Fraction(59, 100))
    assert any("及格线" in step for step in low.steps)
    assert compare("", "≥100个", "59个", method=method).completion == Fraction(59, 100)


def test_bands_count_a_shortfall_at_the_low_end_of_its_band() -> None:
    assert compare("", "≥100个", "93个", method="bands").completion == Fraction(8, 10)
    assert compare("", "≥100个", "80个", method="bands").completion == Fraction(8, 10)
    assert compare("", "≥100个", "79.9个", method="bands").completion == Fraction(6, 10)
    assert compare("", "≥100个", "10个", method="bands").completion == 0
    assert compare("", "≥100个", "100个", method="bands").completion == 1
    own = Thresholds(bands=(Band(low=Decimal("0.5"), high=Decimal(1), label="过半"),))
    assert compare("", "≥100个", "93个", method="bands", thresholds=own).completion == Fraction(1, 2)


def test_yes_no_is_all_or_nothing() -> None:
    assert compare("", "≥100个", "99个", method="yes_no").completion == 0
    assert compare("", "≥100个", "101个", method="yes_no").completion == 1
    assert compare("", "及时", "基本及时", method="yes_no").completion is None


def test_judged_always_waits_for_a_person() -> None:
    outcome = compare("", "≥100个", "100个", method="judged")
    assert (outcome.completion, outcome.verdict, outcome.ratio) == (None, "judgement", Fraction(1))
    assert compare("", "≥100个", "", method="judged").verdict == "not_comparable"


def test_a_method_that_does_not_exist_is_a_mistake_of_the_template() -> None:
    with pytest.raises(KeyError):
        compare("", "1", "1", method="guessed")


@pytest.mark.parametrize("method", sorted(METHODS))
def test_every_method_answers_every_kind_of_pair(method: str) -> None:
    texts = [
        "",
        "/",
        "≥95%",
        "0",
        "及时",
        "是",
        "2023年12月底前",
        "3-5天",
        "月报12份、专报4份",
        "≥≥1",
        "约3人",
        "100±5",
    ]
    for target in texts:
        for actual in texts:
            outcome = compare("满意度", target, actual, method=method)
            assert isinstance(outcome, Outcome)
            assert outcome.completion is None or 0 <= outcome.completion <= 1
            assert set(outcome.ask) <= set(QUESTIONS)
            assert outcome.sentence.endswith("。")


def test_sentence_and_trail_put_the_numbers_in() -> None:
    met = compare("粤省事日活跃用户数（万名）", "≥2.5", "2.84")
    assert met.sentence == "预期不少于 2.5 万名，实现 2.84 万名：优于预期。"
    assert met.steps == ("≥2.5 万名，2.84 万名 → 优于预期",)
    short = compare("", "≤3分钟", "200秒")
    assert short.steps == (
        "200 秒 = 3.333333 分钟",
        "≤3 分钟，200 秒 → 未达预期",
        "3 分钟 ÷ 3.333333 分钟 = 0.9",
    )
    assert short.sentence.endswith("未达预期，完成 90 %。")
    assert compare("", "≥1个", "").sentence == "实现值还没有填。"
    assert compare("", "", "").sentence == "预期值和实现值还没有填。"


def test_what_would_bring_full_marks_is_said() -> None:
    assert full_marks(compare("", "≥95%", "90%")) == "不少于 95 %"
    assert full_marks(compare("培训人数", "100人", "90人")) == "不少于 100 人"
    assert full_marks(compare("平均等候时长", "10分钟", "12分钟")) == "不超过 10 分钟"
    assert full_marks(compare("", "2023年12月底前", "2024年1月5日")) == "不晚于 2023 年 12 月 31 日"
    assert full_marks(compare("", "", "5")) == ""


def test_a_completion_that_rounds_to_full_is_not_said_to_be_full() -> None:
    assert compare("", "≥1000000个", "999999个").sentence.endswith("，完成 不足 100 %。")


def test_lexicon_lists_hold_no_word_twice_and_no_empty_word() -> None:
    words = lexicon()
    for pattern in (words.lower_first, words.higher, words.lower, words.lower_except, words.durations):
        listed = pattern.pattern.split("|")
        assert all(listed)
        assert len(set(listed)) == len(listed)


def test_the_officer_may_say_which_ratio_is_better() -> None:
    assert verdict("1:1", "1:1.2", "男女比例") == ("judgement", None, ("ratio.unclear",))
    assert verdict("1:1", "1:1.25", "男女比例", direction="higher") == ("short", Fraction(4, 5), ())
    assert verdict("1:1", "1:1.2", "男女比例", direction="lower") == ("exceeded", Fraction(1), ())


def test_a_ratio_is_worked_out_in_the_numbers_that_were_typed() -> None:
    assert compare("师生比", "1:15", "1:16").steps[-1] == "15 ÷ 16 = 0.9375"
    assert compare("投入产出比", "1:3", "1:2.5").steps[-1] == "2.5 ÷ 3 = 0.833333"
    assert compare("男女比例", "1:1", "5:4", direction="lower").steps[-1] == "4 ÷ 5 = 0.8"


def test_ratios_whose_sign_contradicts_their_name_are_left_to_a_person() -> None:
    assert verdict("≤1:15", "1:14", "师生比")[0] == "judgement"
    assert verdict(">1:15", "2:30", "师生比") == ("judgement", None, ("boundary",))
    assert verdict("1:15", "≥1:14", "师生比") == ("judgement", None, ("actual.bound",))
    assert verdict("1:15", "15", "师生比") == ("not_comparable", None, ("type.differs",))


def test_days_of_every_period_compare_within_one_period_only() -> None:
    assert verdict("每月10日起", "每月15日起") == ("met", Fraction(1), ())
    assert verdict("每月10日起", "每月5日") == ("judgement", None, ("date.unclear",))
    assert verdict("每季度末", "每月末") == ("judgement", None, ("date.unclear",))
    assert verdict("每月15日前", "每月20日前") == ("judgement", None, ("date.unclear",))
    assert verdict("每月15日前", "每月20日") == ("short", Fraction(0), ("date.late",))


@pytest.mark.parametrize("actual", ["0", "0起", "无", "未发生", "零事故", "没有发生安全事故"])
def test_none_of_something_unwanted_is_met_however_it_is_said(actual: str) -> None:
    for target in ("0", "零事故", "不发生", "无安全事故"):
        assert verdict(target, actual, "安全事故起数") == ("met", Fraction(1), ())
    assert verdict("零出关", "0", "业务办理")[0] == "judgement"  # none of something nobody calls unwanted


def test_a_change_that_ends_at_a_number_is_better_when_lower() -> None:
    assert verdict("压缩至3个工作日", "2.5个工作日", "审批") == ("exceeded", Fraction(1), ())
    assert verdict("压缩至3个工作日", "压缩至4个工作日", "审批") == ("short", Fraction(3, 4), ())
    assert verdict("提升到90%", "提升到81%", "网办") == ("short", Fraction(9, 10), ())
