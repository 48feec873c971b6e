"""Numbers keep their digits, keys their order, and what no JSON is, is refused."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaldesk.files.decode import decode
from evaldesk.files.encode import Memory, encode
from evaldesk.files.json_text import Flawed, Numeral, parse, write
from evaldesk.model.document import Document, Event, Explanation, Remark, Total, cell, put
from evaldesk.model.indicators import Evidence, Indicator, walk
from tests.files.forms import GOAL, example


def plain(value: Any) -> str:
    return write(value, "", lambda *_: None)


@pytest.mark.parametrize(
    "text", ["1.10", "1e5", "1E+05", "-0", "-0.0", "1e999", "0.1000000000000000055", "9" * 5000, "12345678901234567890"]
)
def test_a_number_keeps_its_digits(text: str) -> None:
    assert plain(parse(text)) == text
    assert plain(copy.deepcopy(parse(text))) == text
    assert plain(pickle.loads(pickle.dumps(parse(text)))) == text


def test_a_numeral_is_a_number() -> None:
    assert Numeral("1.50") == 1.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1, "b": 2, "a": 3}', "出现两个“a”"),
        ('{"a" : 1, "b": "\\":", "a": 3}', "出现两个“a”"),
        ('{"a": 1, "b": {"c": ":x", "c": 2}}', "出现两个“c”"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "Infinity"),
        ("[" * 101 + "]" * 101, "嵌套过深"),
        ("[" * 900 + "]" * 900, "嵌套过深"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "嵌套过深"),
    ],
)
def test_what_says_two_things_or_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(Flawed, match=said):
        parse(text)


KEYS = st.sampled_from(["a", "b", '":', " :", "a:"])
BLANKS = st.sampled_from(["", " ", "\n", "\t "])


@st.composite
def objects(draw: st.DrawFn) -> str:
    """Return an object of a few members as text, with blanks anywhere and keys that may stand twice."""
    members = draw(st.lists(st.tuples(KEYS, BLANKS, BLANKS, KEYS | objects()), max_size=3))
    written = [
        f"{json.dumps(key)}{before}:{after}{value if value.startswith('{') else json.dumps(value)}"
        for key, before, after, value in members
    ]
    return "{" + ",".join(written) + "}"


@given(objects())
def test_a_key_that_stands_twice_is_seen_wherever_it_stands(text: str) -> None:
    twice: list[bool] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.append(len(dict(pairs)) < len(pairs))
        return dict(pairs)

    wanted = json.loads(text, object_pairs_hook=noted)
    if any(twice):
        with pytest.raises(Flawed, match="出现两个"):
            parse(text)
    else:
        assert parse(text) == wanted


@pytest.mark.parametrize("value", [float("nan"), [float("inf")]])
def test_a_number_that_json_does_not_have_is_not_written(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON has no"):
        plain(value)


def test_what_is_no_value_is_not_written() -> None:
    with pytest.raises(TypeError, match="no JSON for set"):
        plain({1})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_values_are_written_as_python_writes_them(value: Any) -> None:
    assert plain(value) == json.dumps(value, ensure_ascii=False, indent=2)
    assert parse(plain(value)) == value


# Halves of surrogate pairs too: JSON can hold them, and someone's clipboard will.
TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from("\ud800\udfff"), max_size=6)
KEY = st.text(min_size=1, max_size=5).filter(lambda key: key not in {"computed"})
FOREIGN = st.dictionaries(KEY.map(lambda key: f"x{key}"), VALUES, max_size=2)


def model(kind: Any, **parts: Any) -> st.SearchStrategy[Any]:
    return st.builds(lambda parts, foreign: kind(**parts, **foreign), st.fixed_dictionaries(parts), FOREIGN)


def rows(depth: int) -> st.SearchStrategy[Any]:
    children = rows(depth - 1) if depth else st.just(())
    texts = dict.fromkeys(("name", "weight", "target", "actual", "completion", "self_score", "reason"), TEXT)
    evidence = st.lists(model(Evidence, title=TEXT, file=TEXT), max_size=2).map(tuple)
    return st.lists(model(Indicator, evidence=evidence, children=children, **texts), max_size=2).map(tuple)


DOCUMENTS = model(
    Document,
    template=TEXT,
    revision=st.integers(),
    fields=st.dictionaries(TEXT, TEXT, max_size=4),
    indicators=rows(2),
    total=model(Total, weights=st.lists(TEXT, max_size=3).map(tuple), score=TEXT, reason=TEXT),
    explanations=st.lists(model(Explanation, code=TEXT, where=TEXT, text=TEXT), max_size=2).map(tuple),
    remarks=st.lists(model(Remark, where=TEXT, status=TEXT), max_size=2).map(tuple),
    history=st.lists(model(Event, at=TEXT, event=TEXT, revision=st.integers()), max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    raw = encode(document)
    assert decode(raw, "a") == document
    assert encode(decode(raw, "a")) == raw


@given(DOCUMENTS, TEXT)
def test_remembered_rows_change_no_byte(document: Document, text: str) -> None:
    memory = Memory()
    edited = put(document, GOAL, text)
    for each in (document, edited, edited, document):
        assert encode(each, memory=memory) == encode(each)


def test_only_changed_rows_are_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document, memory = example(), Memory()
    encode(document, memory=memory)
    written: list[str] = []
    keep = Memory.keep

    def kept(memory: Memory, row: Indicator, margin: str, text: str) -> None:
        written.append(row.id)
        keep(memory, row, margin, text)

    monkeypatch.setattr(Memory, "keep", kept)
    row = next(node for _, node in walk(document.indicators) if not node.children)
    encode(put(document, cell(row.id, "actual"), "新"), memory=memory)
    assert written == [row.id]
