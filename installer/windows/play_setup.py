"""The life of the setup: installed, upgraded, looked at, taken away."""

from __future__ import annotations

import shutil
import time
import zipfile
from pathlib import Path

from evaldesk.paths import PORTABLE
from installer.windows import setup
from installer.windows.play import EXAMPLE, FORM, KEYS, LINKS, OWN, SECOND, SETTINGS, Play

STALE = "lib/evaldesk/of_the_older_version.py"


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


def replace_older(play: Play) -> None:
    """Put the version of today over an older one that lies in a folder of the person's choice."""
    windows = play.windows
    older = _older_setup(play)
    folder = "工具/绩效自评"  # no space: wine would put quotes around /D=
    own = windows.drive / folder
    code = windows.run(windows.put(older, "older.exe"), "/S", "/D=C:\\" + folder.replace("/", "\\")).returncode
    play.say("older version, folder of one's choice", code == 0 and (own / STALE).exists(), _installed_version(play))
    form = windows.put(EXAMPLE, f"{folder}/我的表.evform")
    windows.start("C:\\" + folder.replace("/", "\\") + "\\evaldesk.exe", form)
    there = windows.wait_for("我的表")
    time.sleep(4)
    windows.keys("alt+F4", pause=4)
    settings = windows.drive / SETTINGS / "settings.json"
    before = settings.read_bytes()
    code = windows.run("C:\\setup.exe", "/S").returncode
    version = _installed_version(play)
    told = f"exit code {code}, now {version}"
    play.say("a newer version takes its place, in its folder", there and code == 0 and version in play.setup.name, told)
    play.say("what only the older one had is gone", not (own / STALE).exists() and (own / "evaldesk.exe").exists())
    stays = settings.read_bytes() == before and (own / "我的表.evform").exists()
    play.say("settings and forms stay", stays)
    code = windows.run("C:\\" + folder.replace("/", "\\") + "\\uninstall.exe", "/S").returncode
    for _ in range(60):
        if not (own / "uninstall.exe").exists():
            break
        time.sleep(0.5)
    windows.settle()
    left = [path.name for path in own.rglob("*")]
    play.say("uninstalled from there", code == 0 and left == ["我的表.evform"], left[:10])


def _older_setup(play: Play) -> Path:
    """Make a setup of the same program under an older number, with one file that is gone today."""
    work = play.pictures.parent / "older"
    shutil.rmtree(work, ignore_errors=True)
    with zipfile.ZipFile(play.portable) as archive:
        archive.extractall(work)
    (tree,) = work.iterdir()
    (tree / PORTABLE).unlink()
    (tree / STALE).write_text("", "ascii")
    setup.build("0.0.1", tree, work / "older.exe", work, epoch=1577836800, fast=True)
    return work / "older.exe"


def _installed_version(play: Play) -> str:
    told = play.windows.run("reg", "query", "HKCU\\Software\\evaldesk", "/v", "Version").stdout.split()
    return told[-1] if told else "none"
