"""The test command itself: it counts what pytest did, notices crashes, and ends the screen it started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pytest

from installer.words import SetupError
from tests import screen, steps
from tests.side_by_side import Count, together

PYTHON = Path(sys.executable)
MIXED = """
import pytest
def test_passes(): pass
def test_fails(): assert False
def test_skips(): pytest.skip("today")
@pytest.fixture
def broken(): raise ValueError
def test_errs(broken): pass
"""


def ran(tmp_path: Path, source: str) -> Count:
    """Return the count of a run over one test file."""
    path = tmp_path / "test_it.py"
    path.write_text(source, encoding="utf-8")
    selection = [str(path), "-p", "no:cacheprovider"]
    return together([steps.pytest(PYTHON, "not screen", selection, {}, Path(mkdtemp(dir=tmp_path)))], 1)


def test_it_counts(tmp_path: Path) -> None:
    assert ran(tmp_path, MIXED) == Count(passed=1, failed=2, skipped=1)


def test_a_crash_is_a_failure(tmp_path: Path) -> None:
    assert ran(tmp_path, "def test_dies():\n    import os\n    os._exit(0)\n").failed == 1
    assert ran(tmp_path, "def test_dies():\n    import os\n    os.abort()\n").failed == 1


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    assert ran(tmp_path, "def test_(:\n").failed == 1


def test_nothing_to_run_is_no_failure(tmp_path: Path) -> None:
    assert ran(tmp_path, "") == Count()


def test_a_warning_is_a_failure(tmp_path: Path) -> None:
    assert ran(tmp_path, "import warnings\ndef test_warns(): warnings.warn('old')\n").failed == 1


def test_a_tool_that_fails_is_counted() -> None:
    assert together([steps.tool("nothing", [PYTHON, "-c", "pass"])], 1) == Count()
    assert together([steps.tool("something", [PYTHON, "-c", "raise SystemExit(3)"])], 1) == Count(failed=1)


def test_no_test_is_left_out_and_none_runs_twice(tmp_path: Path) -> None:
    window, others = steps.headless_tests(PYTHON, [], tmp_path)
    assert window.command[-1] == "tests/ui"
    assert others.command[-1] == "--ignore=tests/ui"
    (selected,) = steps.headless_tests(PYTHON, ["tests/ui/test_start.py"], tmp_path)
    assert selected.command[-1] == "tests/ui/test_start.py"


def test_what_follows_two_dashes_is_pytests() -> None:
    options, selection = steps._options(["--quick", "--", "-k", "weights", "--", "x"])
    assert options.quick
    assert selection == ["-k", "weights", "--", "x"]


def test_a_missing_program_is_named() -> None:
    with pytest.raises(SetupError, match="apt install nowhere-to-be-found"):
        steps.provide_programs({"sh": "dash", "nowhere-to-be-found": "nowhere-to-be-found"}, False)
    steps.provide_programs({"sh": "dash"}, False)


@pytest.mark.skipif(not shutil.which("Xvfb") or not shutil.which("openbox"), reason="needs Xvfb and openbox")
def test_the_screen_ends_with_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remembering(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(start(*arguments, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembering)
    displays = []

    def interrupted() -> None:
        with screen.opened() as display:
            displays.append(display)
            assert Path(f"/tmp/.X11-unix/X{display[1:]}").exists()
            assert all(process.poll() is None for process in started)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    (display,) = displays
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)
    assert not Path(f"/tmp/.X11-unix/X{display[1:]}").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)
