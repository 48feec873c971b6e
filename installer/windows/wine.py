"""A Windows to try things in: wine 10 in a Debian 13 folder of its own, with a screen; needs root and Debian's archive.

Debian 12's wine 8 is too old for Qt 6. What this Windows cannot show: SmartScreen and virus scanners, Chinese input,
real printers, screens of several scales, Microsoft's fonts.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.packing import debian
from installer.packing.debian import INSIDE, Debian

DRIVE = f"{INSIDE}/prefix/drive_c"
DISPLAY = ":77"
ENVIRONMENT = {
    "HOME": f"{INSIDE}/home",
    "WINEPREFIX": f"{INSIDE}/prefix",
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",  # nobody is asked to download .NET or a browser
    "XDG_RUNTIME_DIR": INSIDE,
    "DISPLAY": DISPLAY,
}
# The setup's first part is a 32-bit program, so that a 32-bit Windows can be told why it is refused.
FOR_32_BIT = """[ -e /usr/lib/i386-linux-gnu/wine ] || { dpkg --add-architecture i386; apt-get update -q
  apt-get install -qy --no-install-recommends wine32:i386; }"""


class Windows(Debian):
    """Hold a Debian folder with wine in it: run programs, press keys, take pictures."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, ENVIRONMENT)
        self.drive = folder / DRIVE[1:]

    def run(self, *command: str, limit: float = 200) -> subprocess.CompletedProcess[str]:
        """Run a Windows program and wait for it."""
        return self.call("wine", *command, limit=limit)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on."""
        return super().start("wine", *command)

    def put(self, source: Path, name: str) -> str:
        """Copy a file onto drive C; return its Windows name."""
        (self.drive / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.drive / name)
        return "C:\\" + name.replace("/", "\\")

    def settle(self) -> None:
        """Wait until every Windows program has ended."""
        self.call("wineserver", "-w", limit=60)

    def end_all(self) -> None:
        """End every Windows program, whatever it is doing."""
        self.call("wineserver", "-k")
        self.settle()

    def _inside(self, command: tuple[str, ...]) -> list[str]:
        return ["chroot", str(self.folder), "env", "-C", DRIVE if self.drive.exists() else "/", *command]


@contextmanager
def opened(folder: Path) -> Iterator[Windows]:
    """Set up what is missing, yield a fresh Windows with a screen, and end everything afterwards."""
    with debian.opened(folder, "trixie", ("wine", "wine64"), DISPLAY, "1920x1200"):
        debian.must(["chroot", str(folder), "env", "-i", f"PATH={debian.PATH}", "DEBIAN_FRONTEND=noninteractive",
                     "sh", "-ec", FOR_32_BIT])  # fmt: skip
        windows = Windows(folder)
        (folder / ENVIRONMENT["HOME"][1:]).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(windows.drive.parent, ignore_errors=True)
        windows.run("wineboot", "-u")
        windows.settle()
        try:
            yield windows
        finally:
            windows.call("wineserver", "-k")
