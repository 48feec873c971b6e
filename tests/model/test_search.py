"""Search over everything in a form."""

from __future__ import annotations

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import template_of
from evaldesk.model.document import Remark
from evaldesk.model.finding import Finding, Level
from evaldesk.model.search import Entry, Hits, Index, all_places, everything, matches
from evaldesk.paths import resources

EXAMPLE = "annex-3-project.evform"


def index(*texts: str) -> Index:
    return Index(Entry(f"fields/{at}", text, "text") for at, text in enumerate(texts))


def texts(hits: Hits) -> list[str]:
    return [entry.text for entry in hits.entries]


def test_a_piece_is_found_the_best_first() -> None:
    found = index("全市政务服务", "政务服务大厅", "另一项", "政务服务").find("政务服务")
    assert texts(found) == ["政务服务", "政务服务大厅", "全市政务服务"]
    assert found.total == 3


def test_pinyin_is_found_after_letters_that_stand_there() -> None:
    found = index("全市政务服务", "政务服务", "ZWFW 平台").find("zwfw")
    assert texts(found) == ["ZWFW 平台", "政务服务", "全市政务服务"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("５Ｇ", "新建5G基站"),
        ("5 g", "新建 5G 基站"),
        ("≥95", "≥ 95%"),
        ("%", "≥ 95%"),
        ("szzf", "“数字政府”建设"),
        ("szzfjs", "“数字政府”建设"),
        ("Shu Zi", "“数字政府”建设"),
    ],
)
def test_width_case_spaces_and_signs_do_not_matter(query: str, text: str) -> None:
    assert texts(index("别的", text).find(query)) == [text]
    assert matches(query, text)
    assert not matches(query, "别的")


def test_nothing_is_found_for_nothing_and_across_two_texts() -> None:
    assert index("甲", "乙").find("  ") == Hits()
    assert index("甲", "乙").find("甲乙") == Hits()
    assert index("政", "务").find("zw") == Hits()
    assert Index(()).find("zw") == Hits()


def test_no_more_is_returned_than_was_asked_for_but_all_is_counted() -> None:
    many = index(*(f"指标{number}" for number in range(500)))
    found = many.find("指标", most=7)
    assert (len(found.entries), found.total) == (7, 500)
    assert (len(many.all(9).entries), many.all().total) == (9, 500)


def test_fields_rows_remarks_and_findings_are_found() -> None:
    document = open_document(resources() / "examples" / EXAMPLE)
    template = template_of(document)
    row = document.indicators[0].children[0].children[0]
    where = f"indicators/{row.id}/actual"
    document = document.model_copy(update={"remarks": (Remark(where=where, text="请补充佐证", response="已补充"),)})
    finding = Finding("targets.over", Level.EXPLAIN, where, "实际大大超过预期")
    known = Index(everything(document, template, [finding]))

    def found(query: str) -> set[tuple[str, str]]:
        return {(entry.where, entry.kind) for entry in known.find(query).entries}

    assert ("fields/project_name", "label") in found("项目名称")
    assert ("fields/project_name", "text") in found(document.fields["project_name"])
    assert (f"indicators/{row.id}/name", "name") in found(row.name)
    assert (f"indicators/{row.id}/self_score", "text") in found(row.self_score)
    assert (where, "remark") in found("补充佐证")
    assert (where, "remark") in found("ybc")
    assert (where, "finding") in found("dadachaoguo")


def test_the_places_to_go_to_are_the_fields_and_the_rows() -> None:
    document = open_document(resources() / "examples" / EXAMPLE)
    entries = list(all_places(document, template_of(document)))
    assert [entry.kind for entry in entries[:1]] == ["label"]
    assert sum(entry.kind == "name" for entry in entries) == 73 + len(document.indicators) + sum(
        len(branch.children) for branch in document.indicators
    )
