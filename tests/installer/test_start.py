"""What ``installer/run.py`` does once it is set up: open the editor, or show it off where there is no screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer import environment, start, system
from installer.words import SetupError
from tests.installer import fakes

pytestmark = fakes.needs_unix


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend that everything is set up, with a stand-in for the environment's Python."""
    python = fakes.program(tmp_path / "bin", "python")
    monkeypatch.setattr(environment, "prepare", lambda may_install: python)
    monkeypatch.setattr(system, "provide", lambda libraries, may_install: None)
    monkeypatch.setattr(start, "OUT", tmp_path / "out")
    return tmp_path / "bin"


def test_with_a_screen_the_editor_opens(bin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "has_display", lambda environ: True)
    monkeypatch.setattr(start, "become", subprocess.call)
    assert start.main(["自评表.evform"]) == 0
    assert fakes.calls(bin) == ["python -m evaldesk edit 自评表.evform"]


def test_without_a_screen_the_example_is_printed_and_pictured(
    bin: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "has_display", lambda environ: False)
    assert start.main([]) == 0
    out = bin.parent / "out"
    assert fakes.calls(bin) == [
        f"python -m evaldesk pdf {start.EXAMPLE} -o {out / 'annex-3-project.pdf'}",
        f"python -m evaldesk edit {start.EXAMPLE} --screenshot {out / 'window.png'}",
    ]
    said = capsys.readouterr().out
    assert str(out / "annex-3-project.pdf") in said
    assert str(out / "window.png") in said


def test_a_demo_can_be_asked_for(bin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "has_display", lambda environ: True)
    assert start.main(["--demo", "my.evform"]) == 0
    assert [call.split()[3] for call in fakes.calls(bin)] == ["pdf", "edit"]


def test_only_set_up(bin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--no-open"]) == 0
    assert fakes.calls(bin) == []
    assert "已准备就绪" in capsys.readouterr().out


def test_what_is_missing_is_one_sentence(
    bin: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def provide(libraries: object, may_install: bool) -> None:
        raise SetupError("缺少系统库。", "Libraries are missing.")

    monkeypatch.setattr(system, "provide", provide)
    monkeypatch.setattr(start, "has_display", lambda environ: True)
    assert start.main([]) == 1
    assert capsys.readouterr().err == "缺少系统库。\n  Libraries are missing.\n"
    assert fakes.calls(bin) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4321")
    assert not start.has_display({"DISPLAY": ":4321"})
    assert not start.has_display({})
    assert start.has_display({"WAYLAND_DISPLAY": "wayland-0"})
