"""Duplicates: what fires and what stays silent."""

from __future__ import annotations

import pytest

from tests.rules.checks.builder import SATISFACTION, SOCIAL, of, row, rows, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, speaks

COPY = (
    "完善县道养护巡查制度，确保台风季节全线道路安全畅通；建立路长制信息平台，实现养护数据按月更新、按季通报、全年可查。"
)


FIRES = [
    Fires(
        "duplicates.same",
        ERROR,
        "另一行/name",
        "95% → 98.8%",
        rows(row("服务好评度", "≥85%", "99%"), row("服务好评度", "≥95%", "98.8%", id="另一行")),
    ),
    Fires(
        "duplicates.same",
        EXPLAIN,
        "另一行/name",
        "都相同",
        rows(row("养护里程（公里）", "≥400", "420"), row("“养护”的里程", "≥400", "420", id="另一行")),
    ),
    Fires(
        "duplicates.alike",
        EXPLAIN,
        "综合窗口服务对象满意度/name",
        "名称相近而数值不同",
        rows(
            row("综合窗口服务对象满意度", ">98%", "99%"), row("窗口服务对象满意度", "≥95%", "96%"), group="满意度指标"
        ),
    ),
    Fires(
        "duplicates.same-fact",
        HINT,
        "实现路长制平台上线。/name",
        "计了两次分",
        sheet(
            outputs={"质量指标": [row("县乡两级路长制平台上线率", "100%", "100%")]},
            benefits={"社会效益指标": [row("实现路长制平台上线。", "是", "是"), *SOCIAL], "满意度指标": SATISFACTION},
        ),
    ),
    Fires(
        "duplicates.rate-of-nothing",
        EXPLAIN,
        "路产纠纷解决率/actual",
        "没有路产纠纷发生",
        rows(row("路产纠纷发生数", "0起", "0起"), row("路产纠纷解决率", "100%", "100%")),
    ),
    Fires("duplicates.class", HINT, "养护员出勤率/name", "更像“质量指标”", rows(row("养护员出勤率", "≥95%", "98%"))),
    Fires(
        "duplicates.class",
        HINT,
        "群众满意度/name",
        "更像“满意度指标”",
        rows(row("群众满意度", "≥95%", "98%"), group="质量指标"),
    ),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    Silent(
        "duplicates.same", rows(row("县道养护里程", "≥400公里", "420公里"), row("乡道养护里程", "≥400公里", "410公里"))
    ),
    Silent(
        "duplicates.alike",
        rows(
            row("招聘计划完成率", "100%", "96%"), row("培训计划完成率", "100%", "99%"), row("计划完成率", "100%", "97%")
        ),
    ),
    Silent(
        "duplicates.alike", rows(row("综合窗口服务对象满意度", ">98%", "99%"), row("窗口服务对象满意度", ">98%", "99%"))
    ),
    Silent("duplicates.same-fact", rows(row("路面修补完成率", "≥90%", "95%"), row("路容路貌", "整洁", "整洁"))),
    Silent(
        "duplicates.rate-of-nothing", rows(row("路产纠纷发生数", "≤3起", "2起"), row("路产纠纷解决率", "100%", "100%"))
    ),
    Silent(
        "duplicates.rate-of-nothing", rows(row("路产纠纷发生数", "0起", "0起"), row("桥梁纠纷解决率", "100%", "100%"))
    ),
    Silent("duplicates.rate-of-nothing", rows(row("投诉次数", "0次", "0次"), row("投诉率", "0%", "0%"))),
    Silent("duplicates.class", rows(row("路面合格率", "≥95%", "98%"), group="质量指标")),
    Silent("duplicates.class", rows(row("服务对象满意度", "≥95%", "98%"), group="服务对象满意度指标")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)
