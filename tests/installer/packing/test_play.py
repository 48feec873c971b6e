"""Steps of a play: each leaves its line, one that breaks off has failed, and the next one follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.packing.play import Outcomes, play_all


def fine(play: Outcomes) -> None:
    """Go well."""
    play.say("fine", True, " as it should ")


def wrong(play: Outcomes) -> None:
    """Find something wrong."""
    play.say("wrong", False, "a finding")


def broken(play: Outcomes) -> None:
    """Break off."""
    raise FileNotFoundError("settings.json")


def test_every_step_is_played_and_tells_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    play, between = Outcomes(tmp_path / "pictures"), []
    play_all(play, [broken, wrong, fine], [], lambda: between.append("tidy"))
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "FAIL  broken  FileNotFoundError: settings.json",
        "FAIL  wrong  a finding",
        "ok    fine  as it should",
    ]
    assert play.failed == 2
    assert len(between) == 3, "tidied up after each"
    assert play.pictures.is_dir()


def test_only_wanted_steps_are_played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    play = Outcomes(tmp_path)
    play_all(play, [broken, fine], ["fine"], lambda: None)
    assert (play.failed, capsys.readouterr().out) == (0, "ok    fine  as it should\n")
