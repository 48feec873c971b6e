"""This year's form out of last year's: what is taken, what never is, and what is remembered."""

from __future__ import annotations

import json

import pytest

from evaldesk.exchange.last_year import TAKES, Take, carried, counts, newest_edition, next_year
from evaldesk.files.decode import decode
from evaldesk.files.encode import encode
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves, walk
from evaldesk.model.previous import Previous
from evaldesk.model.template import Template
from evaldesk.model.template.fields import AmountField
from evaldesk.paths import resources

EXAMPLES = sorted((resources() / "examples").glob("*.evform"))
EVERYTHING = tuple(TAKES)
each = pytest.mark.parametrize("last", [open_document(path) for path in EXAMPLES], ids=[path.stem for path in EXAMPLES])


@each
def test_everything_taken_leaves_money_and_what_was_reached_behind(last: Document) -> None:
    template = load_template(last.template)
    form = carried(last, template, EVERYTHING, "2024")
    assert form.fields["year"] == "2024"
    assert form.fields["project_name"] == last.fields["project_name"]
    assert form.fields["goal"] == last.fields["goal"]
    assert not any(form.fields[field.key] for field in template.fields if isinstance(field, AmountField))
    assert not any(form.fields.get(key) for key in ("goal_met", "goal_result", "performance", "problems"))
    for _, node in walk(form.indicators):
        assert not (node.actual)
        assert not (node.completion)
        assert not (node.self_score)
        assert not (node.reason)
        assert not (node.evidence)
    olds, news = list(leaves(last.indicators)), list(leaves(form.indicators))
    assert [(row.name, row.target, row.weight) for row in news] == [(row.name, row.target, row.weight) for row in olds]
    assert not (form.history)
    assert not (form.remarks)
    assert not (form.explanations)
    assert not (form.total.score)
    assert not (form.total.weights)


@each
def test_ids_are_fresh_and_the_year_before_is_known_by_them(last: Document) -> None:
    form = carried(last, load_template(last.template), EVERYTHING, "2024")
    olds, news = [node for _, node in walk(last.indicators)], [node for _, node in walk(form.indicators)]
    assert not {node.id for node in olds} & {node.id for node in news}
    assert form.id != last.id
    rows = {row.id: row for row in form.previous.rows}
    assert [(rows[new.id].name, rows[new.id].actual, rows[new.id].reason) for new in news] == [
        (old.name, old.actual, old.reason) for old in olds
    ]
    filled = {key: text for key, text in last.fields.items() if text.strip()}
    assert form.previous.fields == filled
    assert (form.previous.form, form.previous.year) == (last.id, last.fields["year"])


@pytest.mark.parametrize("left", EVERYTHING)
def test_what_is_not_chosen_is_not_taken(left: Take) -> None:
    last = open_document(resources() / "examples" / "annex-3-project.evform")
    form = carried(last, load_template(last.template), [take for take in EVERYTHING if take != left], "2024")
    assert bool(form.fields["project_name"]) is (left != "basics")
    assert bool(form.fields["goal"]) is (left != "goal")
    assert (len(list(leaves(form.indicators))) > 2) is (left != "indicators")
    assert ("performance" in form.previous.fields) is (left != "texts")
    assert form.previous.fields["spent_own"] == last.fields["spent_own"]


def test_fixed_rows_know_last_year_also_where_the_indicators_are_not_taken() -> None:
    last = open_document(resources() / "examples" / "annex-3-project.evform")
    form = carried(last, load_template(last.template), [], "2024")
    names = {node.id: node.name for _, node in walk(form.indicators)}
    assert {"资金支出率", "监管有效性"} <= {names[row.id] for row in form.previous.rows}


def test_a_newer_edition_is_filled_by_keys_and_has_its_own_weights_and_branches() -> None:
    last = open_document(resources() / "examples" / "annex-3-project.evform")
    content = json.loads(load_template(last.template).model_dump_json())
    section = next(item for item in content["sections"] if item["kind"] == "indicators")
    section["level1"][0]["level2"][0]["fixed"].append({"name": "采购合规", "weight": "5", "method": "judged"})
    section["level1"].append({"name": "创新", "weight": "10", "share": "equal", "level2": [{"name": "做法"}]})
    funds = next(item for item in content["sections"] if item["key"] == "funds")
    for field in funds["fields"]:
        field["unit"] = "元"
    newer = Template.model_validate(content | {"edition": "2031"})
    form = carried(last, newer, EVERYTHING, "2024")
    assert form.template == "jiangmen-annex-3@2031"
    assert [node.name for node in form.indicators] == [*(node.name for node in last.indicators), "创新"]
    assert [node.weight for node in form.indicators] == [""] * len(form.indicators)
    first = form.indicators[0].children[0].children
    assert [(node.name, node.weight) for node in first] == [("资金支出率", ""), ("采购合规", "")]
    assert form.previous.fields["planned"] == "1104.846万元"
    assert form.previous.fields["evaluated_amount"] == "1104.846"


@pytest.mark.parametrize(
    ("year", "following"),
    [("2023", "2024"), ("2023年", "2024"), ("2023年度", "2024"), ("", ""), ("去年", ""), ("23", ""), ("2023.5", "")],
)
def test_the_year_goes_up_by_one(year: str, following: str) -> None:
    template = load_template("jiangmen-annex-3@2023")
    assert next_year(Document(template=template.name, fields={"year": year}), template) == following


def test_counts_tell_what_there_is() -> None:
    last = open_document(resources() / "examples" / "annex-3-project.evform")
    assert counts(last, load_template(last.template)) == {"basics": 6, "indicators": 73, "goal": 1, "texts": 4}


def test_the_newest_edition_is_of_the_same_form() -> None:
    assert newest_edition("jiangmen-annex-3@2019").name == "jiangmen-annex-3@2023"


def test_last_year_is_kept_in_the_file_and_counts_in_no_digest() -> None:
    last = open_document(resources() / "examples" / "annex-3-project.evform")
    form = carried(last, load_template(last.template), EVERYTHING, "2024")
    later = json.loads(encode(form))
    later["previous"]["later"] = {"key": 1}
    later["previous"]["rows"][0]["also"] = "kept"
    read = decode(json.dumps(later).encode(), "x")
    assert read.previous.rows == decode(encode(read), "x").previous.rows
    assert json.loads(encode(read))["previous"] == later["previous"]
    assert digest(form) == digest(form.model_copy(update={"previous": Previous()}))
    assert "previous" not in json.loads(encode(last))
    assert "previous" in Document.model_json_schema()["properties"]
