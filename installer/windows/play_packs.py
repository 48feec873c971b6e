"""The life with a template pack: made, opened by double click, installed, used, kept by an upgrade, taken back."""

from __future__ import annotations

import json
import time

from installer.interpreter import ROOT
from installer.windows.play import Play

BASE, NEW = "jiangmen-annex-3@2023", "jiangmen-annex-3@2026"
PLACE, PACK = "表 样", "表 样/二〇二六 年度.evtemplates"


def packs(play: Play) -> None:
    """Make a pack of a template of next year, and play what an officer does with it."""
    windows = play.windows
    source = json.loads((ROOT / "resources" / "templates" / f"{BASE}.json").read_text("utf-8"))
    source["edition"] = NEW.partition("@")[2]
    folder = windows.drive / PLACE
    folder.mkdir(exist_ok=True)
    (folder / f"{NEW}.json").write_text(json.dumps(source, ensure_ascii=False), "utf-8")
    pack = f"C:\\{PACK}".replace("/", "\\")
    made = play.command("templates", "--pack", f"C:\\{PLACE}", "-o", pack, "--title", "二〇二六年度", "--force")
    play.say("a pack is made", made.returncode == 0 and (windows.drive / PACK).is_file(), made.stdout + made.stderr)
    windows.start("start", pack)
    play.say("a pack opens by double click", windows.wait_for("安装模板包"), windows.windows())
    time.sleep(3)
    play.picture("15-pack")
    windows.keys("Return", pause=3)
    play.picture("16-pack-installed")
    known = play.command("templates").stdout
    play.say("it is installed", NEW in known and "二〇二六年度" in known, known.splitlines()[-1:])
    new = play.command("new", "jiangmen-annex-3", "-o", "C:\\表 样\\新表.evform", "--force")
    there = (windows.drive / PLACE / "新表.evform").read_text("utf-8") if new.returncode == 0 else new.stderr
    play.say("a form of it is made", NEW in there, there[:120])
    windows.keys("alt+F4", pause=4)
    code = windows.run("C:\\setup.exe", "/S").returncode
    kept = NEW in play.command("templates").stdout
    play.say("it stays when the program is installed anew", code == 0 and kept, f"exit code {code}")
    back = play.command("templates", "--rollback", "--force")
    play.say("it is taken back", back.returncode == 0 and NEW not in play.command("templates").stdout, back.stdout)
