"""The life of the package: installed, upgraded, refused while it runs, taken away."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installer.linux import deb
from installer.linux.play import FORM, SECOND, SETTINGS, TYPE, Play, close
from installer.packing.debian import INSIDE

OLDER, NEWER = "0.0.1", "99.0.0"
STALE = "opt/evaldesk/packages/evaldesk/of_the_older_version.py"


def install(play: Play) -> None:
    """Let apt install the older version with all that it asks for."""
    older = _other_version(play, OLDER, stale=True)
    play.apt("update")
    play.apt("purge", "--auto-remove", "evaldesk")  # left by a play that was broken off
    play.before = play.files()
    done = play.apt("install", offered(play, older))
    play.say("apt installs it with what it asks for", done.returncode == 0, done.stderr if done.returncode else "")
    told = play.officer.call("dpkg-query", "-W", "-f", "${Version} ${Installed-Size} KiB", "evaldesk").stdout
    play.say("installed", told.startswith(OLDER), told)


def upgrade(play: Play) -> None:
    """Put the version of today over the older one."""
    done = play.apt("install", offered(play, play.package))
    stale = (play.officer.folder / STALE).exists()
    told = play.officer.call("evaldesk", "--version").stdout
    play.say("a newer version takes its place", done.returncode == 0 and not stale and "evaldesk" in told, told)
    again = play.root.call("dpkg", "--verify", "evaldesk").stdout
    play.say("every file is as it was packed", not again.strip(), again)


def refuse(play: Play) -> None:
    """Refuse to be replaced or taken away while the program runs."""
    newer = offered(play, _other_version(play, NEWER))
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
    done = play.apt("install", offered(play, _other_version(play, NEWER)))
    state = officer.call("dpkg-query", "-W", "-f", "${Version}", "evaldesk").stdout
    play.say("upgrade", done.returncode == 0 and state == NEWER, state)
    play.say("settings and forms stay as they are", before == [path.read_bytes() for path in kept])
    officer.start("evaldesk", FORM)
    play.say("the newer one opens the form", officer.wait_for("年度 评价（终稿）"), ", ".join(officer.windows()))
    close(play)


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


def offered(play: Play, package: Path) -> str:
    """Put a package into the Debian; return its name there."""
    play.put(package, f"{INSIDE}/{package.name}")
    return f"{INSIDE}/{package.name}"


def _other_version(play: Play, version: str, stale: bool = False) -> Path:
    """Pack the same program under another number, and maybe with a file that today's has not."""
    made = play.pictures.parents[1] / f"evaldesk_{version}_amd64.deb"
    if not made.exists() or made.stat().st_mtime < play.package.stat().st_mtime:
        tree = play.pictures.parents[1] / "other"
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(["dpkg-deb", "--raw-extract", str(play.package), str(tree)], check=True)
        told = (tree / "DEBIAN" / "control").read_text("utf-8")
        depends = told.split("Depends: ")[1].splitlines()[0].split(", ")
        shutil.rmtree(tree / "DEBIAN")
        if stale:
            (tree / STALE).write_text("", "ascii")
        deb.pack(tree, version, depends, made, epoch=1577836800, fast=True)
    return made
