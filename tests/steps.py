"""The steps of ``tests/run.py``: set up, then lint, types and tests side by side; and the closing line."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from installer import environment, system
from installer.words import SetupError, complain
from tests import screen
from tests.side_by_side import FAILED, Count, Step, together

# One file that cannot be read must not hide what the others say.
OPTIONS = ["-c", "pyproject.toml", "-q", "--continue-on-collection-errors"]
NO_TESTS = 5  # pytest's exit code when nothing was collected


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
    begun = time.monotonic()
    python = environment.prepare(["test"], may_install=may_install)
    system.provide(system.SCREEN if on_xvfb else system.BASE, may_install)
    provide_programs({"Xvfb": "xvfb", "openbox": "openbox"} if on_xvfb else {}, may_install)
    print(f"-- set up: {time.monotonic() - begun:.1f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder, screen.opened() if on_xvfb else nullcontext() as display:
        steps = [  # the longest first, so that no core waits long for another at the end
            *headless_tests(python, selection, Path(folder)),
            *([] if options.quick else [screen_tests(python, selection, Path(folder), display)]),
            tool("mypy", [python, "-m", "mypy"]),
            tool("ruff", [python, "-m", "ruff", "check"]),
            *([tool("ruff format", [python, "-m", "ruff", "format", "--check"])] if options.layout else []),
        ]
        return together(steps, os.cpu_count() or 1)


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


def tool(name: str, command: list[str | Path]) -> Step:
    """Return a tool over the tree. Only its failure counts, so that the closing line counts tests."""
    return Step(name, command, environment.clean_environ(), lambda code: FAILED if code else Count())


def screen_tests(python: Path, selection: list[str], folder: Path, display: str | None) -> Step:
    """Return the tests that need a real screen: on ``display``, our own, on Linux, on the machine's elsewhere."""
    if display is None:
        print("No Xvfb here: the screen tests open their windows on this machine's own screen.", flush=True)
        return pytest(python, "screen", selection, {}, folder / "screen")
    return pytest(python, "screen", selection, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}, folder / "screen")


def headless_tests(python: Path, selection: list[str], folder: Path) -> list[Step]:
    """Return the tests that need no screen: those of the window and the others, for two cores, or the selected ones."""
    environ = {"QT_QPA_PLATFORM": "offscreen"}
    if selection:
        return [pytest(python, "not screen", selection, environ, folder / "selected")]
    return [
        pytest(python, "not screen", ["tests/ui"], environ, folder / "window"),
        pytest(python, "not screen", ["--ignore=tests/ui"], environ, folder / "others"),
    ]


def pytest(python: Path, marks: str, selection: list[str], environ: dict[str, str], folder: Path) -> Step:
    """Return the tests with ``marks``; ``folder``, which is made, takes their report. A crash counts as one failure."""
    (folder / "runtime").mkdir(mode=0o700, parents=True)
    report = folder / "report.xml"
    return Step(
        " ".join(["pytest,", marks, *selection]),
        [python, "-m", "pytest", *OPTIONS, "-m", marks, f"--junitxml={report}", *selection],
        test_environ(folder / "runtime") | environ,
        partial(counted, report),
    )


def counted(report: Path, code: int) -> Count:
    """Return what a run of pytest counts for that wrote ``report`` and ended with ``code``."""
    count = read(report) if report.exists() else Count()
    if report.exists() and (code in (0, NO_TESTS) or count.failed):
        return count
    print(f"pytest ended with {code} before it could finish", flush=True)
    return count + FAILED


def read(report: Path) -> Count:
    """Return the count in a JUnit report."""
    count = Count()
    for suite in ElementTree.parse(report).iter("testsuite"):
        tests, failed, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "skipped"))
        failed += int(suite.get("errors", 0))
        count += Count(tests - failed - skipped, failed, skipped)
    return count


def test_environ(runtime: Path) -> dict[str, str]:
    """Return an environment that looks the same on every machine: no desktop, no theme, one locale."""
    environ = environment.clean_environ()
    for key in [key for key in environ if key.startswith(("QT_", "XDG_", "LC_", "EVALDESK_"))]:
        del environ[key]
    for key in ("DISPLAY", "WAYLAND_DISPLAY", "LANG", "LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
        environ.pop(key, None)
    return environ | {"XDG_RUNTIME_DIR": str(runtime), "LC_ALL": "C.UTF-8"}


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
