"""The life of the package on one Debian: installed, used by the keyboard, upgraded, taken away."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from pathlib import Path

from installer.interpreter import ROOT
from installer.linux import deb
from installer.linux.tree import PROGRAM
from installer.packing.debian import INSIDE, Debian
from installer.packing.play import Outcomes

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
HOME = "/home/officer"
FORM, SECOND = f"{HOME}/表 格/年度 评价（终稿）.evform", f"{HOME}/表 格/第二份.evform"
SETTINGS = f"{HOME}/.local/share/evaldesk/settings.json"
TYPE = "application/vnd.evaldesk.form+json"
PACK = "application/vnd.evaldesk.templates+zip"
NEWER = "99.0.0"
STALE = "opt/evaldesk/packages/evaldesk/of_the_older_version.py"
# What programs of others keep of what is installed; they make it anew by themselves.
CACHES = ("/usr/share/mime/", "/usr/share/applications/mimeinfo.cache", "/etc/ld.so.cache", "/usr/share/info/")


class Play(Outcomes):
    """Hold what a play needs: the Debian, the package, where pictures go, and what came of each step."""

    def __init__(self, officer: Debian, package: Path, pictures: Path) -> None:
        super().__init__(pictures)
        self.officer = officer
        self.root = officer.as_root()
        self.package = package
        self.before: set[str] = set()

    def picture(self, name: str) -> None:
        """Take a picture of the screen."""
        self.officer.picture(self.pictures / f"{name}.png")

    def put(self, source: Path, place: str) -> Path:
        """Copy a file into the Debian; the officer may write it. Return where it lies for us."""
        there = self.officer.folder / place[1:]
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, there)
        self.root.call("chown", "-R", "officer:officer", str(Path(place).parent))
        return there

    def apt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run apt-get as root, asking nothing."""
        return self.root.call("apt-get", "-qy", "--no-install-recommends", *words, limit=600)

    def files(self) -> set[str]:
        """Return everything that lies where packages put their files."""
        found = self.root.call("find", "/usr", "/etc", "/opt", "/var/lib", "-xdev", "-not", "-type", "d").stdout
        inside = ("/var/lib/dpkg", "/var/lib/apt", *CACHES)
        return {line for line in found.splitlines() if not line.startswith(inside) and not line.endswith(".cache")}


def install(play: Play) -> None:
    """Let apt install the older version with all that it asks for."""
    older = _other_version(play, "0.0.1", stale=True)
    play.apt("update")
    play.apt("purge", "--auto-remove", "evaldesk")  # left by a play that was broken off
    play.before = play.files()
    done = play.apt("install", play_path(play, older))
    play.say("apt installs it with what it asks for", done.returncode == 0, done.stderr if done.returncode else "")
    told = play.officer.call("dpkg-query", "-W", "-f", "${Version} ${Installed-Size} KiB", "evaldesk").stdout
    play.say("installed", told.startswith("0.0.1"), told)


def upgrade(play: Play) -> None:
    """Put the version of today over the older one."""
    done = play.apt("install", play_path(play, play.package))
    stale = (play.officer.folder / STALE).exists()
    told = play.officer.call("evaldesk", "--version").stdout
    play.say("a newer version takes its place", done.returncode == 0 and not stale and "evaldesk" in told, told)
    again = play.root.call("dpkg", "--verify", "evaldesk").stdout
    play.say("every file is as it was packed", not again.strip(), again)


def associations(play: Play) -> None:
    """Ask the desktop what a form is, and what opens it."""
    play.put(EXAMPLE, FORM)
    kind = play.officer.call("xdg-mime", "query", "filetype", FORM).stdout.strip()
    opens = play.officer.call("xdg-mime", "query", "default", TYPE).stdout.strip()
    play.say("a form is known by its ending", kind == TYPE, kind)
    play.say("evaldesk opens forms", opens == "evaldesk.desktop", opens)
    opens = play.officer.call("xdg-mime", "query", "default", PACK).stdout.strip()
    play.say("and template packs", opens == "evaldesk.desktop", opens)
    for other in ("application/json", "application/zip", "application/pdf"):
        opens = play.officer.call("xdg-mime", "query", "default", other).stdout.strip()
        play.say(f"{other} is not taken over", "evaldesk" not in opens, opens or "nobody opens it")


def parts(play: Play) -> None:
    """Run every dependency inside the trimmed folder."""
    probe = play.put(ROOT / "installer" / "packing" / "probe.py", f"{HOME}/probe/probe.py")
    done = play.officer.call(f"/{PROGRAM}", "-B", "-X", "utf8", f"{HOME}/probe/probe.py", f"{HOME}/probe/told.json")
    told = probe.with_name("told.json")
    found = json.loads(told.read_text("utf-8")) if told.exists() else {"probe": [False, done.stderr[-300:]]}
    for name, (right, words) in found.items():
        play.say(f"trimmed folder: {name}", right is True, words)


def command_line(play: Play) -> None:
    """Check, print, read back, export and import with the installed program."""
    officer = play.officer
    play.put(EXAMPLE, FORM)
    folder = f"{HOME}/表 格"
    checked = officer.call("evaldesk", "check", FORM)
    play.say("check", checked.returncode == 1, checked.stdout.strip().splitlines()[-1:])
    made = officer.call("evaldesk", "pdf", FORM, "-o", f"{folder}/打印.pdf")
    play.say("PDF", made.returncode == 0, made.stdout + made.stderr)
    verified = officer.call("evaldesk", "verify", f"{folder}/打印.pdf")
    play.say("PDF read back, its codes too", verified.returncode == 0, verified.stdout + verified.stderr)
    out = officer.call("evaldesk", "export", FORM, "-o", f"{folder}/表.xlsx")
    back = officer.call("evaldesk", "import", f"{folder}/表.xlsx", "-o", f"{folder}/读回.evform")
    play.say("Excel out and in", not out.returncode and not back.returncode, (back.stdout or back.stderr)[:120])


def edit(play: Play) -> None:
    """Open a form as a double click does, edit by keyboard, save, hand over a second one."""
    officer = play.officer
    form = play.put(EXAMPLE, FORM)
    play.put(EXAMPLE, SECOND)
    began = time.monotonic()
    officer.start("xdg-open", FORM)
    there = officer.wait_for("年度 评价（终稿）")
    play.say("start by double click, Chinese name", there, f"{time.monotonic() - began:.1f} s to the window")
    time.sleep(6)
    play.picture("01-started")
    officer.keys("Escape", "ctrl+a")
    officer.type("Unit 2026")
    officer.keys("Tab", "ctrl+s", pause=3)
    play.say("edit by keyboard, save", "Unit 2026" in form.read_text("utf-8"))
    play.picture("02-saved")
    officer.start("xdg-open", SECOND)
    there = officer.wait_for("第二份")
    time.sleep(3)
    programs = officer.call("pgrep", "-c", "-f", PROGRAM).stdout.strip()
    told = f"{programs} program; {', '.join(officer.windows())}"
    play.say("a second start hands its file over", there and programs == "1", told)
    time.sleep(3)
    officer.keys("ctrl+shift+p", pause=5)
    play.picture("03-preview")
    officer.keys("Escape", "ctrl+shift+s", pause=4)
    play.say("file dialog", officer.wait_for("另存为"), ", ".join(officer.windows()))
    play.picture("04-save-as")
    officer.keys("Escape", pause=1)


def refuse(play: Play) -> None:
    """Refuse to be replaced or taken away while the program runs."""
    newer = play_path(play, _other_version(play, NEWER))
    for what, done in (("upgrade", play.apt("install", newer)), ("removal", play.apt("remove", "evaldesk"))):
        said = [line for line in done.stderr.splitlines() if "正在运行" in line]
        play.say(f"{what} is refused while it runs", done.returncode != 0 and bool(said), said)
    works = play.officer.call("evaldesk", "--version")
    state = play.officer.call("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "evaldesk").stdout
    play.say("and it still works", works.returncode == 0 and state.startswith("installed"), state)


def newer(play: Play) -> None:
    """Close the program and upgrade: settings and forms stay as they are."""
    officer = play.officer
    kept = [officer.folder / place[1:] for place in (SETTINGS, FORM, SECOND)]
    close(play)
    before = [path.read_bytes() for path in kept]
    done = play.apt("install", play_path(play, _other_version(play, NEWER)))
    state = officer.call("dpkg-query", "-W", "-f", "${Version}", "evaldesk").stdout
    play.say("upgrade", done.returncode == 0 and state == NEWER, state)
    play.say("settings and forms stay as they are", before == [path.read_bytes() for path in kept])
    officer.start("evaldesk", FORM)
    play.say("the newer one opens the form", officer.wait_for("年度 评价（终稿）"), ", ".join(officer.windows()))
    close(play)


def start_time(play: Play) -> None:
    """Measure the start of the installed program up to the picture of its window."""
    spent = []
    for _ in range(5):
        began = time.monotonic()
        play.officer.call("evaldesk", "edit", FORM, "--screenshot", f"{HOME}/window.png")
        spent.append(time.monotonic() - began)
    there = (play.officer.folder / HOME[1:] / "window.png").exists()
    play.say("start time", there, f"start to picture, median of five: {statistics.median(spent):.2f} s")


def remove(play: Play) -> None:
    """Take it away: nothing of it is left, forms and settings stay."""
    kept = [play.officer.folder / place[1:] for place in (SETTINGS, FORM, SECOND)]
    before = [path.read_bytes() for path in kept]
    done = play.apt("purge", "--auto-remove", "evaldesk")
    left = sorted(play.files() - play.before)
    gone = not (play.officer.folder / "opt" / "evaldesk").exists()
    play.say(
        "removed, nothing is left behind",
        done.returncode == 0 and gone and not left,
        left[:8] or (done.stderr if done.returncode else ""),
    )
    kind = play.officer.call("xdg-mime", "query", "default", TYPE).stdout.strip()
    play.say("nothing opens forms any more", not kind, kind)
    play.say("forms and settings stay", before == [path.read_bytes() for path in kept])


def close(play: Play) -> None:
    """Close every window; nothing is unsaved."""
    for _ in range(8):
        if not play.officer.call("pgrep", "-f", PROGRAM).stdout.strip():
            return
        play.officer.keys("Escape", "alt+F4", pause=1)
    play.root.call("pkill", "-f", PROGRAM)


def play_path(play: Play, package: Path) -> str:
    """Put a package into the Debian; return its name there."""
    play.put(package, f"{INSIDE}/{package.name}")
    return f"{INSIDE}/{package.name}"


def _other_version(play: Play, version: str, stale: bool = False) -> Path:
    """Pack the same program under another number, and maybe with a file that today's has not."""
    made = play.pictures.parent / f"evaldesk_{version}_amd64.deb"
    if not made.exists() or made.stat().st_mtime < play.package.stat().st_mtime:
        tree = play.pictures.parent / "other"
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(["dpkg-deb", "--raw-extract", str(play.package), str(tree)], check=True)
        told = (tree / "DEBIAN" / "control").read_text("utf-8")
        depends = told.split("Depends: ")[1].splitlines()[0].split(", ")
        shutil.rmtree(tree / "DEBIAN")
        if stale:
            (tree / STALE).write_text("", "ascii")
        deb.pack(tree, version, depends, made, epoch=1577836800, fast=True)
    return made
