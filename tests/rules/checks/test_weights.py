"""Weights: what fires, what stays silent, and that largest remainders mend it."""

from __future__ import annotations

import pytest

from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, Total
from evaldesk.model.indicators import Indicator
from evaldesk.rules import evaluate
from tests.rules.checks.builder import NATIONAL, findings, grave, of, row, sheet
from tests.rules.checks.cases import ERROR, EXPLAIN, HINT, Fires, Silent, ids, mended, speaks


def thirds(*weights: str, scores: bool = False, **more: object) -> Document:
    """Return a form whose outputs are rows with these typed weights, all met."""
    outputs = [
        row(f"第{at}项", "≥10次", "11次", weight=weight, score=weight if scores else "")
        for at, weight in enumerate(weights)
    ]
    return sheet(outputs={"数量指标": outputs}, **more)


def national(*weights: str, branch: str = "50") -> Document:
    """Return a national form whose outputs have these typed weights."""
    rows = tuple(row(f"第{at}项", "≥10次", "11次", weight=weight) for at, weight in enumerate(weights))
    group = Indicator(id="数量指标", name="数量指标", children=rows)
    outputs = Indicator(id="产出指标", name="产出指标", weight=branch, children=(group,))
    return Document(template=NATIONAL, indicators=(outputs,))


HALF_TYPED = sheet(weights={"资金管理": "12", "事项管理": "8"}, total=Total(weights=("100", "100", "100")))
ALL_TYPED = sheet(
    weights={
        "资金管理": "12",
        "事项管理": "8",
        "数量指标": "26.67",
        "质量指标": "13.33",
        "社会效益指标": "20",
        "满意度指标": "20",
    },
    total=Total(weights=("100", "100", "100")),
)
OFF_BY_ONE = sheet(weights={"数量指标": "26.67", "质量指标": "13.34"}, total=Total(weights=("100", "100.01", "")))

FIRES = [
    Fires("weights.total", ERROR, "total/weights1", "应为 100，多 5", sheet(weights={"产出": "45"})),
    Fires("weights.template", ERROR, "产出/weight", "表样规定为 40", sheet(weights={"产出": "45", "效益": "35"})),
    Fires("weights.template", ERROR, "资金支出率/weight", "表样规定为 12", sheet(rate=row("资金支出率", weight="10"))),
    Fires(
        "weights.template",
        EXPLAIN,
        "产出指标/weight",
        "表样规定为 50",
        Document(
            template=NATIONAL,
            indicators=(*national("60", branch="60").indicators, Indicator(id="x", name="效益指标", weight="40")),
        ),
    ),
    Fires("weights.rows", ERROR, "产出/weight", "39.99，一级指标权重是 40，少 0.01", thirds("13.33", "13.33", "13.33")),
    Fires("weights.rows", ERROR, "产出/weight", "合计 45，一级指标权重是 40，多 5", thirds("15", "15", "15")),
    Fires("weights.rows", ERROR, "产出指标/weight", "少 10", national("20", "20")),
    Fires("weights.groups", ERROR, "数量指标/weight", "多 0.01", OFF_BY_ONE),
    Fires(
        "weights.group-rows",
        ERROR,
        "数量指标/weight",
        "少 0.01",
        thirds("13.33", "13.33", "13.33", weights={"数量指标": "40"}),
    ),
    Fires(
        "weights.total-row",
        ERROR,
        "total/weights3",
        "是 99.99",
        thirds("13.33", "13.33", "13.33", total=Total(weights=("", "", "100"))),
    ),
    Fires("weights.total-row", EXPLAIN, "total/weights2", "12 + 8 = 20", HALF_TYPED),
    Fires("weights.total-row", ERROR, "total/weights1", "写的是 120", sheet(total=Total(weights=("120", "", "")))),
    Fires("weights.nothing-left", ERROR, "产出/weight", "还有 1 项", thirds("20", "20", "")),
    Fires("weights.row-number", ERROR, "第0项/weight", "不是数字", thirds("比较重", "", "")),
    Fires("weights.row-number", ERROR, "第0项/weight", "应大于 0", thirds("0", "", "")),
    Fires("weights.number", ERROR, "产出/weight", "不是数字", sheet(weights={"产出": "四成多"})),
    Fires("weights.equal", EXPLAIN, "产出/weight", "最高 20", thirds("20", "10", "10")),
    Fires("weights.spread", HINT, "第0项/weight", "占 30 分", national("30", "10", "5", "5")),
]

SILENT = [
    *(Silent(code, sheet()) for code in sorted({case.code for case in FIRES})),
    *(Silent(code, ALL_TYPED) for code in sorted({case.code for case in FIRES})),
    *(Silent(code, thirds("13.34", "13.33", "13.33")) for code in ("weights.rows", "weights.equal", "weights.total")),
    Silent("weights.rows", thirds("", "", "")),
    Silent("weights.rows", national("20", "15.5", "14.5")),
    Silent("weights.template", sheet(weights={"产出": "40", "决策": "20.00"})),
    Silent("weights.total-row", sheet(total=Total(weights=("100", "100", "100")))),
    Silent("weights.total-row", sheet(total=Total(weights=("/", "—", "")))),
    Silent("weights.nothing-left", thirds("20", "10", "")),
    Silent("weights.row-number", thirds("13.33分", "13.33", "")),
    Silent("weights.equal", national("30", "20")),
    Silent("weights.spread", national("30", "20")),
    Silent("weights.spread", national("20", "10", "10", "10")),
]


@pytest.mark.parametrize("case", FIRES, ids=ids(FIRES))
def test_it_speaks(case: Fires) -> None:
    speaks(case)


@pytest.mark.parametrize("case", SILENT, ids=ids(SILENT))
def test_it_is_silent(case: Silent) -> None:
    assert not of(case.form, case.code)


@pytest.mark.parametrize("count", [3, 6, 7, 17, 33, 38])
def test_largest_remainders_make_every_column_add_up(count: int) -> None:
    share = f"{40 / count:.2f}"
    form = thirds(*[share] * count, scores=True)
    after = mended(form, of(form, "weights.rows")[0])
    rows = after.indicators[1].children[0].children
    assert round(sum(float(node.weight) for node in rows), 2) == 40
    assert all(node.weight == node.self_score for node in rows)
    assert not [finding for finding in findings(after) if finding.code.startswith(("weights.", "scores."))]


def test_an_uneven_branch_has_no_mechanical_fix() -> None:
    assert of(thirds("20", "10", "5"), "weights.rows")[0].fix is None


def test_a_template_that_rounds_plainly_only_hints() -> None:
    form = thirds("13.33", "13.33", "13.33")
    plain = load_template(form.template).model_copy(update={"figures": "plain"})
    found = [finding for finding in evaluate(form, plain).findings if finding.code == "weights.rows"]
    assert [finding.level for finding in found] == [HINT]


def test_odd_groups_stand_behind_their_rows() -> None:
    form = thirds("13.33", "13.33", "13.33", weights={"数量指标": "40"})
    assert of(form, "weights.group-rows")[0].cause == "indicators/产出/weight"


def test_missing_level_2_weights_are_filled_in() -> None:
    after = mended(HALF_TYPED, of(HALF_TYPED, "weights.total-row")[0])
    assert not grave(after)
