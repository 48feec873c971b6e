"""A Windows to try things in: wine 10 in a Debian 13 folder of its own, with a screen; needs root and Debian's archive.

Debian 12's wine 8 is too old for Qt 6. What this Windows cannot show: SmartScreen and virus scanners, Chinese input,
real printers, screens of several scales, Microsoft's fonts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = "wine wine64 xvfb xauth openbox imagemagick fonts-wqy-microhei locales xdotool".split()  # noqa: SIM905
INSIDE = "/try"  # our own folder within the Debian folder
DRIVE = f"{INSIDE}/prefix/drive_c"
ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": f"{INSIDE}/home",
    "WINEPREFIX": f"{INSIDE}/prefix",
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",  # nobody is asked to download .NET or a browser
    "LANG": "zh_CN.UTF-8",
    "XDG_RUNTIME_DIR": INSIDE,
    "DISPLAY": ":77",
}
# The setup's first part is a 32-bit program, so that a 32-bit Windows can be told why it is refused.
PREPARE = f"""set -e
[ -e /usr/bin/xdotool ] || {{ apt-get update -q; apt-get install -qy --no-install-recommends {" ".join(PACKAGES)}; }}
[ -e /usr/bin/openbox ] || apt-get install -qy --no-install-recommends openbox
localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
[ -e /usr/lib/i386-linux-gnu/wine ] || {{ dpkg --add-architecture i386; apt-get update -q
  apt-get install -qy --no-install-recommends wine32:i386; }}
mkdir -p {INSIDE}/home"""


class Windows:
    """Hold a Debian folder with wine in it: run programs, press keys, take pictures."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drive = folder / DRIVE[1:]

    def call(self, *command: str, limit: float = 200) -> subprocess.CompletedProcess[str]:
        """Run a command of Debian's inside the folder and wait for it."""
        return subprocess.run(self._inside(command), env=ENVIRONMENT, capture_output=True, text=True,
                              errors="replace", stdin=subprocess.DEVNULL, timeout=limit)  # fmt: skip

    def run(self, *command: str, limit: float = 200) -> subprocess.CompletedProcess[str]:
        """Run a Windows program and wait for it."""
        return self.call("wine", *command, limit=limit)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on."""
        return subprocess.Popen(self._inside(("wine", *command)), env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def keys(self, *keys: str, pause: float = 0.5) -> None:
        """Press keys, as xdotool names them, in whatever has the focus."""
        for key in keys:
            self.call("xdotool", "key", "--clearmodifiers", key)
            time.sleep(pause)

    def type(self, text: str) -> None:
        """Type plain letters and figures."""
        self.call("xdotool", "type", "--delay", "60", text)
        time.sleep(0.5)

    def windows(self) -> list[str]:
        """Return the titles of all windows that are seen."""
        found = self.call("xdotool", "search", "--onlyvisible", "--name", ".").stdout.split()
        return [self.call("xdotool", "getwindowname", number).stdout.strip() for number in found]

    def wait_for(self, title: str, limit: float = 40) -> bool:
        """Wait until a window's title holds ``title``."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if any(title in name for name in self.windows()):
                return True
            time.sleep(0.3)
        return False

    def picture(self, path: Path) -> None:
        """Take a picture of the whole screen."""
        self.call("import", "-window", "root", f"{INSIDE}/shot.png")
        shutil.copyfile(self.folder / INSIDE[1:] / "shot.png", path)

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
    if not (folder / "etc" / "debian_version").exists():
        _must(["debootstrap", "--variant=minbase", "--include=ca-certificates", "trixie", str(folder)])
    mounted = [folder / name for name in ("proc", "dev")]
    screen: list[subprocess.Popen[bytes]] = []
    for place in mounted:
        if not os.path.ismount(place):
            _must(["mount", "--bind", f"/{place.name}", str(place)])
    windows = Windows(folder)
    try:
        _must(["chroot", str(folder), "env", "-i", f"PATH={ENVIRONMENT['PATH']}", "DEBIAN_FRONTEND=noninteractive",
               "bash", "-c", PREPARE])  # fmt: skip
        shutil.rmtree(windows.drive.parent, ignore_errors=True)
        for command in (["Xvfb", ":77", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"], ["openbox"]):
            screen.append(subprocess.Popen(["chroot", str(folder), *command], env=ENVIRONMENT,
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))  # fmt: skip
            time.sleep(2)
        windows.run("wineboot", "-u")
        windows.settle()
        yield windows
    finally:
        if windows.drive.exists():
            windows.call("wineserver", "-k")
        for process in reversed(screen):
            process.terminate()
            process.wait()
        for place in reversed(mounted):
            subprocess.run(["umount", str(place)], check=False)


def _must(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:200]} failed:\n{(done.stdout + done.stderr)[-1500:]}")
