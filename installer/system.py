"""The system's own libraries: which of those that Qt needs cannot be loaded, and installing them where we may.

Nothing is guessed from package lists: a library is missing when the loader cannot load it. The package names are
Debian's, found by adding one at a time to a bare Debian 12; Ubuntu answers to the same names.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from installer.words import SetupError, say

# Library -> Debian package. What Qt needs to start at all, even without a screen:
BASE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
}
# ... and to open a window on X11.
SCREEN = BASE | {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND = BASE | {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}


def loadable(library: str) -> bool:
    """Tell whether the loader finds ``library`` and everything that it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(libraries: Mapping[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded, each once; none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    return list(dict.fromkeys(package for library, package in libraries.items() if not loadable(library)))


def libraries_for(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return what Qt needs on the screen that ``environ`` names, if it names one."""
    if environ.get("DISPLAY"):
        return SCREEN
    return WAYLAND if environ.get("WAYLAND_DISPLAY") else BASE


def provide(libraries: Mapping[str, str], may_install: bool = True) -> None:
    """Make all ``libraries`` loadable, by installing what is missing where we may.

    :raises SetupError: when something is missing and may not or cannot be installed; the sentence names it.
    """
    packages = missing(libraries)
    if not packages or (may_install and install(packages) and not missing(libraries)):
        return
    names = " ".join(missing(libraries))
    raise SetupError(
        f"缺少界面所需的系统库，请让管理员执行：apt install {names}（其他系统请安装同名的库），再运行一次。",
        f"System libraries are missing; run: apt install {names} (elsewhere: the packages of the same libraries).",
    )


def install(packages: Iterable[str]) -> bool:
    """Install Debian packages if this is Debian or Ubuntu and we are root, or sudo asks for no password."""
    rights = _rights()
    if rights is None:
        return False
    names = list(packages)
    say(f"正在安装系统软件包：{' '.join(names)}", f"Installing system packages with apt-get: {' '.join(names)}")
    # The lists on a fresh machine may be empty or old; they are fetched only when the first try fails.
    return _apt(rights, names) or (_run([*rights, "apt-get", "update", "-q"]) and _apt(rights, names))


def _rights() -> list[str] | None:
    """Return the words before ``apt-get`` that give us the right to install; None when we have none."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _run(["sudo", "-n", "true"]) else None


def _apt(rights: list[str], packages: list[str]) -> bool:
    quiet = ["-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    return _run([*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *quiet, *packages])


def _run(command: list[str]) -> bool:
    """Run without a word; tell whether it worked."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0
