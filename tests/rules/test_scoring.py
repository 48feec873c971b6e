"""Scores: rows from a table that anyone can read, sums up the tree, figures that add up, and the two real forms."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, cell, field, put
from evaldesk.model.indicators import Indicator, leaves, path, remove
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation, NodeResult

TABLE = Path(__file__).parent.parent / "data" / "rules" / "scoring.tsv"
CASES = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))
ANNEX_3 = "jiangmen-annex-3@2023"


def document(*rows: Indicator, fields: dict[str, str] | None = None, **own: str) -> Document:
    group = Indicator(id="group", name="数量指标", children=rows)
    branch = Indicator(id="branch", name="产出", children=(group,), **own)
    return Document(template=ANNEX_3, fields=fields or {}, indicators=(branch,))


def evaluated(form: Document) -> Evaluation:
    return evaluate(form, load_template(ANNEX_3))


def example(name: str) -> Document:
    return open_document(resources() / "examples" / name)


@pytest.mark.parametrize("case", CASES, ids=[case["说明"] for case in CASES])
def test_a_row_scores_as_the_table_says(case: dict[str, str]) -> None:
    row = Indicator(
        id="row",
        name=case["指标"],
        weight=case["权重"],
        target=case["预期值"],
        actual=case["实现值"],
        completion=case["完成比例"],
        self_score=case["自评分数"],
    )
    result = evaluated(document(row, Indicator(id="rest", name="其余"))).nodes["row"]
    assert result.score == Fraction(case["得分"])
    assert result.suggested == Fraction(case["建议分"])
    assert result.suggested_open == Fraction(case["待判断"])
    assert all(result.trail)


def test_annex_3_as_filled_is_exactly_100() -> None:
    form = example("annex-3-project.evform")
    result = evaluated(form)
    assert result.score == 100
    assert result.grade == "优"
    branches = {branch.node.name: branch for branch in result.branches}
    assert {name: branch.score for name, branch in branches.items()} == {"决策": 20, "产出": 40, "效益": 40}
    output = [row for group in branches["产出"].children for row in group.children]
    assert len(output) == 38
    assert {row.weight for row in output} == {Fraction(40, 38)}
    assert {row.weight_text for row in output} == {"1.05"}
    benefit = [row for group in branches["效益"].children for row in group.children]
    assert {row.weight for row in benefit} == {Fraction(40, 33)}
    assert result.weight_total == 100
    # 1079.017 ÷ 1104.846 × 12: the plan is the base, and only this row's suggestion is below its typed score.
    rate = Fraction("1079.017") / Fraction("1104.846")
    assert result.execution is not None
    assert result.execution.rate == rate
    assert result.suggested == 88 + 12 * rate


def test_annex_2_as_filled_is_98_and_suggests_97_86() -> None:
    form = example("annex-2-special-fund.evform")
    result = evaluate(form, load_template(form.template))
    assert result.score == 98
    rate = (Fraction("8967.19") + Fraction("76.95")) / 9150
    assert result.suggested == 12 * rate + 6 + 80
    assert result.suggested_text == "97.86"
    assert result.execution is not None
    assert result.execution.rate_text == "98.84%"
    output = next(branch for branch in result.branches if branch.node.name == "产出")
    assert {row.weight for group in output.children for row in group.children} == {Fraction(40, 17)}
    assert (output.score_text, output.score_typed, output.rows_typed) == ("40", True, False)


def test_a_score_typed_on_a_branch_counts_only_where_no_row_has_one() -> None:
    row = Indicator(id="row", name="完成数量", target="≥10", actual="5")
    assert evaluated(document(row, self_score="40")).nodes["branch"].score == 40
    typed = document(row.model_copy(update={"self_score": "20"}), self_score="40")
    assert evaluated(typed).nodes["branch"].score == 20


def test_open_points_are_told_apart_from_lost_ones() -> None:
    rows = (
        Indicator(id="a", name="办理时间", target="秒批秒办", actual="100%"),
        Indicator(id="b", name="数", target="2", actual="2"),
    )
    result = evaluated(document(*rows))
    assert result.score == result.open == result.suggested_open == 20
    merged = evaluated(document(*rows, self_score="40"))
    assert [merged.score, merged.open, merged.suggested_open] == [Fraction(40), Fraction(0), Fraction(20)]


@pytest.mark.parametrize(("spent", "suggested"), [("2209.692", 12), ("-5", 0), ("552.423", 6)])
def test_the_rate_scores_from_nothing_to_the_full_weight(spent: str, suggested: int) -> None:
    form = put(example("annex-3-project.evform"), field("spent_own"), spent)
    (row,) = [node for node in evaluated(form).nodes.values() if node.method == "execution_rate"]
    assert row.suggested == suggested
    assert any(f"÷ 预算计划安排 1104.846 = {row.execution.rate_text}" in step for step in row.trail if row.execution)


def test_the_rate_is_unknown_while_an_amount_cannot_be_read() -> None:
    form = example("annex-3-project.evform")
    for text in ("约一千", "", "1079.8x"):
        result = evaluated(put(form, field("planned"), text))
        assert result.execution is not None
        assert result.execution.rate is None
    nought = evaluated(put(form, field("planned"), "0"))
    assert nought.execution is not None
    assert nought.execution.rate is None


@pytest.mark.parametrize(
    ("typed", "planned"),
    [("9150", 9150), ("9,150.00", 9150), ("9150万元", 9150), ("0.915亿元", 9150), ("91500000元", 9150), ("/", 0)],
)
def test_amounts_are_read_in_the_unit_of_the_field(typed: str, planned: int) -> None:
    result = evaluated(put(example("annex-3-project.evform"), field("planned"), typed))
    assert result.execution is not None
    assert result.execution.planned == planned


def columns_add_up(result: NodeResult) -> None:
    """Check that the printed scores below a node add up to its own, as long as nothing was typed."""
    if result.children and not any(child.score_typed for child in result.children):
        assert sum(Decimal(child.score_text) for child in result.children) == Decimal(result.score_text)
    for child in result.children:
        columns_add_up(child)


ROWS = st.lists(st.tuples(st.integers(1, 400), st.integers(0, 500)), min_size=1, max_size=40)


@settings(deadline=None)
@given(ROWS, ROWS)
def test_printed_scores_add_up_whatever_was_reached(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    groups = tuple(
        Indicator(
            name="数量指标",
            children=tuple(Indicator(name="数量", target=f"≥{wanted}", actual=str(got)) for wanted, got in rows),
        )
        for rows in (first, second)
    )
    form = Document(
        template=ANNEX_3,
        indicators=(Indicator(name="产出", children=groups), Indicator(name="效益", children=groups[:1])),
    )
    result = evaluated(form)
    assert sum(Decimal(branch.score_text) for branch in result.branches) == Decimal(result.score_text)
    for branch in result.branches:
        columns_add_up(branch)
        exact = sum((row.score for group in branch.children for row in group.children), Fraction(0))
        assert branch.score == exact
    for row in (row for branch in result.branches for group in branch.children for row in group.children):
        assert abs(Fraction(row.score_text) - row.score) <= Fraction(1, 100)


def test_full_rows_show_their_weight() -> None:
    rows = [Indicator(id=str(at), name="数量", target="1", actual="1") for at in range(38)]
    result = evaluated(document(*rows))
    assert all(result.nodes[row.id].score_text == result.nodes[row.id].weight_text for row in rows)


def texts(result: Evaluation) -> list[tuple[str, ...]]:
    return [
        (id, str(node.weight), node.weight_text, str(node.score), node.score_text, node.completion_text, *node.trail)
        for id, node in result.nodes.items()
    ]


def test_an_evaluation_after_another_equals_a_fresh_one() -> None:
    form = example("annex-3-project.evform")
    template = load_template(form.template)
    ids = [row.id for row in leaves(form.indicators)]
    edits = [
        (field("planned"), "2000"), (cell(ids[3], "actual"), "1"),
        (cell(ids[5], "self_score"), ""), (cell(ids[5], "actual"), "7份"),
        (cell(ids[60], "weight"), "5"), (cell(form.indicators[1].id, "weight"), "50"), (cell(ids[3], "target"), "秒批"),
        (cell(ids[7], "target"), "/"), (cell(ids[8], "name"), " "), (cell(form.indicators[1].id, "weight"), "30"),
        (cell(ids[2], "name"), "投诉数"), (cell(ids[0], "name"), "资金支出率 "), (field("planned"), ""),
    ]  # fmt: skip
    running = evaluate(form, template)
    for where, text in edits:
        form = put(form, where, text)
        running = evaluate(form, template, running)
        fresh = evaluate(form, template)
        assert texts(running) == texts(fresh)
        assert sorted(running.findings, key=repr) == sorted(fresh.findings, key=repr)
        assert (running.score_text, running.suggested, running.open) == (fresh.score_text, fresh.suggested, fresh.open)
    form = form.model_copy(update={"indicators": remove(form.indicators, ids[10])})
    assert texts(evaluate(form, template, running)) == texts(evaluate(form, template))


def test_one_edit_leaves_all_other_rows_the_same_objects() -> None:
    form = example("annex-3-project.evform")
    template = load_template(form.template)
    before = evaluate(form, template)
    changed = next(row for row in leaves(form.indicators) if row.name == "跨域通办事项数量")
    after = evaluate(put(form, cell(changed.id, "actual"), "200项"), template, before)
    differing = {id for id, node in after.nodes.items() if node is not before.nodes[id]}
    assert differing == {node.id for node in path(form.indicators, changed.id)}
