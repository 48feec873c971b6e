"""Annexes: each begins a page, is set in the form's own style, loses nothing, and has its place in the outline."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from evaldesk.history.response import as_json, response_sheet
from evaldesk.model.document import Document, Explanation, Remark, field, put
from evaldesk.model.finding import Level
from evaldesk.model.indicators import change, leaves
from evaldesk.report import annexes
from evaldesk.report.annex import Annex
from evaldesk.report.page import Pages
from evaldesk.report.paper import Options
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings
from tests.report.forms import example, pages_of, pdf_of, squeezed, texts_of
from tests.report.test_layout import check


def returned() -> tuple[Document, Document]:
    old, _ = example("annex-3-project")
    remark = Remark(where="fields/problems", by="某某", text="请写明延期的原因", response="已补充")
    new = put(old, field("problems"), "因资金下达较晚，两个二级项目的合同款延期到次年支付。")
    row = next(leaves(new.indicators))
    tree = change(new.indicators, row.id, {"reason": ""})
    return old, new.model_copy(update={"remarks": (remark,), "revision": 2, "indicators": tree})


def every() -> tuple[Annex, ...]:
    document, template = example("annex-3-project")
    evaluation = evaluate(document, template)
    findings = [
        replace(finding, explained="情况属实，见说明。") if finding.level is Level.EXPLAIN else finding
        for finding in all_findings(document, template, evaluation)
    ]
    old, new = returned()
    national, _ = example("mof-2020-10")
    return (
        annexes.explained(document, template, findings),
        annexes.scoring(evaluation),
        annexes.evidence(national),
        annexes.response(as_json(response_sheet(old, new, template))),
    )


def with_annexes(*wanted: Annex) -> Pages:
    return pages_of(*example("annex-3-project"), Options(annexes=wanted))


def test_each_begins_a_page_after_the_form() -> None:
    form = len(with_annexes().sheets)
    pages = with_annexes(*every())
    check(pages)
    starts = [number for number, page in enumerate(pages.sheets) if page.boxes[0].text in {a.title for a in every()}]
    assert [pages.sheets[at].boxes[0].text for at in starts] == ["需说明事项", "评分过程", "佐证材料清单", "修改说明"]
    assert starts[0] == form
    assert [(mark.title, mark.page) for mark in pages.outline if mark.page >= form] == [
        (pages.sheets[at].boxes[0].text, at) for at in starts
    ]


@pytest.mark.parametrize("number", range(4))
def test_every_text_is_there(number: int) -> None:
    annex = every()[number]
    found = squeezed("".join(texts_of(pdf_of(*example("annex-3-project"), options=Options(annexes=(annex,))))))
    assert annex.tables
    for table in annex.tables:
        for text in (table.caption, *table.heads, *(text for row in table.rows for text in row)):
            for line in text.split("\n"):
                assert squeezed(line)[:8] in found


def test_the_trail_has_every_indicator() -> None:
    document, template = example("annex-3-project")
    rows = annexes.scoring(evaluate(document, template)).tables[0].rows
    assert len(rows) == len(list(leaves(document.indicators))) + sum(1 + len(b.children) for b in document.indicators)
    assert all(steps for *_, steps in rows)


def test_only_explained_findings_are_told() -> None:
    document, template = example("annex-3-project")
    findings = all_findings(document, template, evaluate(document, template))
    wanted = next(finding for finding in findings if finding.level is Level.EXPLAIN)
    note = Explanation(code=wanted.code, where=wanted.where, text="年初指标偏低，已申请调整。")
    document = document.model_copy(update={"explanations": (note,)})
    annex = annexes.explained(document, template, all_findings(document, template, evaluate(document, template)))
    rows = annex.tables[0].rows
    assert wanted.message in {row[2] for row in rows}
    assert {row[3] for row in rows} == {note.text}
    assert len(rows) < sum(finding.level is Level.EXPLAIN for finding in findings)


def test_an_annex_without_anything_says_so() -> None:
    document, template = example("annex-2-special-fund")
    annex = annexes.evidence(document)
    assert annex == Annex("佐证材料清单", ("无。",), ())
    check(pages_of(document, template, Options(annexes=(annex,))))


def test_the_outline_leads_to_sections_and_branches() -> None:
    with pypdfium2.PdfDocument(pdf_of(*example("annex-3-project"))) as pdf:
        entries = [(item.level, item.get_title(), item.get_dest().get_index()) for item in pdf.get_toc()]
        assert [pdf.get_page_label(at) for at in range(3)] == ["1", "2", "3"]
        assert pdf.get_metadata_value("Subject") == "政务服务管理监督专项经费 2023"
    assert [entry[:2] for entry in entries] == [
        (0, "基本情况"),
        (0, "资金情况"),
        (0, "绩效目标情况"),
        (0, "指标评分表"),
        (1, "决策"),
        (1, "产出"),
        (1, "效益"),
        (0, "自评总结"),
    ]
    assert [entry[2] for entry in entries] == sorted(entry[2] for entry in entries)
