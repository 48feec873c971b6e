"""A Debian to try things in: a folder of its own with a screen and a keyboard; needs root and Debian's archive."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

INSIDE = "/try"  # our own folder within the Debian folder
SCREEN = ("xvfb", "xauth", "openbox", "imagemagick", "fonts-wqy-microhei", "locales", "xdotool")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class Debian:
    """Hold a Debian folder with a screen: run programs in it, press keys, take pictures."""

    def __init__(self, folder: Path, environment: Mapping[str, str], user: str = "root") -> None:
        self.folder = folder
        self.environment = {"PATH": PATH, "LANG": "zh_CN.UTF-8", **environment}
        self.user = user

    def call(self, *command: str, limit: float = 200) -> subprocess.CompletedProcess[str]:
        """Run a command inside the folder and wait for it."""
        return subprocess.run(self._inside(command), env=self.environment, capture_output=True, text=True,
                              errors="replace", stdin=subprocess.DEVNULL, timeout=limit)  # fmt: skip

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program inside the folder and go on."""
        return subprocess.Popen(self._inside(command), env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def as_root(self) -> Debian:
        """Return the same Debian, where commands run as root."""
        return Debian(self.folder, self.environment)

    def programs(self, name: str) -> list[int]:
        """Return the numbers of the running processes whose program has this place in the folder."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it may have ended just now
                if (process / "exe").readlink() == self.folder / name:
                    found.append(int(process.name))
        return found

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

    def wait_for(self, title: str, limit: float = 60) -> bool:
        """Wait until a window's title holds ``title``."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if any(title in name for name in self.windows()):
                return True
            time.sleep(0.3)
        return False

    def picture(self, path: Path) -> None:
        """Take a picture of the whole screen."""
        self.as_root().call("import", "-window", "root", f"{INSIDE}/shot.png")
        shutil.copyfile(self.folder / INSIDE[1:] / "shot.png", path)

    def _inside(self, command: tuple[str, ...]) -> list[str]:
        return ["chroot", f"--userspec={self.user}", str(self.folder), *command]


@contextmanager
def opened(folder: Path, suite: str, packages: Sequence[str], display: str, size: str) -> Iterator[None]:
    """Set a Debian up unless it is there, give it a screen, and take all of it down afterwards but the folder."""
    if not (folder / "etc" / "debian_version").exists():
        must(["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(folder)])
    mounted = [folder / name for name in ("proc", "dev")]
    screen: list[subprocess.Popen[bytes]] = []
    for place in mounted:
        if not os.path.ismount(place):
            must(["mount", "--bind", f"/{place.name}", str(place)])
    root = Debian(folder, {"DISPLAY": display, "HOME": "/root"})
    try:
        wanted = " ".join((*SCREEN, *packages))
        must(["chroot", str(folder), "env", "-i", f"PATH={PATH}", "DEBIAN_FRONTEND=noninteractive", "sh", "-ec",
              f"dpkg -s {wanted} > /dev/null 2>&1 || "
              f"{{ apt-get update -q; apt-get install -qy --no-install-recommends {wanted}; }}\n"
              f"localedef -i zh_CN -f UTF-8 zh_CN.UTF-8; mkdir -p {INSIDE}"])  # fmt: skip
        for command in (["Xvfb", display, "-screen", "0", f"{size}x24", "-nolisten", "tcp"], ["openbox"]):
            screen.append(root.start(*command))
            time.sleep(2)
        yield
    finally:
        for process in reversed(screen):
            process.terminate()
            process.wait()
        for place in reversed(mounted):
            subprocess.run(["umount", str(place)], check=False)


def must(command: list[str]) -> None:
    """Run a command; end with its words if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:200]} failed:\n{(done.stdout + done.stderr)[-1500:]}")
