"""What the clipboard holds, read as a table: HTML before text, tabs before lines, and no table out of prose."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.exchange.hypertext import to_hypertext
from evaldesk.exchange.pasted import pasted
from evaldesk.exchange.placing import place
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.blank import new_document
from evaldesk.model.indicators import leaves
from evaldesk.paths import resources

TEXTS = Path(__file__).parent.parent / "data" / "old_texts"
FORMS = [("annex-2", "annex-2-special-fund"), ("annex-3", "annex-3-project")]


def test_html_comes_before_text() -> None:
    found = pasted(to_hypertext([["指标名称", "实现值"], ["甲", "1"]]), "乙\t2", None)
    assert found is not None
    assert [row.name for row in found.table().rows] == ["甲"]


@pytest.mark.parametrize(("text", "name"), FORMS)
def test_the_lines_of_a_real_form_fill_an_empty_one(text: str, name: str) -> None:
    document = open_document(resources() / "examples" / f"{name}.evform")
    template = load_template(document.template)
    words = (TEXTS / f"{text}.txt").read_text(encoding="utf-8")
    table = words[words.index("决策 20") : words.index("合计：")]
    found = pasted("", table, template)
    assert found is not None
    placed = place(new_document(template), found.table(), template)
    assert [(row.name, row.target, row.actual, row.self_score) for row in leaves(placed.document.indicators)] == [
        (row.name, row.target, row.actual, row.self_score) for row in leaves(document.indicators)
    ]
    assert [node.self_score for node in placed.document.indicators] == [node.self_score for node in document.indicators]
    assert 1 <= len(found.guessed()) <= 4


@pytest.mark.parametrize("text", ["", "一段说明文字，没有数。", "第一行\n第二行\n第三行", "2023 年"])
def test_prose_is_no_table(text: str) -> None:
    assert pasted("", text) is None
    assert pasted(f"<p>{text}</p>", text) is None


def test_a_role_given_by_the_officer_is_no_guess() -> None:
    found = pasted("", "某项甲的数量\t1\t2\n某项乙的数量\t3\t4")
    assert found is not None
    assert found.guessed()
    for column, role in enumerate(found.layout.roles):
        found = found.with_role(column, role)
    assert not found.guessed()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_clipboard_is_read_without_breaking(html: str, text: str) -> None:
    found = pasted(f"<table>{html}", f"{text}\t")
    assert found is None or found.table() is not None


def test_the_sums_at_the_end_come_along() -> None:
    rows = [["一级指标", "一级权重", "二级指标", "二级权重", "三级指标", "权重", "自评分数"]]
    rows += [["产出", "40", "数量指标", "40", "甲", "40", "39"], ["合计", "100", "", "100", "", "100", "98"]]
    found = pasted(to_hypertext(rows), "")
    assert found is not None
    assert found.table().total == ("100", "100", "100", "98", "")
    lines = pasted("", "产出 40\n甲 1 2\n合计： 100 100 100 98")
    assert lines is not None
    assert lines.table().total == ("100", "100", "100", "98")
