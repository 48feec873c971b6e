"""An evaluation that takes over what it can from an earlier one knows exactly what one made afresh knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.files.templates import load_template
from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, field, put, with_indicators
from evaldesk.model.indicators import Indicator, Tree
from evaldesk.rules import evaluate, figures
from evaldesk.rules.evaluation import Evaluation, NodeResult
from tests.rules.checks.builder import NATIONAL, PROJECT, SPECIAL, row, sheet

TEXTS = {
    "name": [
        "",
        "培训人次（万人）",
        "网站每日更新次数",
        "投诉次数",
        "项目成本节约率",
        "“未配对",
        "资金支出率",
        "××数量",
    ],
    "weight": ["", "5", "13.33", "13.34", "20", "0", "甲", "12.00"],
    "target": [
        "",
        "≥95%",
        "400",
        "≤3分钟",
        "及时",
        "显著提升",
        "月报12份、专报4份",
        "≥≥98%",
        "约100",
        "/",
        "＞98%",
        "0",
    ],
    "actual": ["", "95%", "380", "179.71秒", "及时", "有所提升", "月报12份", "≥95%", "210万", "/", "98%", "0"],
    "completion": ["", "100%", "85", "0.9", "甲"],
    "direction": ["", "higher", "lower", "none"],
    "self_score": ["", "5", "13.33", "1", "满分", "-2", "99"],
    "reason": ["", "无", "已达标", "受台风影响，开工较晚"],
}
MORE = {
    "质量指标": (row("优良中等路率", "≥90%", "81%"), row("合格率", "100%", "100%", score="13.33")),
    "数量指标": (
        row("养护里程", "400公里", "420公里"),
        row("投诉", "0", "1", weight="5"),
        row("整治", "及时", "未及时"),
    ),
}
Edit = Callable[[Document], Document]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Draw something that an officer may do to a form: type a text, or add, remove, move or copy a row."""
    kind = draw(st.sampled_from(["row", "row", "row", "branch", "money", "remove", "move", "copy"]))
    at, by = draw(st.integers(0, 40)), draw(st.sampled_from([-1, 1, 2]))
    if kind == "money":
        key, text = (
            draw(st.sampled_from(["planned", "spent_own"])),
            draw(st.sampled_from(["", "200", "150", "196.5", "/"])),
        )
        return partial(put, where=field(key), text=text)
    attribute = draw(st.sampled_from(["name", "weight", "self_score"] if kind == "branch" else sorted(TEXTS)))
    text = draw(st.sampled_from(TEXTS[attribute]))

    def edit(document: Document) -> Document:
        tree = document.indicators
        leaves = list(indicators.leaves(tree))
        nodes = leaves if kind != "branch" else [node for _, node in indicators.walk(tree) if node.children]
        if not nodes:
            return document
        node = nodes[at % len(nodes)]
        if kind in ("row", "branch"):
            return put(document, cell(node.id, attribute), text)
        return with_indicators(document, _moved(tree, node, kind, by, f"行{len(leaves)}"))

    return edit


def _moved(tree: Tree, node: Indicator, kind: str, by: int, id: str) -> Tree:
    if kind == "remove":
        return indicators.remove(tree, node.id)
    if kind == "move":
        return indicators.move(tree, node.id, by)
    parent = indicators.path(tree, node.id)[-2]
    fresh = node.model_copy(update={"id": id if all(leaf.id != id for leaf in indicators.leaves(tree)) else f"{id}再"})
    if any(leaf.id == fresh.id for leaf in indicators.leaves(tree)):
        return tree
    return indicators.insert(tree, parent.id, 0, fresh)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([PROJECT, SPECIAL, NATIONAL]),
    st.booleans(),
    st.lists(edits(), min_size=1, max_size=8),
)
def test_it_does_not_matter_what_was_known_before(template_name: str, more: bool, done: list[Edit]) -> None:
    template = load_template(template_name)
    document = sheet(template=template_name, outputs=MORE if more else {})
    known = evaluate(document, template)
    for edit in done:
        document = edit(document)
        known = evaluate(document, template, known)
        assert told(known) == told(evaluate(document, template))


def told(evaluation: Evaluation) -> list[object]:
    """Return everything that an evaluation knows, as values that compare."""
    totals = [
        getattr(evaluation, name)
        for name in Evaluation.__slots__
        if name not in ("template", "branches", "nodes", "row_findings")
    ]
    rows = [[group.names, group.rows, group.flat] for group in evaluation.row_findings]
    branches = [of_node(branch) for branch in evaluation.branches]
    by_id = {id: of_node(node) for id, node in evaluation.nodes.items()}
    assert by_id == {node[0]: node for node in _all(branches)}
    return [totals, rows, branches]


def printed(result: NodeResult) -> Fraction:
    """Return what the printed scores below a node add up to; where one is no number, what the children earn."""
    read = [figures.points(child.score_text) for child in result.children]
    earned = [child.score for child in result.children]
    return sum([value for value in (earned if None in read else read) if value is not None], Fraction(0))


def _all(nodes: list[list[object]]) -> list[list[object]]:
    return [found for node in nodes for found in (node, *_all(node[-1]))]  # type: ignore[arg-type]


def of_node(result: NodeResult) -> list[object]:
    """Return everything that is known of a node, with what is below it at the end."""
    share, reading, points, below = result.share, result.reading, result.points, result.below
    assert below.earned == Counter([child.points for child in result.children])
    assert below.printed == printed(result)
    return [
        result.node.id,
        (share.exact, share.text, share.typed, share.steps),
        (reading.method, reading.outcome, reading.execution, reading.completion, reading.completion_text),
        reading.by_person,
        (points.suggested, points.suggested_open, points.score, points.open, points.text, points.typed, points.full),
        (below.sums, below.typed, below.execution, below.printed),
        result.score_text,
        result.trail,
        [of_node(child) for child in result.children],
    ]
