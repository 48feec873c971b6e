"""Completeness: what fires, what stays silent, and what its fixes do."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document, with_indicators
from evaldesk.model.indicators import remove
from tests.rules.checks.builder import FIELDS, NATIONAL, fields, of, one, row, rows, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, mended, speaks


def without(id: str) -> Document:
    """Return the sound form without one node."""
    form = sheet()
    return with_indicators(form, remove(form.indicators, id))


LONG = "根据上级部署，本单位开展了县道养护工作"

LATE_PLAN = "资金分配方案与2023年10月份才完成审批流程，影响支出进度。"
TWO_LINES = "预算规模200万以上的项目先报审；投资额200万元及以上的由审核小组审查。"

FIRES = [
    Fires("completeness.required", ERROR, "fields/year", "评价年度", fields(year="")),
    Fires("completeness.required", ERROR, "fields/goal", "还没有填写", fields(goal=" ")),
    Fires("completeness.required", ERROR, "fields/allocated_lower", "填“0”或“/”", fields(allocated_lower="")),
    Fires("completeness.amount", ERROR, "fields/planned", "“约200”", fields(planned="约200")),
    Fires("completeness.amount", ERROR, "fields/spent_own", "不是一个确切的金额", fields(spent_own="已全部支出")),
    Fires("completeness.amount-unit", HINT, "fields/planned", "只需写 200", fields(planned="200万元")),
    Fires("completeness.year", ERROR, "fields/year", "四位数字", fields(year="二〇二三")),
    Fires("completeness.year", ERROR, "fields/year", "“2021-2023”", fields(year="2021-2023")),
    Fires("completeness.year", HINT, "fields/year", "2023", fields(year="2023年度")),
    Fires("completeness.choice", EXPLAIN, "fields/goal_met", "“基本实现”", fields(goal_met="基本实现")),
    Fires("completeness.phone", ERROR, "fields/phone", "有 5 位数字", fields(phone="33123转李")),
    Fires("completeness.phone", ERROR, "fields/phone", "有 10 位数字", fields(phone="1380013800")),
    Fires("completeness.area-code", HINT, "fields/phone", "区号-3312345", fields(phone="3312345")),
    Fires("completeness.email", ERROR, "fields/email", "“liming@”", fields(email="liming@")),
    Fires("completeness.email", ERROR, "fields/email", "不是完整的邮箱", fields(email="李明@例子")),
    Fires("completeness.email-empty", HINT, "fields/email", "建议填上", fields(email="")),
    Fires("completeness.email-empty", EXPLAIN, "fields/email", "外地审核人联系不上", fields(email="", phone="3312345")),
    Fires("completeness.at-date", HINT, "fields/problems", "“与”像是“于”之误", fields(problems=LATE_PLAN)),
    Fires(
        "completeness.at-date", HINT, "fields/problems", "“与”像是“于”之误", fields(problems="标段与12月20日才验收。")
    ),
    Fires(
        "completeness.amount-words", HINT, "fields/improvements", "一处写“200万以上”", fields(improvements=TWO_LINES)
    ),
    Fires(
        "completeness.term", HINT, "fields/improvements", "“事前绩效评估”", fields(improvements="做好事前绩效自评。")
    ),
    Fires("completeness.term", HINT, "fields/problems", "“截至”", fields(problems="截止2023年12月仍有欠款。")),
    Fires("completeness.term", HINT, "fields/problems", "规范的写法是“账”", fields(problems="养护台帐不全。")),
    Fires("completeness.prompt", ERROR, "fields/goal", "100字以内", fields(goal="完成养护任务（100字以内）。")),
    Fires("completeness.prompt", ERROR, "fields/performance", "“××”", fields(performance=f"{LONG}，支出××万元。")),
    Fires("completeness.prompt", ERROR, "fields/problems", "请填写", fields(problems="【请填写存在的问题】")),
    Fires("completeness.prompt", ERROR, "fields/basis", "“XX”", fields(basis="《XX管理办法》")),
    Fires("completeness.filler", EXPLAIN, "fields/problems", "“无”", fields(problems="无")),
    Fires("completeness.filler", EXPLAIN, "fields/improvements", "“暂无。”", fields(improvements="暂无。")),
    Fires("completeness.filler", EXPLAIN, "fields/performance", "详见附件", fields(performance="详见附件")),
    Fires("completeness.filler", EXPLAIN, "fields/contact", "“/”", fields(contact="/")),
    Fires("completeness.row-name", ERROR, "/name", "这一行是空的", rows(row("", id="blank"))),
    Fires("completeness.row-name", ERROR, "/name", "没有指标名称", rows(row("", "≥5次", "6次", id="nameless"))),
    Fires("completeness.target", ERROR, "养护里程/target", "没有填写预期值", one("", "420公里")),
    Fires("completeness.actual", ERROR, "养护里程/actual", "“≥400公里”", one("≥400公里", "")),
    Fires("completeness.nothing-said", EXPLAIN, "养护里程/actual", "“/”", one("≥400公里", "/")),
    Fires("completeness.nothing-said", EXPLAIN, "养护里程/target", "“不适用”", one("不适用", "420公里")),
    Fires("completeness.judged", HINT, "监管有效性/target", "自评 8 分", sheet()),
    Fires("completeness.judged", EXPLAIN, "监管有效性/target", "自评 6 分", sheet(judged=row("监管有效性", score="6"))),
    Fires("completeness.row-prompt", ERROR, "养护里程/actual", "“XX”", one("≥400公里", "XX公里")),
    Fires("completeness.row-prompt", ERROR, "××培训次数/name", "“××”", one("≥2次", "2次", "××培训次数")),
    Fires("completeness.branches", ERROR, "total/weights1", "缺少一级指标“效益”", without("效益")),
    Fires(
        "completeness.branches", HINT, "其他指标/name", "不在表样之内", rows(row("甲", "≥1次", "1次"), group="其他指标")
    ),
    Fires("completeness.fixed-rows", ERROR, "决策/name", "资金支出率", sheet(rate=row("支出比率", "", "98%"))),
    Fires("completeness.branch-empty", ERROR, "产出/name", "却没有一项指标", sheet(outputs={"数量指标": []})),
    Fires(
        "completeness.name-cut",
        ERROR,
        "fields/project_name",
        "少了“费”",
        fields(project_name="县道日常养护经", basis="《县道日常养护经费管理办法》"),
    ),
    Fires(
        "completeness.name-cut",
        EXPLAIN,
        "fields/project_name",
        "请核对哪一个",
        fields(project_name="县道日常养护巡查专项经费", basis="《县道日常巡查养护专项经费管理办法》"),
    ),
    Fires(
        "completeness.spaces", HINT, "fields/problems", "2 处多余的空格", fields(problems="开工较晚 ，完成 3处修补。")
    ),
    Fires("completeness.punctuation", HINT, "fields/problems", "标点叠用", fields(problems="开工较晚，。已完成修补。")),
    Fires(
        "completeness.brackets",
        ERROR,
        "fields/project_name",
        "名称可能被截断",
        fields(project_name="县道（含桥梁养护经费"),
    ),
    Fires(
        "completeness.brackets",
        HINT,
        "fields/problems",
        "没有配对",
        fields(problems="开工较晚（受台风影响，已完成修补。"),
    ),
    Fires("completeness.row-brackets", ERROR, "/name", "没有配对", one("≥2次", "2次", "养护培训（含桥梁次数")),
    Fires("completeness.title-marks", HINT, "fields/basis", "应加书名号", fields(basis="公路养护管理办法。《预算法》")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES} - {"completeness.judged"})),
    Silent("completeness.required", fields(email="", expiring_funds="")),
    Silent(
        "completeness.amount", fields(planned="1,200", allocated_own="1200.50", spent_own="９００", allocated_lower="/")
    ),
    Silent("completeness.at-date", fields(problems="本项目与2023年10月完成的甲项目衔接，与2022年相比增加三处。")),
    Silent(
        "completeness.at-date", fields(problems="支出与2023年12月开展的审计结论一致，桥梁与2023年新建的驿站同时启用。")
    ),
    Silent(
        "completeness.amount-words", fields(improvements="200万元以上的报市局，200万元以下的报县局，服务200万人次。")
    ),
    Silent("completeness.amount-words", fields(improvements="300万以上的先评审；200万元及以上的报备。")),
    Silent(
        "completeness.term", fields(improvements="先做事前绩效评估，再开展绩效自评；截至2023年底账款已清，支好帐篷。")
    ),
    Silent("completeness.amount-unit", fields(planned="200")),
    Silent("completeness.year", fields(year="2024")),
    Silent("completeness.choice", fields(goal_met="部分")),
    Silent("completeness.phone", fields(phone="13800138000")),
    Silent("completeness.phone", fields(phone="0750-3312345、13800138000")),
    Silent("completeness.phone", fields(phone="（0750）3312345转8012")),
    Silent("completeness.phone", fields(phone="020-83312345，138****8000")),
    Silent("completeness.phone", fields(phone="3312345")),
    Silent("completeness.area-code", fields(phone="13800138000")),
    Silent("completeness.email", fields(email="gl_yh.2023@mail.yunshui.gov.cn")),
    Silent("completeness.email", fields(email="")),
    Silent("completeness.prompt", fields(contact="某某甲", goal="做好XXL号防护服的发放，执行一级标准×2。")),
    Silent("completeness.prompt", fields(performance="面积3×4米，共2*3块，文号〔2023〕12号。")),
    Silent("completeness.filler", fields(expiring_funds="无")),
    Silent("completeness.filler", fields(problems="无重大问题，但有两处修补推迟到第四季度。")),
    Silent("completeness.actual", one("≥400公里", "0")),
    Silent("completeness.nothing-said", one("无", "无", "安全责任事故")),
    Silent("completeness.judged", sheet(judged=row("监管有效性", score="6", proof="检查通报"))),
    Silent("completeness.judged", sheet(judged=row("监管有效性", "每季度检查", "检查4次", score="8"))),
    Silent("completeness.row-prompt", one("≥85%", "88%", "苗木成活率(≥**%)")),
    Silent("completeness.row-prompt", one("≥85%", "88%", "路面平整度（≥XX%）")),
    Silent("completeness.name-cut", fields(project_name="县道日常养护", basis="《县道日常养护经费管理办法》")),
    Silent("completeness.name-cut", fields(project_name="“县道”日常养护经费", basis="《县道日常养护经费管理办法》")),
    Silent(
        "completeness.name-cut", fields(project_name="县道日常养护专项经费", basis="《乡道日常养护专项经费管理办法》")
    ),
    Silent("completeness.spaces", fields(problems="完成 3 处修补，PCI 达到 90。\n  第二处开工较晚。")),
    Silent("completeness.punctuation", fields(problems="开工较晚……已完成“修补”。《办法》、《细则》。")),
    Silent("completeness.brackets", fields(problems="1）开工较晚；2）修补推迟。a)其他（含“桥梁”）。")),
    Silent("completeness.row-brackets", one("≥2次", "2次", "“四好”养护培训（含桥梁）次数")),
    Silent("completeness.title-marks", fields(basis="《公路养护管理办法》；根据县政府常务会议决定办理")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


@pytest.mark.parametrize(
    ("code", "form", "key", "text"),
    [
        ("completeness.year", fields(year="2023 年"), "year", "2023"),
        ("completeness.amount-unit", fields(planned="0.02亿元"), "planned", "200"),
        (
            "completeness.spaces",
            fields(problems="开工较晚 ，完成 3处 “修补” 工作 。"),
            "problems",
            "开工较晚，完成3处“修补”工作。",
        ),
        ("completeness.at-date", fields(problems=LATE_PLAN), "problems", LATE_PLAN.replace("与", "于")),
        (
            "completeness.amount-words",
            fields(improvements=TWO_LINES),
            "improvements",
            TWO_LINES.replace("200万以", "200万元以"),
        ),
        (
            "completeness.term",
            fields(improvements="先做事前绩效自评，再报批。"),
            "improvements",
            "先做事前绩效评估，再报批。",
        ),
        ("completeness.title-marks", fields(basis="公路养护管理办法"), "basis", "《公路养护管理办法》"),
        (
            "completeness.name-cut",
            fields(project_name="县道日常养护经", basis="《县道日常养护经费管理办法》"),
            "project_name",
            "县道日常养护经费",
        ),
    ],
)
def test_its_fix_mends_it(code: str, form: Document, key: str, text: str) -> None:
    after = mended(form, of(form, code)[0])
    assert after.fields[key] == text
    assert not of(after, code)


def test_a_foreign_branch_is_asked_about() -> None:
    form = sheet()
    tree = tuple(node.model_copy(update={"name": "成效"}) if node.id == "效益" else node for node in form.indicators)
    levels = {finding.where: finding.level for finding in of(with_indicators(form, tree), "completeness.branches")}
    assert levels == {"indicators/效益/name": EXPLAIN, "total/weights1": ERROR}


def test_the_national_form_has_no_phone_and_none_is_missed() -> None:
    form = Document(template=NATIONAL, fields={"project_name": FIELDS["project_name"]})
    assert not [case for case in of(form, "completeness.required") if case.where == "fields/phone"]
