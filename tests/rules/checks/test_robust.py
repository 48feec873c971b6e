"""Whatever is typed: no check fails, findings are whole, and a remembered evaluation tells the same as a fresh one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.files.templates import load_template, template_names
from evaldesk.model.blank import new_document
from evaldesk.model.document import Document, Total, address, cell, field, get, put
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import TEXTS, Indicator
from evaldesk.rules import evaluate
from evaldesk.rules.case import Case
from evaldesk.rules.checks import all_checks
from tests.rules.checks.builder import findings, grave

SCRAPS = [
    "",
    "0",
    "/",
    "无",
    "是",
    "否",
    "部分",
    "≥95%",
    "≥≥9",
    "290%",
    "约3000人/天",
    "12",
    "1.05",
    "40",
    "-3",
    "1,079.8",
    "万",
    "5万元",
    "月报12份、专报4份",
    "月报3份",
    "2023年12月底前",
    "2023.13",
    "优",
    "已达标",
    "××",
    "（100字以内）",
    "“",
    "）",
    "每日次数",
    "投诉次数",
    "投诉处理率",
    "资金支出率",
    "满意度(%)",
    "3分钟",
    "179秒",
    "10^9",
    "百分之五",
    "≥100%",
    "0.95",
    "80%-90%",
    "\n",
    "\u3000",
    "12345热线",
]
TEXT = st.one_of(
    st.sampled_from(SCRAPS), st.text(max_size=12), st.lists(st.sampled_from(SCRAPS), max_size=4).map("".join)
)
ROW = st.fixed_dictionaries(dict.fromkeys(TEXTS, TEXT))
TREE = st.lists(
    st.tuples(st.sampled_from(["决策", "产出", "效益", "产出指标", "甲"]), st.lists(ROW, max_size=4)), max_size=4
)
NAMES = sorted(template_names())


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a form of any template with anything in its fields, rows and total."""
    template = load_template(draw(st.sampled_from(NAMES)))
    tree = [
        Indicator(
            name=name,
            weight=draw(TEXT),
            self_score=draw(TEXT),
            children=(Indicator(name=draw(TEXT), weight=draw(TEXT), children=tuple(Indicator(**row) for row in rows)),),
        )
        for name, rows in draw(TREE)
    ]
    total = Total(weights=tuple(draw(st.lists(TEXT, max_size=3))), score=draw(TEXT), reason=draw(TEXT))
    fields = {item.key: draw(TEXT) for item in template.fields}
    return Document(template=template.name, fields=fields, indicators=tuple(tree), total=total)


def assert_whole(document: Document, finding: Finding) -> None:
    """Assert that a finding says something, and that every place and fix in it exists."""
    assert finding.message.endswith("。")
    for where in finding.about:
        get(document, address(where))
    if finding.span:
        assert 0 <= finding.span[0] < finding.span[1] <= len(get(document, address(finding.where)))
    if finding.cause:
        address(finding.cause)
    for where, text in finding.fix.edits if finding.fix else ():
        document = put(document, address(where), text)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_no_check_fails_and_every_finding_is_whole(document: Document) -> None:
    for finding in findings(document):
        assert_whole(document, finding)


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_what_is_remembered_equals_what_is_found_afresh(document: Document, data: st.DataObject) -> None:
    template = load_template(document.template)
    earlier = evaluate(document, template)
    places = [field("planned"), field("spent_own")]
    for branch in document.indicators:
        places += [cell(node.id, name) for node in (branch, *branch.children) for name in ("name", "weight")]
        places += [cell(row.id, name) for group in branch.children for row in group.children for name in TEXTS]
    for _ in range(3):
        document = put(document, data.draw(st.sampled_from(places)), data.draw(TEXT))
        remembered = evaluate(document, template, earlier)
        assert told(remembered.findings) == told(evaluate(document, template).findings)
        earlier = remembered


def told(found: tuple[Finding, ...]) -> list[str]:
    return sorted(f"{item.code} {item.where} {item.level} {item.message}" for item in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_new_form_asks_for_what_is_missing_and_nothing_else(name: str) -> None:
    codes = {line.split()[0] for line in grave(new_document(load_template(name)))}
    assert codes <= {"completeness.required", "completeness.branch-empty", "scores.open"}, codes


def test_quick_checks_do_not_prepare_all_rows() -> None:
    document = new_document(load_template(NAMES[0]))
    template = load_template(document.template)
    case = Case(document, template, evaluate(document, template))
    for item in all_checks():
        if item.pace == "form":
            item.findings(case)
    assert "rows" not in vars(case)
