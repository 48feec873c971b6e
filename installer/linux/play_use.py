"""The life with the program: its parts, its commands, by keyboard."""

from __future__ import annotations

import json
import statistics
import time

from installer.interpreter import ROOT
from installer.linux.play import EXAMPLE, FORM, HOME, PACK, SECOND, TYPE, Play
from installer.linux.tree import PROGRAM


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
    programs = len(officer.programs(PROGRAM))
    told = f"{programs} program; {', '.join(officer.windows())}"
    play.say("a second start hands its file over", there and programs == 1, told)
    time.sleep(3)
    officer.keys("ctrl+shift+p", pause=5)
    play.picture("03-preview")
    officer.keys("Escape", "ctrl+shift+s", pause=4)
    play.say("file dialog", officer.wait_for("另存为"), ", ".join(officer.windows()))
    play.picture("04-save-as")
    officer.keys("Escape", pause=1)


def start_time(play: Play) -> None:
    """Measure the start of the installed program up to the picture of its window."""
    spent = []
    for _ in range(5):
        began = time.monotonic()
        play.officer.call("evaldesk", "edit", FORM, "--screenshot", f"{HOME}/window.png")
        spent.append(time.monotonic() - began)
    there = (play.officer.folder / HOME[1:] / "window.png").exists()
    play.say("start time", there, f"start to picture, median of five: {statistics.median(spent):.2f} s")
