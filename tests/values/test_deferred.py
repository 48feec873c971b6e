"""Patterns that wait: they do what a compiled one does, are compiled once, and only when used."""

from __future__ import annotations

import re

import pytest

from evaldesk.values.deferred import deferred


def test_a_deferred_pattern_does_what_a_compiled_one_does() -> None:
    late, now = deferred("(?P<a>[0-9]+)(项|个)"), re.compile("(?P<a>[0-9]+)(项|个)")
    text = "12项、3个"
    for _ in range(2):  # before and after it is compiled
        assert late.pattern == now.pattern
        assert (found := late.search(text)) is not None
        assert found["a"] == "12"
        assert late.fullmatch(text) is None
        assert late.findall(text) == now.findall(text)
        assert [match.span() for match in late.finditer(text)] == [match.span() for match in now.finditer(text)]
        assert late.sub("x", text) == now.sub("x", text)
        assert late.match(text, 4) is not None
        assert late.groupindex == now.groupindex


def test_flags_count() -> None:
    assert deferred(" a  b # two letters", re.VERBOSE).fullmatch("ab")


def test_it_is_compiled_at_its_first_use_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real, late = re.compile, deferred("[0-9]")

    def told(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return real(pattern, flags)

    monkeypatch.setattr(re, "compile", told)
    assert not compiled
    assert late.search("1")
    assert late.search("2")
    assert compiled == ["[0-9]"]


def test_a_wrong_pattern_speaks_when_used() -> None:
    wrong = deferred("(")
    with pytest.raises(re.error):
        wrong.search("")
