"""Which objects of two sequences differ, and how often each stands there: the same as looking one by one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evaldesk.rules.sameness import CHUNK, counted, places_changed, places_of_others, tally


@given(st.integers(0, 3 * CHUNK), st.sets(st.integers(0, 3 * CHUNK), max_size=5))
def test_places_of_others_are_those_that_changed(length: int, at: set[int]) -> None:
    old = tuple(object() for _ in range(length))
    new = tuple(object() if place in at else item for place, item in enumerate(old))
    assert places_of_others(old, new) == places_changed(old, new) == sorted(place for place in at if place < length)


def test_all_places_differ_from_none() -> None:
    new = tuple(object() for _ in range(CHUNK + 1))
    assert places_of_others([None] * len(new), new) == list(range(len(new)))


@given(st.lists(st.sampled_from(["", "1.05", "1.06", "2"]), max_size=40))
def test_texts_are_counted_in_the_order_in_which_they_come(texts: list[str]) -> None:
    assert list(tally(texts).items()) == list(Counter(texts).items())
    objects = [object(), object(), object()]
    held = [objects[len(text) % 3] for text in texts]
    assert dict(counted(held)) == Counter(held)
