"""What a document is: addresses, get and put, and what validation keeps."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from evaldesk.files.templates import templates
from evaldesk.model.blank import new_document
from evaldesk.model.digest import digest, readable
from evaldesk.model.document import (
    Document,
    Explanation,
    Remark,
    Where,
    address,
    cell,
    field,
    get,
    proof,
    put,
    put_all,
)
from evaldesk.model.indicators import Evidence, Indicator


def small() -> Document:
    row = Indicator(id="r", name="完成数", target="≥3", actual="4")
    group = Indicator(id="g", name="数量指标", children=(row, Indicator(id="s", name="另一项")))
    return Document(
        template="t@1", fields={"year": "2023"}, indicators=(Indicator(id="b", name="产出", children=(group,)),)
    )


@pytest.mark.parametrize("text", ["fields/planned", "indicators/r/actual", "total/score", "total/weights2"])
def test_an_address_reads_back_as_it_was_written(text: str) -> None:
    assert str(address(text)) == text


@pytest.mark.parametrize("text", ["", "fields", "fields/", "indicators/r/children", "total/sum", "a/b/c/d"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        address(text)


PLACES = [field("planned"), cell("r", "actual"), Where("total", "weights2"), Where("total", "reason")]


@pytest.mark.parametrize("where", PLACES, ids=str)
def test_put_is_what_get_finds_and_nothing_else_changes(where: Where) -> None:
    before = small()
    after = put(before, where, "新的")
    assert get(after, where) == "新的"
    others = {place: get(before, place) for place in (*PLACES, field("year"), cell("s", "name")) if place != where}
    assert {place: get(after, place) for place in others} == others
    assert get(before, where) != "新的"


def test_putting_the_same_text_returns_the_same_document() -> None:
    document = small()
    assert put(document, cell("r", "actual"), "4") is document
    assert put(document, field("never typed"), "") is document


def test_put_shares_every_branch_that_did_not_change() -> None:
    document = small()
    after = put(document, cell("r", "actual"), "5")
    assert after.indicators[0].children[0].children[1] is document.indicators[0].children[0].children[1]


def test_an_unknown_row_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        get(small(), cell("nobody", "name"))
    with pytest.raises(KeyError):
        put(small(), cell("nobody", "name"), "x")


def test_documents_are_frozen() -> None:
    with pytest.raises(ValidationError):
        small().revision = 2  # type: ignore[misc]


def test_a_computed_block_is_never_read_back() -> None:
    ours = {"figures": {"总分": "100"}, "texts": {"goal": "总分100"}, "printed": {"draft": True}}
    document = Document.model_validate({"template": "t@1", "computed": ours, "later": 1})
    assert document.model_extra == {"later": 1}
    assert Document.model_validate({"template": "t@1", "computed": ["100"]}).model_extra == {}


def test_what_other_programs_put_into_the_computed_block_stays() -> None:
    read = Document.model_validate({"template": "t@1", "computed": {"figures": {}, "checked_by": "财政局"}})
    assert read.model_extra == {"computed": {"checked_by": "财政局"}}


def test_a_new_form_has_every_field_and_every_prescribed_row() -> None:
    for template in templates():
        document = new_document(template)
        assert list(document.fields) == [item.key for item in template.fields]
        assert [node.name for node in document.indicators] == [branch.name for branch in template.indicators.level1]
        assert document.id != new_document(template).id


def test_the_digest_follows_content_only() -> None:
    document = small()
    same = [
        document.model_copy(update={"id": "other", "revision": 7}),
        document.model_copy(update={"remarks": (Remark(where="fields/year", text="?"),)}),
        document.model_copy(update={"fields": {"basis": "", **document.fields}}),
    ]
    renamed = Indicator.model_validate({**document.indicators[0].model_dump(), "id": "another"})
    same.append(document.model_copy(update={"indicators": (renamed,)}))
    same.append(put(put(document, Where("total", "weights2"), "100"), Where("total", "weights2"), ""))
    assert {digest(item) for item in same} == {digest(document)}
    other = [put(document, field("year"), "2024"), put(document, cell("r", "actual"), "5")]
    other.append(document.model_copy(update={"explanations": (Explanation(code="c", where="fields/year", text="因"),)}))
    assert len({digest(item) for item in (document, *other)}) == 4


def test_the_digest_is_read_in_groups_of_four() -> None:
    assert readable("0123456789abcdef0123") == "0123-4567-89ab-cdef"


def test_the_texts_of_evidence_have_addresses() -> None:
    row = Indicator(id="a", evidence=(Evidence(title="合同"), Evidence(title="发票", page="3")))
    document = Document(template="x@1", indicators=(row,))
    where = proof("a", 1, "page")
    assert str(where) == "indicators/a/evidence/1/page"
    assert address(str(where)) == where
    assert get(document, where) == "3"
    changed = put(document, where, "4")
    assert [item.page for item in changed.indicators[0].evidence] == ["", "4"]
    assert put(document, where, "3") is document
    assert get(document, proof("a", 2, "page")) == ""
    with pytest.raises(KeyError):
        put(document, proof("a", 2, "page"), "1")
    for text in ("indicators/a/evidence", "indicators/a/evidence/x/page", "indicators/a/evidence/0/size"):
        with pytest.raises(ValueError, match="not an address"):
            address(text)


def test_many_texts_are_put_as_one_by_one_would_and_the_rest_stays_the_same() -> None:
    document = small()
    other = Indicator(id="b2", name="效益", children=(Indicator(id="g2", name="社会效益"),))
    document = document.model_copy(update={"indicators": (*document.indicators, other)})
    texts = [(cell(id, attribute), f"{id}{attribute}") for id in ("b", "r", "s") for attribute in ("name", "weight")]
    texts += [(field("contact"), "某某"), (Where("total", "reason"), "合计说明")]
    one_by_one = document
    for where, text in texts:
        one_by_one = put(one_by_one, where, text)
    many = put_all(document, texts)
    assert many == one_by_one
    assert many != document
    assert many.indicators[1] is other
    assert put_all(many, texts) is many
    assert put_all(document, []) is document
    with pytest.raises(KeyError, match="nowhere"):
        put_all(document, [(cell("nowhere", "actual"), "1")])
