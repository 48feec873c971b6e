"""Copied indicators: what goes to other programs comes back as the same rows, merged cells and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaldesk.exchange.copied import branch_of, copied
from evaldesk.exchange.hypertext import to_hypertext
from evaldesk.exchange.pasted import pasted
from evaldesk.exchange.placing import place
from evaldesk.exchange.tabbed import to_tabbed
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document
from evaldesk.model.indicators import Indicator
from evaldesk.paths import resources

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))
KEYS = ("name", "weight", "target", "actual", "self_score", "reason")


def typed(node: Indicator, key: str) -> str:
    return str(getattr(node, key))


def rows(document: Document) -> list[tuple[str, ...]]:
    return [
        (branch.name, group.name, *(typed(row, key) for key in KEYS))
        for branch in document.indicators
        for group in branch.children
        for row in group.children
    ]


def branches(document: Document) -> list[tuple[str, ...]]:
    return [(node.name, node.weight, node.self_score, node.reason) for node in document.indicators]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("how", ["html", "tabs"])
def test_a_copied_table_comes_back(path: Path, how: str) -> None:
    document = open_document(path)
    template = load_template(document.template)
    copy = copied(document.indicators, typed)
    html = to_hypertext(copy.rows, copy.merged) if how == "html" else ""
    back = pasted(html, to_tabbed(copy.rows), template)
    assert back is not None
    placed = place(new_document(template), back.table(), template)
    told = [row[:6] for row in rows(document)]
    assert sorted(row[:6] for row in rows(placed.document)) == sorted(told)
    if how == "html":  # text between tabs cannot say that one score is the whole branch's
        assert sorted(rows(placed.document)) == sorted(rows(document))
        assert branches(placed.document) == branches(document)
    assert not back.guessed()


def test_level_names_are_merged_over_their_rows() -> None:
    copy = copied(open_document(EXAMPLES[1]).indicators, typed)
    html = to_hypertext(copy.rows, copy.merged)
    assert '<td rowspan="38" style' in html
    assert html.count("产出") == 1


def test_a_row_is_copied_under_the_names_above_it() -> None:
    tree = open_document(EXAMPLES[1]).indicators
    (row,) = copied(branch_of(tree, "a3-007"), typed).rows[1:]
    assert row == ("产出", "40", "数量指标", "21.05", "跨域通办事项数量", "1.05", "≥300项", "336项", "1.05", "无")
    assert len(copied(branch_of(tree, "a3-b2-1"), typed).rows) == 21
    assert not branch_of(tree, "gone")


def test_an_empty_branch_is_a_line_of_its_name() -> None:
    copy = copied((Indicator(name="产出", children=(Indicator(name="数量指标"),)),), typed)
    assert [row[:5] for row in copy.rows[1:]] == [("产出", "", "数量指标", "", "")]
