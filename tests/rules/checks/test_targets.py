"""Targets: what fires, what stays silent, and what its fixes do."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document
from tests.rules.checks.builder import SATISFACTION, of, one, row, rows, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, mended, speaks

REPEATED = rows(*[row(f"第{at}项工作量", "≥5次", "≥5次" if at % 2 else "6次") for at in range(8)])
MANY = rows(*[row(f"第{at}项合格率", "100%", "100%") for at in range(14)])
SMALL = [row("响应及时性", "及时", "及时"), *(row(f"第{at}项", "≥5次", "6次") for at in range(4))]
WORDS = sheet(benefits={"社会效益指标": [row("出行便利", "逐步提升", "逐步提升")], "满意度指标": SATISFACTION})

FIRES = [
    Fires("targets.damaged", ERROR, "/actual", "符号写了两次", one("≥90%", "≥≥98%", "路面合格率")),
    Fires("targets.damaged", ERROR, "/target", "扫描", one("290%", "95%", "路面合格率")),
    Fires("targets.impossible-rate", ERROR, "/actual", "超过了 100%", one("≥90%", "105%", "路面合格率")),
    Fires("targets.type", ERROR, "/actual", "一边是文字，一边是数字", one("明显改善", "100%", "通行条件")),
    Fires("targets.type", ERROR, "/actual", "一边是数字，一边是文字", one("≥400公里", "按计划推进")),
    Fires("targets.type", EXPLAIN, "/actual", "日期", one("2023年12月底前", "约三成路段", "完工时间")),
    Fires("targets.type", HINT, "/actual", "日期", one("2023年12月底前", "按期完成", "完工时间")),
    Fires("targets.words", HINT, "/actual", "两边文字不同", one("显著改善", "有所改善", "通行条件", score="20")),
    Fires("targets.trend", ERROR, "/actual", "一边说提升", one("提升5%", "下降3%", "通行效率")),
    Fires("targets.swapped", EXPLAIN, "/target", "填反", one("400公里", "≥400公里")),
    Fires("targets.unit", ERROR, "/actual", "公里对次", one("≥400公里", "420次")),
    Fires("targets.unit", EXPLAIN, "/actual", "两边单位不同", one("≥20次", "25人", "养护培训")),
    Fires("targets.unit-converted", HINT, "/target", "3分钟 = 180秒", one("≤3分钟", "170秒", "平均响应时长")),
    Fires("targets.unit-scale", EXPLAIN, "/actual", "数量级", one("≥200", "210万", "通行车辆")),
    Fires("targets.period", EXPLAIN, "/actual", "两边周期不同", one("≥2次/月", "20次/年", "巡查")),
    Fires("targets.period", HINT, "/actual", "每年 24 次 = 每月 2 次", one("≥2次/月", "24次/年", "巡查")),
    Fires("targets.unit", HINT, "/actual", "件对项", one("≥12件", "15项", "办理事项")),
    Fires("targets.parts", EXPLAIN, "/actual", "缺少", one("月报12份、专报4份", "月报12份", "编制报告")),
    Fires("targets.compound", HINT, "/target", "建议拆开", one("月报12份、专报4份", "月报12份、专报4份", "编制报告")),
    Fires("targets.actual-bound", ERROR, "/actual", "只是一个界限", one("≥95%", "≥95%", "路面合格率")),
    Fires("targets.actual-bound", ERROR, "/actual", "是一个约数", one("≥400公里", "约420公里")),
    Fires("targets.actual-bound", EXPLAIN, "/actual", "界限", one("2023年12月底前", "2023年12月底前", "完工时间")),
    Fires("targets.actual-range", EXPLAIN, "/actual", "区间", one("≥90%", "92%-95%", "路面合格率")),
    Fires("targets.yearly-total", EXPLAIN, "/actual", "720 ÷ 365 = 1.97", one("≥5次", "720次", "每日巡查次数")),
    Fires("targets.over", EXPLAIN, "/actual", "是预期值的 150%", one("≥400公里", "600公里")),
    Fires(
        "targets.over", EXPLAIN, "/actual", "“专报”是 400%", one("月报12份、专报4份", "月报12份、专报16份", "编制报告")
    ),
    Fires("targets.zero", EXPLAIN, "/target", "0 比 0", one("0件", "0件", "受理案件数")),
    Fires("targets.boundary", EXPLAIN, "/actual", "正好等于", one(">98%", "98%", "路面合格率")),
    Fires("targets.boundary", EXPLAIN, "/actual", "比预期的约数高出较多", one("约100人", "160人", "参加人数")),
    Fires("targets.late", EXPLAIN, "/actual", "晚于预期", one("2023年10月底前", "2023年12月20日", "完工时间")),
    Fires("targets.words-only", EXPLAIN, "/actual", "占 20.00 分", WORDS),
    Fires("targets.repeated", EXPLAIN, "/actual", "17 项指标中有 14 项", MANY),
    Fires("targets.sign-form", HINT, "/target", "“>98%”", one("＞98％", "99%", "路面合格率")),
    Fires("targets.sign-form", HINT, "/target", "“≥98%”", one(">=98%", "99%", "路面合格率")),
    Fires("targets.sign-missing", HINT, "/target", "越大越好", one("400公里", "420公里")),
    Fires("targets.sign-missing", HINT, "/target", "越小越好", one("3起", "1起", "责任事故")),
    Fires("targets.unit-missing", HINT, "/target", "没有单位", one("≥20", "25", "培训场次")),
    Fires("targets.unit-missing", HINT, "/actual", "实现值“1”没有单位", one("≤2%", "1", "设备故障率")),
    Fires("targets.full-rate", HINT, "/target", "写“100%”即可", one("≥100%", "100%", "路面合格率")),
    Fires("targets.bare-rate", EXPLAIN, "/actual", "没有百分号", one("≥95%", "0.96", "路面合格率")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    Silent("targets.damaged", one("≥90%且≤98%", "95%", "路面合格率")),
    Silent("targets.impossible-rate", one("≥100%", "120%", "产值增长率")),
    Silent("targets.impossible-rate", one("≥90%", "100%", "路面合格率")),
    Silent("targets.type", one("明显改善", "明显改善", "通行条件")),
    Silent("targets.type", one("明显改善", "达成预期指标", "通行条件", score="20")),
    Silent("targets.type", one("2023年12月底前", "2023年11月30日", "完工时间")),
    Silent("targets.type", one("100%", "100%覆盖", "路面覆盖率")),
    Silent("targets.words", one("显著改善", "达成预期指标", "通行条件", score="20")),
    Silent("targets.words", one("显著改善", "有所改善", "通行条件", score="15", reason="两个路段尚未完工")),
    Silent("targets.trend", one("提升5%", "提升6%", "通行效率")),
    Silent("targets.swapped", one("≥400公里", "420公里")),
    Silent("targets.unit", one("≥20人", "25名", "参训人数")),
    Silent("targets.unit", one("≥2.8", "4.7", "接入数量（万路）")),
    Silent("targets.unit-converted", one("≥20人", "25名", "参训人数")),
    Silent("targets.unit-converted", one("≤3分钟", "2.5分钟", "平均响应时长")),
    Silent("targets.unit-scale", one("≥200万", "210万", "通行车辆")),
    Silent("targets.period", one("≥2次/月", "2.5次/月", "巡查")),
    Silent("targets.period", one("≥24次", "30次", "全年巡查次数")),
    Silent("targets.parts", one("月报12份、专报4份", "月报12份、专报5份", "编制报告")),
    Silent("targets.compound", one("≥16份", "17份", "编制报告")),
    Silent("targets.actual-bound", one("≥95%", "95%", "路面合格率")),
    Silent("targets.actual-bound", one("约450人", "452人", "参加人数")),
    Silent("targets.actual-range", one("400-450公里", "420公里")),
    Silent("targets.yearly-total", one("≥5次", "5.8次", "每日巡查次数")),
    Silent("targets.yearly-total", one("≥2次/月", "30次/月", "巡查")),
    Silent("targets.over", one("≥400公里", "500公里")),
    Silent("targets.over", one("≥400公里", "600公里", reason="年中新接养两条县道，共 190 公里")),
    Silent("targets.over", one("≤3起", "0起", "责任事故")),
    Silent("targets.zero", one("0起", "0起", "责任事故起数")),
    Silent("targets.zero", one("0件", "0件", "受理案件数", reason="本年度没有发生需要代理的案件")),
    Silent("targets.boundary", one("≥98%", "98%", "路面合格率")),
    Silent("targets.boundary", one("约100人", "105人", "参加人数")),
    Silent("targets.late", one("2023年12月底前", "2023年12月20日", "完工时间")),
    Silent("targets.late", one("2023年10月底前", "2023年12月20日", "完工时间", reason="受台风影响停工四十天")),
    Silent("targets.words-only", rows(*SMALL)),
    Silent(
        "targets.words-only",
        sheet(
            benefits={
                "社会效益指标": [row("出行便利", "逐步提升", "逐步提升", proof="出行时间调查报告")],
                "满意度指标": SATISFACTION,
            }
        ),
    ),
    Silent("targets.repeated", REPEATED),
    Silent("targets.sign-form", one(">98%", "99%", "路面合格率")),
    Silent("targets.sign-missing", one("0起", "1起", "抽查中发现")),
    Silent("targets.sign-missing", one("100%", "100%", "路面合格率")),
    Silent("targets.sign-missing", one("400公里", "420公里", direction="higher")),
    Silent("targets.unit-missing", one("≥2.8", "4.7", "接入数量（万路）")),
    Silent("targets.unit-missing", one("及时", "及时", "响应及时性")),
    Silent("targets.full-rate", one("100%", "100%", "路面合格率")),
    Silent("targets.bare-rate", one("≥95%", "96", "路面合格率")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


@pytest.mark.parametrize(
    ("code", "form", "target", "actual"),
    [
        ("targets.damaged", one("≥90%", "≥≥98%", "路面合格率"), "≥90%", "≥98%"),
        ("targets.damaged", one("290%", "95%", "路面合格率"), "≥90%", "95%"),
        ("targets.swapped", one("400公里", "≥400公里"), "≥400公里", "400公里"),
        ("targets.unit-converted", one("≤3分钟", "170秒", "平均响应时长"), "≤180秒", "170秒"),
        ("targets.sign-form", one("＞98％", "99%", "路面合格率"), ">98%", "99%"),
        ("targets.sign-missing", one("400公里", "420公里"), "≥400公里", "420公里"),
        ("targets.unit-missing", one("≥20", "25", "培训场次"), "≥20场", "25场"),
        ("targets.unit-missing", one("≤2%", "0", "设备故障率"), "≤2%", "0%"),
        ("targets.unit-missing", one("= | 6 | 万元", "6", "采购金额"), "= | 6 | 万元", "6万元"),
        ("targets.full-rate", one("≥100%", "100%", "路面合格率"), "100%", "100%"),
    ],
)
def test_its_fix_mends_it(code: str, form: Document, target: str, actual: str) -> None:
    after = mended(form, of(form, code)[0])
    node = after.indicators[1].children[0].children[0]
    assert (node.target, node.actual) == (target, actual)
    assert not of(after, code)


def test_a_rate_that_may_be_a_fraction_gets_no_unit() -> None:
    (found,) = of(one("≥0.9", "0.95", "路面合格率"), "targets.unit-missing")
    assert found.fix is None
