"""What a play of the package needs: the Debian, the package, where pictures go, what came of each step."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from installer.interpreter import ROOT
from installer.linux.tree import PROGRAM
from installer.packing.debian import Debian
from installer.packing.play import Outcomes

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
HOME = "/home/officer"
FORM, SECOND = f"{HOME}/表 格/年度 评价（终稿）.evform", f"{HOME}/表 格/第二份.evform"
SETTINGS = f"{HOME}/.local/share/evaldesk/settings.json"
TYPE = "application/vnd.evaldesk.form+json"
PACK = "application/vnd.evaldesk.templates+zip"
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


def close(play: Play) -> None:
    """Close every window; nothing is unsaved. What does not listen is ended."""
    for _ in range(8):
        if not play.officer.programs(PROGRAM):
            return
        play.officer.keys("Escape", "alt+F4", pause=1)
    for number in play.officer.programs(PROGRAM):
        os.kill(number, signal.SIGKILL)
