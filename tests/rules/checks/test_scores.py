"""Scores: what fires, what stays silent, and what its fixes do."""

from __future__ import annotations

import pytest

from evaldesk.model.document import Document, Total
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import leaves
from tests.rules.checks.builder import findings, of, one, row, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, mended, speaks


def rate(score: str, reason: str = "", **more: object) -> Document:
    """Return a form whose rate of spending has this score."""
    return sheet(rate=row("资金支出率", score=score, reason=reason), **more)


MERGED = sheet(scores={"产出": "40"})
TYPED = sheet(
    outputs={
        "数量指标": [row("甲", "≥1次", "1次", score="13.34"), row("乙", "≥1次", "1次", score="13.33")],
        "质量指标": [row("丙", "≥1次", "1次", score="13.33")],
    },
    scores={"数量指标": "26.67", "产出": "40"},
)

FIRES = [
    Fires("scores.number", ERROR, "/self_score", "“满分”不是数字", one("≥400公里", "420公里", score="满分")),
    Fires("scores.above-weight", ERROR, "/self_score", "多 1.00 分", one("≥400公里", "420公里", score="21")),
    Fires("scores.above-weight", ERROR, "/self_score", "不会小于 0", one("≥400公里", "420公里", score="-2")),
    Fires("scores.open", ERROR, "/self_score", "还没有评分", one("明显改善", "有所改善", "通行条件")),
    Fires("scores.open", ERROR, "/self_score", "8.00 分暂按 0 计", sheet(judged=row("监管有效性"))),
    Fires("scores.execution", EXPLAIN, "/self_score", "计算是 11.76 分，多 0.24 分", rate("12", "无")),
    Fires(
        "scores.execution",
        EXPLAIN,
        "/self_score",
        "若除以实际分配下达是 98%",
        rate("12", fields={"planned": "220", "evaluated_amount": "220"}),
    ),
    Fires(
        "scores.above-suggestion",
        EXPLAIN,
        "/self_score",
        "应得 16.00 分，自评 20 分",
        one("≥400公里", "320公里", score="20"),
    ),
    Fires(
        "scores.completion",
        ERROR,
        "/completion",
        "不是 0 到 100%",
        one("明显改善", "有所改善", "通行条件", completion="很好"),
    ),
    Fires(
        "scores.completion",
        HINT,
        "/completion",
        "请确认不是 0.9%",
        one("明显改善", "有所改善", "通行条件", completion="0.9"),
    ),
    Fires("scores.format", HINT, "/self_score", "写法请一致", one("≥400公里", "420公里", weight="20.00", score="20")),
    Fires("scores.loss", EXPLAIN, "/reason", "失 4.00 分，没有写原因", one("≥400公里", "320公里")),
    Fires("scores.loss", EXPLAIN, "/reason", "原因只写了“无”", one("≥400公里", "320公里", score="16", reason="无")),
    Fires("scores.loss", EXPLAIN, "/reason", "却写着“已达标”", one("≥400公里", "320公里", score="16", reason="已达标")),
    Fires("scores.loss", EXPLAIN, "/reason", "得 6 分", sheet(judged=row("监管有效性", score="6"))),
    Fires("scores.loss", EXPLAIN, "/reason", "资金支出率", rate("10")),
    Fires("scores.status", HINT, "/reason", "这是完成情况", one("≥400公里", "420公里", reason="已达标")),
    Fires("scores.branch-status", HINT, "产出/reason", "这是完成情况", sheet(reasons={"产出": "已达标"})),
    Fires("scores.merged", ERROR, "产出/self_score", "3 项指标合填了一个 40 分", MERGED),
    Fires(
        "scores.branch-sum",
        ERROR,
        "数量指标/self_score",
        "各项相加是 26.67",
        sheet(
            outputs={
                "数量指标": [row("甲", "≥1次", "1次", score="13.34"), row("乙", "≥1次", "1次", score="13.33")],
                "质量指标": [row("丙", "≥1次", "1次")],
            },
            scores={"数量指标": "26.66"},
        ),
    ),
    Fires("scores.total", ERROR, "total/score", "99.76，多 0.24", sheet(total=Total(score="100"))),
    Fires("scores.stray", HINT, "total/reason", "“0”", sheet(total=Total(reason="0"))),
    Fires(
        "scores.goal",
        EXPLAIN,
        "fields/goal_met",
        "哪里没有实现",
        rate("12", "年末国库集中支付系统停机，次年一月补付", fields={"goal_met": "部分"}),
    ),
    Fires("scores.goal", HINT, "fields/goal_met", "有指标没有完成", one("≥400公里", "320公里")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    *(Silent(code, TYPED) for code in ("scores.branch-sum", "scores.merged", "scores.total", "scores.above-weight")),
    Silent("scores.number", one("≥400公里", "420公里", score="20分")),
    Silent("scores.above-weight", one("≥400公里", "420公里", score="20.00")),
    Silent(
        "scores.above-weight",
        sheet(
            benefits={
                "社会效益指标": [row(f"第{at}项", "≥1次", "1次", score="13.34" if at else "13.33") for at in range(3)]
            }
        ),
    ),
    Silent("scores.open", one("明显改善", "有所改善", "通行条件", completion="85%")),
    Silent("scores.open", one("明显改善", "", "通行条件")),
    Silent("scores.execution", rate("11.76")),
    Silent("scores.execution", rate("11.8")),
    Silent("scores.execution", rate("12", "质保金按合同次年支付，已完成全部审批手续")),
    Silent("scores.above-suggestion", one("≥400公里", "320公里", score="16")),
    Silent("scores.above-suggestion", one("≥400公里", "320公里", score="18", reason="封闭施工的 60 公里按规定停养")),
    Silent("scores.completion", one("明显改善", "有所改善", "通行条件", completion="85")),
    Silent("scores.completion", one("明显改善", "有所改善", "通行条件", completion="100%")),
    Silent("scores.format", one("≥400公里", "420公里", weight="20.00", score="20.00")),
    Silent("scores.loss", one("≥400公里", "320公里", reason="封闭施工的 80 公里按规定停养")),
    Silent("scores.loss", rate("")),
    Silent("scores.loss", rate("11.76")),
    Silent("scores.status", one("≥400公里", "420公里", reason="无")),
    Silent("scores.merged", sheet(outputs={"数量指标": [row("甲", "≥1次", "1次")]}, scores={"产出": "40"})),
    Silent("scores.total", sheet(total=Total(score="99.76"))),
    Silent("scores.stray", sheet(total=Total(reason="/"))),
    Silent("scores.goal", sheet(fields={"goal_met": "否"})),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


def test_a_merged_score_is_spread_over_its_rows() -> None:
    form = sheet(scores={"产出": "40"}, total=Total(score="99.76"))
    (found,) = of(form, "scores.merged")
    after = mended(form, found)
    typed = [node.self_score for node in leaves(after.indicators[1:2])]
    assert sorted(typed, reverse=True) == ["13.34", "13.33", "13.33"]
    assert not of_scores(after)


def of_scores(form: Document) -> list[Finding]:
    return [finding for finding in findings(form) if finding.code.startswith("scores.")]


@pytest.mark.parametrize(
    ("code", "form", "score"),
    [
        ("scores.above-weight", one("≥400公里", "420公里", score="21"), "20.00"),
        ("scores.above-suggestion", one("≥400公里", "320公里", score="20"), "16.00"),
        ("scores.format", one("≥400公里", "420公里", weight="20.00", score="20"), "20"),
    ],
)
def test_its_fix_mends_it(code: str, form: Document, score: str) -> None:
    after = mended(form, of(form, code)[0])
    assert after.indicators[1].children[0].children[0].self_score == score
    assert not of(after, code)
