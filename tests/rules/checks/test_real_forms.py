"""The two real forms: what must be told is told, where things hold nothing is, and mended they are silent.

``tests/data/checks/annex-N.tsv`` lists, one line each, what a careful colleague would say: number, check, level, place
and the figures that the sentence must hold. ``annex-N-mended.evform`` is the same form after the officer listened.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.document import Document, address, put
from evaldesk.model.finding import Level
from evaldesk.paths import resources
from evaldesk.rules import evaluate
from tests.rules.checks.builder import findings, grave
from tests.rules.checks.cases import mended

DATA = Path(__file__).parent.parent.parent / "data" / "checks"
EXAMPLES = {"annex-2": "annex-2-special-fund.evform", "annex-3": "annex-3-project.evform"}
CLEAN = sorted(path.name for path in DATA.glob("clean-*.evform"))


class Line(NamedTuple):
    """Hold one line of a table."""

    form: str
    number: str
    code: str
    level: str
    where: str
    figures: str


def lines(form: str) -> list[Line]:
    text = (DATA / f"{form}.tsv").read_text(encoding="utf-8")
    return [Line(form, *row) for row in list(csv.reader(text.splitlines(), delimiter="\t"))[1:]]


def example(form: str) -> Document:
    return open_document(resources() / "examples" / EXAMPLES[form])


ALL = [line for form in EXAMPLES for line in lines(form)]
both = pytest.mark.parametrize("form", sorted(EXAMPLES))


@pytest.mark.parametrize("line", ALL, ids=[f"{line.number}-{line.code}-{line.where}" for line in ALL])
def test_it_is_told(line: Line) -> None:
    found = [item for item in findings(example(line.form)) if (item.code, item.where) == (line.code, line.where)]
    assert found, f"{line.number}: nothing told at {line.where}"
    assert found[0].level.value == line.level
    missing = [figure for figure in line.figures.split() if figure not in found[0].message]
    assert not missing, found[0].message


@both
def test_nothing_grave_is_told_beyond_the_table(form: str) -> None:
    listed = Counter((line.code, line.where) for line in lines(form))
    beyond = [
        f"{item.code} {item.where}: {item.message}"
        for item in findings(example(form))
        if item.level is not Level.HINT and (item.code, item.where) not in listed
    ]
    assert beyond == []


@both
def test_a_wanted_zero_and_a_better_time_are_silent(form: str) -> None:
    quiet = {"annex-2": ["a2-019"], "annex-3": ["a3-043", "a3-030"]}[form]
    assert not [item for item in findings(example(form)) if item.where.split("/")[1] in quiet]


@both
def test_the_mended_form_is_silent(form: str) -> None:
    document = open_document(DATA / f"{form}-mended.evform")
    assert grave(document) == []


def test_an_explanation_falls_back_when_its_value_changes() -> None:
    document = open_document(DATA / "annex-3-mended.evform")
    assert document.explanations
    changed = put(document, address("indicators/a3-045/actual"), "99%")
    assert "duplicates.rate-of-nothing" in [line.split()[0] for line in grave(changed)]


@both
def test_one_click_after_the_other_leaves_only_what_needs_a_person(form: str) -> None:
    document = example(form)
    for _ in range(100):
        fixable = [item for item in findings(document) if item.fix]
        if not fixable:
            break
        document = mended(document, fixable[0])
    assert not [item for item in findings(document) if item.fix]
    assert not [item for item in findings(document) if item.code.startswith("weights.") and item.level is Level.ERROR]


def test_largest_remainders_bring_the_real_form_to_its_hundred() -> None:
    document = example("annex-3")
    for code in ("weights.rows", "weights.rows"):
        document = mended(document, next(item for item in findings(document) if item.code == code))
    told = {item.code for item in findings(document)}
    assert not told & {"weights.rows", "weights.groups", "weights.group-rows", "weights.total-row", "scores.total"}
    evaluation = evaluate(document, load_template(document.template))
    rows = [row for branch in evaluation.branches[1:] for group in branch.children for row in group.children]
    assert Counter(row.weight_text for row in rows) == {"1.05": 28, "1.06": 10, "1.21": 26, "1.22": 7}


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_form_of_another_kind_is_silent(name: str) -> None:
    assert grave(open_document(DATA / name)) == []


def test_there_are_clean_forms_of_every_template() -> None:
    templates = {open_document(DATA / name).template.partition("@")[0] for name in CLEAN}
    assert templates == {"jiangmen-annex-2", "jiangmen-annex-3", "mof-2020-10"}
