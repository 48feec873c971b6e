"""The two real forms that we ship: every row, field and paragraph against tables that were typed from the paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from evaldesk.files.encode import encode
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model import indicators
from evaldesk.model.document import Document
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings, verdict

TABLES = Path(__file__).parent / "data" / "examples"
ROWS = {"annex-2": 22, "annex-3": 73}
FILES = {"annex-2": "annex-2-special-fund.evform", "annex-3": "annex-3-project.evform"}
TEMPLATES = {"annex-2": "jiangmen-annex-2@2023", "annex-3": "jiangmen-annex-3@2023"}

INVENTED = "mof-2020-10.evform"  # filled for show: no paper stands behind it

both = pytest.mark.parametrize("form", sorted(FILES))


def example(form: str) -> Document:
    return open_document(resources() / "examples" / FILES[form])


def table(name: str) -> list[list[str]]:
    """Return the rows of a table below its head, each as wide as the head."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert all(len(row) == len(head) for row in rows), f"{name}: a row is not as wide as its head"
    return rows


def printed_rows(document: Document) -> Iterator[list[str]]:
    """Yield the document's table as the paper shows it: typed marks of a branch, its indicators, then the total."""
    for level1 in document.indicators:
        if level1.self_score or level1.reason:
            yield [level1.name, level1.weight, *[""] * 6, level1.self_score, level1.reason]
        for level2 in level1.children:
            for row in level2.children:
                own = [row.name, row.weight, row.target, row.actual, row.self_score, row.reason]
                yield [level1.name, level1.weight, level2.name, level2.weight, *own]
    one, two, three = document.total.weights
    yield ["合计：", one, "", two, "", three, "", "", document.total.score, document.total.reason]


@both
def test_every_row_stands_as_on_paper(form: str) -> None:
    assert list(printed_rows(example(form))) == table(f"{form}.tsv")


@both
def test_no_row_is_missing(form: str) -> None:
    assert len(list(indicators.leaves(example(form).indicators))) == ROWS[form]
    assert sum(bool(row[4]) for row in table(f"{form}.tsv")) == ROWS[form]


@both
def test_every_short_field_stands_as_on_paper(form: str) -> None:
    document, template = example(form), load_template(TEMPLATES[form])
    for key, label, text in table(f"{form}-fields.tsv"):
        assert (template.field(key).label, document.fields[key]) == (label, text)


@both
def test_every_paragraph_stands_as_on_paper(form: str) -> None:
    document = example(form)
    for key, told in groupby(table(f"{form}-texts.tsv"), key=lambda row: row[0]):
        paragraphs = document.fields[key].split("\n")
        expected = list(told)
        assert len(paragraphs) == len(expected), key
        for paragraph, (_, number, length, spaces, start, middle, end) in zip(paragraphs, expected, strict=True):
            place = f"{form} {key} {number}"
            assert (len(paragraph), paragraph.count(" ")) == (int(length), int(spaces)), place
            assert paragraph.startswith(start), place
            assert middle in paragraph, place
            assert paragraph.endswith(end), place


@both
def test_the_tables_leave_no_field_out(form: str) -> None:
    told = {row[0] for kind in ("fields", "texts") for row in table(f"{form}-{kind}.tsv")}
    assert told == set(example(form).fields) == {field.key for field in load_template(TEMPLATES[form]).fields}


@both
def test_an_example_follows_its_template_to_the_branch(form: str) -> None:
    document = example(form)
    assert document.template == TEMPLATES[form]
    branches = load_template(TEMPLATES[form]).indicators.level1
    allowed = {level1.name: [level2.name for level2 in level1.level2] for level1 in branches}
    assert [level1.name for level1 in document.indicators] == list(allowed)
    for level1 in document.indicators:
        assert {level2.name for level2 in level1.children} <= set(allowed[level1.name])


def test_the_two_social_benefit_cells_of_annex_2_stay_two() -> None:
    benefit = example("annex-2").indicators[2]
    assert [level2.name for level2 in benefit.children] == ["社会效益指标", "社会效益指标", "满意度指标"]


@both
def test_ids_are_there_once_and_count_the_rows(form: str) -> None:
    ids = [node.id for _, node in indicators.walk(example(form).indicators)]
    assert len(ids) == len(set(ids))
    short = form.replace("annex-", "a")
    rows = [row.id for row in indicators.leaves(example(form).indicators)]
    assert rows == [f"{short}-{number:03d}" for number in range(1, ROWS[form] + 1)]


@both
def test_saving_an_example_changes_no_byte(form: str) -> None:
    path = resources() / "examples" / FILES[form]
    assert encode(open_document(path)) == path.read_bytes()


@both
def test_contacts_are_masked(form: str) -> None:
    fields = example(form).fields
    assert fields["contact"].startswith("某某")
    assert fields["phone"].startswith("390000")
    assert fields["email"] == ""


def test_the_national_example_is_whole_and_may_be_signed() -> None:
    document = open_document(resources() / "examples" / INVENTED)
    template = load_template(document.template)
    assert set(document.fields) == {field.key for field in template.fields}
    assert all(document.fields.values())
    evaluation = evaluate(document, template)
    assert (evaluation.score_text, evaluation.grade, evaluation.open_text) == ("99.55", "优", "0.00")
    assert verdict(all_findings(document, template, evaluation)) == "体检通过，可以打印正式稿"
    assert encode(document) == (resources() / "examples" / INVENTED).read_bytes()


def test_every_example_of_paper_is_compared_with_a_table() -> None:
    assert {path.name for path in (resources() / "examples").glob("*.evform")} == {*FILES.values(), INVENTED}
