"""Steps side by side: they do run at once, what each says stays whole, all are counted, and none stays behind."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests import side_by_side
from tests.side_by_side import FAILED, Count, Step, together

# Makes its own file, waits for the other's, and speaks before and after.
MEET = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
print(mine.name, "came", flush=True)
mine.touch()
until = time.monotonic() + 60
while not other.exists():
    assert time.monotonic() < until, "nobody came"
    time.sleep(0.01)
print(mine.name, "met", other.name, file=sys.stderr, flush=True)
"""


def step(name: str, source: str, *arguments: str | Path) -> Step:
    """Return a step that runs Python, and counts one test for it."""
    command = [sys.executable, "-c", source, *arguments]
    return Step(name, command, os.environ, lambda code: Count(failed=1) if code else Count(passed=1))


def test_steps_run_at_once_and_what_each_says_stays_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    both = [step("first", MEET, one, other), step("second", MEET, other, one)]
    assert together(both, 2) == Count(passed=2)
    said = capsys.readouterr().out
    assert "-- first\none came\none met other\n-- first: " in said
    assert "-- second\nother came\nother met one\n-- second: " in said


def test_one_at_a_time_they_keep_their_order(tmp_path: Path) -> None:
    made = tmp_path / "made"
    steps = [
        step("makes", f"open({str(made)!r}, 'x').close()"),
        step("takes away", f"import os; os.remove({str(made)!r})"),
    ]
    assert together(steps, 1) == Count(passed=2)


def test_a_failed_step_is_named_and_hides_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [step("bad", "raise SystemExit('no good')"), step("good", "print('fine')")]
    assert together(steps, 1) == Count(1, 1)
    said = capsys.readouterr().out
    assert "-- bad\nno good\nFAILED bad\n" in said
    assert "-- good\nfine\n-- good: " in said


def test_an_interrupted_step_does_not_stay_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = tmp_path / "begun"
    endless = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(600)"
    started: list[side_by_side.Running] = []

    class Remembered(side_by_side.Running):
        def __init__(self, step: Step) -> None:
            super().__init__(step)
            started.append(self)

    pause = time.sleep

    def interrupt(seconds: float) -> None:
        if begun.exists():
            monkeypatch.setattr(time, "sleep", pause)
            raise KeyboardInterrupt
        pause(seconds)

    monkeypatch.setattr(side_by_side, "Running", Remembered)
    monkeypatch.setattr(time, "sleep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        together([step("endless", endless), step("never begun", "")], 1)
    (running,) = started
    assert running.process.returncode not in (None, 0)


def test_counts_add_up_to_the_closing_line() -> None:
    assert str(Count(3, 0) + Count(4, 1)) == "7 passed, 1 failed"
    assert str(Count(3, 0) + Count(4, 0, 2)) == "7 passed, 0 failed, 2 skipped"
    assert Count(2) + FAILED == Count(2, 1)
