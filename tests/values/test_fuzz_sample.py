"""A short sample of the long fuzzing run."""

from __future__ import annotations

from tests.long.fuzz_values import run


def test_two_seconds_of_odd_cells() -> None:
    said: list[str] = []
    assert run(2, seed=20240101, say=said.append) == 0, said
