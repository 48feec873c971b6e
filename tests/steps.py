"""The steps of ``tests/run.py``: set up, lint, types, tests without a screen, tests on one; and the closing line."""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from installer import environment, system
from installer.interpreter import ROOT
from installer.words import SetupError, complain
from tests import screen

# One file that cannot be read must not hide what the others say.
OPTIONS = ["-c", "pyproject.toml", "-q", "--continue-on-collection-errors"]
NO_TESTS = 5  # pytest's exit code when nothing was collected


@dataclass(frozen=True)
class Count:
    """Count what passed, failed and was skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


FAILED = Count(failed=1)


def main(arguments: list[str]) -> int:
    """Run all steps, each to its end; return non-zero when any of them failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options, selection = _options(arguments)
    begun = time.monotonic()
    try:
        total = run(options, selection)
    except SetupError as problem:
        complain(problem.chinese, problem.english)
        total = FAILED
    except KeyboardInterrupt:
        complain("已中断。", "Interrupted.")
        return 130
    print(f"all steps: {time.monotonic() - begun:.0f} s\n{total}", flush=True)
    return 1 if total.failed or not total.passed else 0


def run(options: argparse.Namespace, selection: list[str]) -> Count:
    """Set up, run every step even after a failed one, and return the sum.

    :raises SetupError: when the tests cannot be run at all.
    """
    may_install, on_xvfb = not options.no_system, sys.platform.startswith("linux") and not options.quick
    with timed("set up"):
        python = environment.prepare(["test"], may_install=may_install)
        system.provide(system.SCREEN if on_xvfb else system.BASE, may_install)
        provide_programs({"Xvfb": "xvfb", "openbox": "openbox"} if on_xvfb else {}, may_install)
    lint = tool("ruff", [python, "-m", "ruff", "check"])
    layout = tool("ruff format", [python, "-m", "ruff", "format", "--check"]) if options.layout else Count()
    types = tool("mypy", [python, "-m", "mypy"])
    headless = pytest(python, "not screen", selection, {"QT_QPA_PLATFORM": "offscreen"})
    on_screen = Count() if options.quick else screen_tests(python, selection)
    return lint + layout + types + headless + on_screen


def _options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return our own options and what follows ``--``, which is pytest's."""
    own, selection = arguments, []
    if "--" in arguments:
        border = arguments.index("--")
        own, selection = arguments[:border], arguments[border + 1 :]
    parser = argparse.ArgumentParser(prog="tests/run.py", description="Set up, then run lint, types and all tests.")
    parser.add_argument("--quick", action="store_true", help="leave out the tests that need a real screen")
    parser.add_argument("--no-system", action="store_true", help="never install system packages")
    parser.add_argument("--layout", action="store_true", help="also compare the layout with `ruff format`")
    parser.epilog = "What follows -- goes to pytest: tests/run.py --quick -- -k weights -x"
    return parser.parse_args(own), selection


class timed:  # noqa: N801 - reads as a word: with timed("lint")
    """Print a step's name when it begins and its time when it ends."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        print(f"-- {self.name}", flush=True)
        self.begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        print(f"-- {self.name}: {time.monotonic() - self.begun:.1f} s", flush=True)


def tool(name: str, command: list[str | Path]) -> Count:
    """Run a tool over the tree. Only its failure counts, so that the closing line counts tests."""
    with timed(name):
        code = subprocess.call(command, cwd=ROOT, env=environment.clean_environ())
    if code:
        print(f"FAILED {name}", flush=True)
    return FAILED if code else Count()


def pytest(python: Path, marks: str, selection: list[str], environ: dict[str, str]) -> Count:
    """Run pytest over the tests with ``marks`` and return its count; a crash counts as one failure."""
    with timed(f"pytest, {marks}"), tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = subprocess.call(
            [python, "-m", "pytest", *OPTIONS, "-m", marks, f"--junitxml={report}", *selection],
            cwd=ROOT,
            env=test_environ(folder) | environ,
        )
        finished = report.exists()
        count = read(report) if finished else Count()
    if finished and (code in (0, NO_TESTS) or count.failed):
        return count
    print(f"FAILED pytest, {marks}: it ended with {code} before it could finish", flush=True)
    return count + FAILED


def read(report: Path) -> Count:
    """Return the count in a JUnit report."""
    count = Count()
    for suite in ElementTree.parse(report).iter("testsuite"):
        tests, failed, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "skipped"))
        failed += int(suite.get("errors", 0))
        count += Count(tests - failed - skipped, failed, skipped)
    return count


def test_environ(folder: str) -> dict[str, str]:
    """Return an environment that looks the same on every machine: no desktop, no theme, one locale."""
    environ = environment.clean_environ()
    for key in [key for key in environ if key.startswith(("QT_", "XDG_", "LC_", "EVALDESK_"))]:
        del environ[key]
    for key in ("DISPLAY", "WAYLAND_DISPLAY", "LANG", "LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
        environ.pop(key, None)
    runtime = Path(folder) / "runtime"
    runtime.mkdir(mode=0o700)
    return environ | {"XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}


def screen_tests(python: Path, selection: list[str]) -> Count:
    """Run the tests that need a real screen: on an Xvfb of our own on Linux, on the real one elsewhere."""
    if not sys.platform.startswith("linux"):
        print("No Xvfb here: the screen tests open their windows on this machine's own screen.", flush=True)
        return pytest(python, "screen", selection, {})
    with screen.opened() as display:
        return pytest(python, "screen", selection, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display})


def provide_programs(
    programs: dict[str, str], may_install: bool, install: Callable[[list[str]], bool] = system.install
) -> None:
    """Make sure that ``programs`` (name -> Debian package) can be started.

    :raises SetupError: when one is missing and may not be installed.
    """
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    if missing and not (may_install and install(missing)):
        names = " ".join(missing)
        raise SetupError(
            f"缺少屏幕测试所需的程序：请执行 apt install {names}，或用 --quick 跳过屏幕测试。",
            f"The screen tests need programs: apt install {names}, or leave these tests out with --quick.",
        )
