"""What every merge keeps: nothing of one side alone is lost, equal work is not doubled, and order does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evaldesk.files.encode import encode
from evaldesk.history.merge import merge, resolve
from evaldesk.model import indicators
from evaldesk.model.document import Document, cell, put
from tests.history.forms import TEXT, documents, edited


@st.composite
def one_edited(draw: st.DrawFn) -> tuple[Document, Document]:
    base = draw(documents())
    return base, draw(edited(base))


@st.composite
def both_edited(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    base = draw(documents())
    return base, draw(edited(base, "mine")), draw(edited(base, "theirs"))


@given(one_edited())
@settings(max_examples=150)
def test_what_only_one_side_changed_is_taken_whole(forms: tuple[Document, Document]) -> None:
    base, changed = forms
    for merged in (merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)):
        assert merged.conflicts == ()
        assert merged.document == changed
        assert encode(merged.document) == encode(changed)


@given(both_edited())
@settings(max_examples=250)
def test_any_two_sides_merge_without_losing_or_doubling_a_row(forms: tuple[Document, Document, Document]) -> None:
    base, mine, theirs = forms
    merged = merge(base, mine, theirs)
    was, ours, other, now = (
        {node.id: depth for depth, node in indicators.walk(form.indicators)}
        for form in (base, mine, theirs, merged.document)
    )
    rows = [node.id for _, node in indicators.walk(merged.document.indicators)]
    assert len(rows) == len(set(rows))
    keys = [conflict.key for conflict in merged.conflicts]
    assert len(keys) == len(set(keys))
    assert all(conflict.mine != conflict.theirs for conflict in merged.conflicts)
    if not any(
        conflict.key.count("/") == 1 and conflict.key.startswith("indicators/") for conflict in merged.conflicts
    ):
        assert set(now) >= (set(ours) & set(other))
        assert not (set(was) - set(ours) - set(other)) & set(now)
        assert set(ours) - set(was) <= set(now)
    assert all(now[id] == depth for id, depth in ours.items() if id in now)


@given(both_edited())
@settings(max_examples=150)
def test_choosing_mine_everywhere_changes_nothing(forms: tuple[Document, Document, Document]) -> None:
    merged = merge(*forms)
    assert resolve(merged, {}) == merged.document
    assert resolve(merged, {conflict.key: "mine" for conflict in merged.conflicts}) == merged.document


@given(both_edited(), st.data())
@settings(max_examples=150)
def test_any_choice_gives_a_form(forms: tuple[Document, Document, Document], data: st.DataObject) -> None:
    merged = merge(*forms)
    choices = {
        conflict.key: data.draw(st.sampled_from(["mine", "theirs"]), conflict.label) for conflict in merged.conflicts
    }
    chosen = resolve(merged, choices)  # type: ignore[arg-type]
    assert Document.model_validate(chosen.model_dump()) == chosen


@given(documents(), st.data())
@settings(max_examples=150)
def test_edits_of_different_rows_commute(base: Document, data: st.DataObject) -> None:
    ids = [node.id for _, node in indicators.walk(base.indicators)]
    mine = theirs = base
    for number, id in enumerate(ids):
        text = data.draw(TEXT)
        if number % 2:
            mine = put(mine, cell(id, "actual"), text)
        else:
            theirs = put(theirs, cell(id, "actual"), text)
    there, back = merge(base, mine, theirs), merge(base, theirs, mine)
    assert there.conflicts == back.conflicts == ()
    assert there.document == back.document


@given(both_edited())
@settings(max_examples=150)
def test_without_conflicts_both_ways_hold_the_same_rows(forms: tuple[Document, Document, Document]) -> None:
    base, mine, theirs = forms
    there, back = merge(base, mine, theirs), merge(base, theirs, mine)
    if not there.conflicts and not back.conflicts:
        one, other = (
            {node.id: node.model_copy(update={"children": ()}) for _, node in indicators.walk(form.indicators)}
            for form in (there.document, back.document)
        )
        known = {node.id for _, node in indicators.walk(base.indicators)}  # equal new rows carry the id of mine
        assert {id: one[id] for id in known & set(one)} == {id: other[id] for id in known & set(other)}
        assert len(one) == len(other)
        assert there.document.fields == back.document.fields
