"""Where things lie: beside a portable program that can be written to, else in the user's own folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evaldesk import paths


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a program that seems to run there, with nobody naming another home."""
    monkeypatch.delenv("EVALDESK_HOME", raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "evaldesk.exe"))
    paths.portable_home.cache_clear()
    return tmp_path


def test_a_portable_program_keeps_everything_beside_itself(program: Path) -> None:
    (program / paths.PORTABLE).touch()
    assert paths.data_home() == program / "data"
    assert paths.recovery_folder() == program / "data" / "recovery"
    assert (program / "data").is_dir()
    assert not list((program / "data").iterdir())


def test_an_installed_program_writes_nothing_beside_itself(program: Path) -> None:
    assert program not in paths.data_home().parents
    assert not list(program.iterdir())


def test_a_medium_that_cannot_be_written_leaves_the_user_folder(program: Path) -> None:
    (program / paths.PORTABLE).touch()
    (program / "data").write_text("in the way")  # as root, rights would not stop anybody
    assert program not in paths.data_home().parents


def test_a_named_home_wins(program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (program / paths.PORTABLE).touch()
    monkeypatch.setenv("EVALDESK_HOME", str(tmp_path / "named"))
    assert paths.data_home() == tmp_path / "named"


def test_the_licences_are_there() -> None:
    assert paths.licences().read_text("utf-8").strip()
