"""``installer/run.py`` once a fitting Python runs it: set up, then open the editor, or show it off without a screen."""

from __future__ import annotations

import argparse
import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installer import environment, system
from installer.interpreter import ROOT, WINDOWS
from installer.words import SetupError, complain, say

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
OUT = ROOT / "out"


def main(arguments: list[str]) -> int:
    """Set up and start; return the exit code."""
    options, files = _parser().parse_known_args(arguments)
    try:
        python = environment.prepare(may_install=not options.no_system)
        if options.no_open:
            system.provide(system.libraries_for(os.environ), not options.no_system)
            say("已准备就绪。", "Everything is ready.")
            return 0
        shown = has_display(os.environ)
        if not shown:
            say("没有显示器，改为生成 PDF 和窗口截图。", "There is no display: making a PDF and a picture instead.")
        if options.demo or not shown:
            return demonstrate(python, Path(files[0]) if files else EXAMPLE, not options.no_system)
        system.provide(system.libraries_for(os.environ), not options.no_system)
        return become([str(python), "-m", "evaldesk", "edit", *files])
    except SetupError as problem:
        complain(problem.chinese, problem.english)
        return 1
    except KeyboardInterrupt:
        return 130


def become(command: list[str]) -> int:
    """Run ``command`` in our place, so that signals reach it; Windows knows no such thing and waits for it."""
    if not WINDOWS:
        os.execve(command[0], command, environment.clean_environ())  # noqa: S606 - no shell is wanted
    return subprocess.call(command, env=environment.clean_environ())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="installer/run.py",
        description="准备运行环境并打开编辑器。Set everything up and open the editor; other arguments go to it.",
    )
    parser.add_argument("--no-open", action="store_true", help="只准备，不打开 / set up only")
    parser.add_argument("--demo", action="store_true", help="不开窗口，生成示例 PDF 和截图 / example PDF and picture")
    parser.add_argument("--no-system", action="store_true", help="不安装系统软件包 / never install system packages")
    return parser


def has_display(environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be opened: always on Windows and macOS, elsewhere where a display answers."""
    if not sys.platform.startswith("linux") or environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(environ.get("DISPLAY")) and x11_answers()


def x11_answers() -> bool:
    """Tell whether the X server that DISPLAY names lets us in; True while the library to ask with is not there."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if display is None:
        return False
    x11.XCloseDisplay(ctypes.c_void_p(display))
    return True


def demonstrate(python: Path, form: Path, may_install: bool) -> int:
    """Print a form to PDF and take a picture of the window without a screen; say where both lie."""
    OUT.mkdir(exist_ok=True)
    paper, picture = OUT / (form.stem + ".pdf"), OUT / "window.png"
    evaldesk: list[str | Path] = [python, "-m", "evaldesk"]
    environ = environment.clean_environ() | {"QT_QPA_PLATFORM": "offscreen"}
    # Its own words would say the same again; what goes wrong it says on standard error.
    failed = subprocess.call([*evaldesk, "pdf", form, "-o", paper], env=environ, stdout=subprocess.DEVNULL)
    if not failed:
        say(f"已生成 PDF：{paper}", f"The form as PDF: {paper}")
        system.provide(system.BASE, may_install)
        failed = subprocess.call([*evaldesk, "edit", form, "--screenshot", picture], env=environ)
    if not failed:
        say(f"已生成窗口截图：{picture}", f"A picture of the window: {picture}")
    return failed
