"""What has a wrong type is kept and told, at every level; what was mended stays so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.files.decode import decode, decode_form
from evaldesk.files.encode import encode
from evaldesk.model.document import Document
from evaldesk.model.indicators import walk


def form(**changes: Any) -> bytes:
    return json.dumps({"format": "evaldesk", "version": 1, "template": "t@1", "id": "i", **changes}).encode()


def row(**changes: Any) -> bytes:
    return form(indicators=[{"id": "b", "children": [{"id": "g", "children": [{"id": "r", **changes}]}]}])


def extra(document: Document) -> dict[str, Any]:
    return document.model_extra or {}


def test_a_number_where_a_text_belongs_becomes_the_text_of_its_digits() -> None:
    raw = row(weight=0).replace(b'"weight": 0', b'"weight": 40.50')
    decoded = decode_form(raw, "a")
    assert decoded.document.indicators[0].children[0].children[0].weight == "40.50"
    (note,) = decoded.notes
    assert "第 1 个一级指标的第 1 个二级指标的第 1 个三级指标的权重" in note
    assert "作为文字读入" in note


@pytest.mark.parametrize(
    ("given", "text"), [(5, "5"), (-1.25, "-1.25"), (True, "true"), (None, ""), (10**30, "1" + "0" * 30)]
)
def test_other_plain_values_become_texts_too(given: Any, text: str) -> None:
    assert decode(form(fields={"goal": given}), "a").fields["goal"] == text


def test_a_structure_where_a_text_belongs_is_kept_beside_it() -> None:
    decoded = decode_form(row(target=["≥3", {"a": 1}], name="n"), "a")
    node = decoded.document.indicators[0].children[0].children[0]
    assert node.target == ""
    assert node.model_extra == {"kept:target": ["≥3", {"a": 1}]}
    assert "已原样保留在文件中" in decoded.notes[0]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ({"fields": [1]}, {"kept:fields": [1]}),
        ({"fields": {"goal": {"a": 1}, "year": "2023"}}, {"kept:fields": {"goal": {"a": 1}}}),
        ({"indicators": {"a": 1}}, {"kept:indicators": {"a": 1}}),
        ({"indicators": ["x", {"id": "b"}]}, {"kept:indicators": ["x"]}),
        ({"total": "100"}, {"kept:total": "100"}),
        ({"revision": "二"}, {"kept:revision": "二"}),
        ({"revision": 1.5}, {"kept:revision": 1.5}),
        ({"remarks": [{"text": "无处"}]}, {"kept:remarks": [{"text": "无处"}]}),
        ({"remarks": [{"where": [1], "text": "处"}]}, {}),
        ({"history": 7}, {"kept:history": 7}),
        ({"fields": [1], "kept:fields": [2]}, {"kept:fields'": [1], "kept:fields": [2]}),
    ],
)
def test_nothing_of_a_wrong_type_is_dropped(content: dict[str, Any], kept: dict[str, Any]) -> None:
    decoded = decode_form(form(**content), "a")
    assert extra(decoded.document) == kept
    assert len(decoded.notes) == 1
    again = decode_form(encode(decoded.document), "a")
    assert (again.document, again.notes) == (decoded.document, ())


def test_a_revision_as_text_is_a_number() -> None:
    assert decode(form(revision="3"), "a").revision == 3


def test_places_in_a_list_of_texts_stay() -> None:
    document = decode(form(total={"weights": ["100", {"a": 1}, 90]}), "a")
    assert document.total.weights == ("100", "", "90")
    assert document.total.model_extra == {"kept:weights": [{"a": 1}]}


def test_many_mends_are_one_short_sentence() -> None:
    (note,) = decode_form(form(fields={f"f{number}": number for number in range(500)}), "a").notes
    assert "500 处" in note
    assert len(note) < 120


def test_rows_without_an_id_get_the_same_one_each_time() -> None:
    raw = form(indicators=[{"name": "产出", "children": [{"name": "一"}, {"name": "二", "id": ""}]}])
    raw = raw.replace(b'"id": "i", ', b"")
    first, second = decode(raw, "a"), decode(raw, "b")
    assert first == second
    assert len({node.id for _, node in walk(first.indicators)} | {first.id}) == 4
    assert decode_form(raw, "a").notes == ()


def test_two_rows_with_one_id_are_told_apart() -> None:
    decoded = decode_form(form(indicators=[{"id": "a", "children": [{"id": "a"}, {"id": "b/c"}]}, {"id": "a"}]), "a")
    ids = [node.id for _, node in walk(decoded.document.indicators)]
    assert ids[0] == "a"
    assert len(set(ids)) == 4
    assert "3 行" in decoded.notes[0]
    assert [node.model_extra for _, node in walk(decoded.document.indicators)][1:] == [
        {"kept:id": "a"}, {"kept:id": "b/c"}, {"kept:id": "a"},
    ]  # fmt: skip
    assert decode(encode(decoded.document), "a") == decoded.document


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["id", "name", "weight", "children", "fields", "indicators", "total", "weights", "remarks", "history", "revision",
     "explanations", "evidence", "where", "at", "event", "code", "text", "values", "model_config", "copy", "theirs"]
)  # fmt: skip
SHAPED = st.recursive(
    ANYTHING, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


@given(st.dictionaries(KEYS, SHAPED, max_size=6))
def test_whatever_stands_in_a_file_opens_keeps_every_text_and_stays_the_same(content: dict[str, Any]) -> None:
    content.pop("version", None)
    raw = form(**content)
    document = decode(raw, "a")
    written = encode(document)
    again = decode_form(written, "a")
    assert again.document == document
    assert again.notes == ()
    assert encode(again.document) == written
    for text in texts(content):
        assert json.dumps(text, ensure_ascii=False)[1:-1] in written.decode("utf-8") or not text.isprintable()


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []
