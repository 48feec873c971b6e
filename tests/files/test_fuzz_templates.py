"""A short sample of the long run over broken template files."""

from __future__ import annotations

from tests.long.fuzz_templates import run


def test_three_seconds_of_broken_templates() -> None:
    said: list[str] = []
    assert run(3, seed=20240101, say=said.append) == 0, said
