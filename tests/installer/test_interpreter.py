"""Finding a fitting Python, with stand-ins on a PATH and with the old Pythons that this machine happens to have."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from installer import interpreter
from installer.interpreter import ROOT
from tests.installer import fakes

# Read by the Python that is started, whichever it is.
OLD_SYNTAX = [*(ROOT / "installer" / f"{name}.py" for name in ("run", "about", "interpreter", "words"))]
OLD_SYNTAX.append(ROOT / "tests" / "run.py")


@fakes.needs_unix
class TestFind:
    """Each test puts some Pythons on a machine and asks for the best."""

    @pytest.fixture(autouse=True)
    def machine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make a machine that has only what lies in the test's own folder."""
        places = interpreter._unix
        own = {"PATH": f"{tmp_path / 'first'}:{tmp_path / 'second'}", "HOME": str(tmp_path)}
        monkeypatch.setattr(interpreter, "_unix", lambda _: [at for at in places(own) if at.is_relative_to(tmp_path)])
        monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
        self.path, self.own = tmp_path, own

    def found(self) -> str:
        python = interpreter.find(self.own, self.path)
        return str(Path(python.executable).relative_to(self.path)) if python else ""

    def test_nothing(self) -> None:
        assert self.found() == ""

    def test_too_old_and_too_new(self) -> None:
        fakes.python(self.path / "first", "python3", "3.10")
        fakes.python(self.path / "first", "python", "3.14")
        assert self.found() == ""

    def test_named_by_version(self) -> None:
        fakes.python(self.path / "first", "python3", "3.10")
        fakes.python(self.path / "second", "python3.12", "3.12")
        assert self.found() == "second/python3.12"

    def test_the_lowest_fitting_version_goes_first(self) -> None:
        fakes.python(self.path / "first", "python3.13", "3.13")
        fakes.python(self.path / "second", "python3.11", "3.11")
        assert self.found() == "second/python3.11"

    def test_unnamed_python3_that_fits(self) -> None:
        fakes.python(self.path / "second", "python3", "3.13")
        assert self.found() == "second/python3"

    def test_a_name_that_lies(self) -> None:
        fakes.python(self.path / "first", "python3.11", "3.9")
        assert self.found() == ""

    def test_a_shim_that_does_not_start(self) -> None:
        fakes.program(self.path / "first", "python3.11", "pyenv: python3.11: command not found", code=127)
        fakes.python(self.path / "second", "python3.12", "3.12")
        assert self.found() == "second/python3.12"

    def test_free_threaded_or_32_bit(self) -> None:
        fakes.python(self.path / "first", "python3.13", "3.13", ordinary=False)
        assert self.found() == ""

    def test_one_that_can_make_environments_goes_first(self) -> None:
        fakes.python(self.path / "first", "python3.11", "3.11", venv=False)
        fakes.python(self.path / "second", "python3.12", "3.12")
        assert self.found() == "second/python3.12"

    def test_one_that_cannot_is_better_than_none(self) -> None:
        fakes.python(self.path / "first", "python3.11", "3.11", venv=False)
        assert self.found() == "first/python3.11"

    def test_pyenv_newest_correction(self) -> None:
        for version in ("3.9.18", "3.11.9", "3.11.10", "3.14.0"):
            fakes.python(self.path / ".pyenv" / "versions" / version / "bin", "python", version.rpartition(".")[0])
        assert self.found() == ".pyenv/versions/3.11.10/bin/python"

    def test_the_environment_of_the_checkout_goes_first(self) -> None:
        fakes.python(self.path / "first", "python3.11", "3.11")
        fakes.python(self.path / ".venv" / "bin", "python", "3.12")
        assert self.found() == ".venv/bin/python"


def test_this_python_says_about_itself_that_it_fits() -> None:
    python = interpreter.probe([sys.executable])
    assert python is not None
    assert interpreter.fits(python)
    assert python.executable == sys.executable


def test_a_folder_is_no_python(tmp_path: Path) -> None:
    assert interpreter.probe([str(tmp_path)]) is None


@pytest.mark.parametrize("path", OLD_SYNTAX, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_started_can_be_read_by_python_3_6(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_versions_are_those_of_the_project() -> None:
    first, last = interpreter.VERSIONS[0], interpreter.VERSIONS[-1].split(".")
    wanted = f'requires-python = ">={first},<3.{int(last[1]) + 1}"'
    assert wanted in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def old_pythons(*names: str) -> list[Any]:
    """Return the Pythons on this machine that do not fit, one for each of these versions."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    places = [[*map(str, sorted(pyenv.glob(f"{name}.*/bin/python"))), f"/usr/bin/python{name}"] for name in names]
    there = ([place for place in choice if Path(place).is_file()] for choice in places)
    none = pytest.param("", marks=pytest.mark.skip("no such Python on this machine"))
    return [choice[0] for choice in there if choice] or [none]


class TestOldPython:
    """What really happens when somebody starts the set-up with an old Python, without any locale."""

    @pytest.mark.parametrize("python", old_pythons("3.6", "3.7", "3.8", "3.9", "3.10"))
    def test_it_hands_over(self, python: str, tmp_path: Path) -> None:
        for source in OLD_SYNTAX[:-1]:
            (tmp_path / "installer").mkdir(exist_ok=True)
            shutil.copy(source, tmp_path / "installer")
        start = "import sys\ndef main(arguments): print(sys.version_info[:2], arguments); return 7\n"
        (tmp_path / "installer" / "start.py").write_text(start, encoding="utf-8")
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / f"python3.{sys.version_info[1]}").symlink_to(sys.executable)
        done = run(python, tmp_path / "installer" / "run.py", "a b", PATH=str(tmp_path / "bin"))
        assert done.stdout.strip() == f"{sys.version_info[:2]} ['a b']"
        assert done.returncode == 7

    @pytest.mark.parametrize("python", old_pythons("2.7", "3.6", "3.7", "3.8", "3.9", "3.10"))
    def test_it_says_what_to_do(self, python: str) -> None:
        done = run(python, ROOT / "installer" / "run.py", EVALDESK_HANDED_OVER="1")
        assert done.returncode == 1
        assert "3.11" in done.stderr
        assert "Traceback" not in done.stderr
        assert "请" in done.stderr


def run(python: str, script: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script in an environment that has nothing but ``environ``."""
    return subprocess.run(
        [python, script, *arguments], env=environ, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def test_windows_asks_its_launcher_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(interpreter, "WINDOWS", True)
    own = fakes.program(tmp_path / "Programs" / "Python" / "Python312", "python.exe")
    commands = list(interpreter.candidates({"LOCALAPPDATA": str(tmp_path)}, tmp_path))
    assert commands[:3] == [["py", "-3.11"], ["py", "-3.12"], ["py", "-3.13"]]
    assert [str(own)] in commands
    assert interpreter.venv_python(tmp_path) == tmp_path / "Scripts" / "python.exe"
