"""Two small libraries of X11 that Qt asks for and offices may lack: the package brings them itself.

Desktops of Qt 5 have no libxcb-cursor, and a PC without a network cannot get it; systems of Debian 10's kin have
another generation of libxcb-util. Both are Debian 11's own, which ask for less than the rest of the package.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installer.linux.parts import XCB, Parts, read_files

# Debian package -> the name under which programs ask for its library.
LIBRARIES = {"libxcb-cursor0": "libxcb-cursor.so.0", "libxcb-util1": "libxcb-util.so.1"}


def open_packages(parts: Parts, work: Path) -> dict[str, Path]:
    """Open both packages below ``work``; return the folder of each."""
    folders = {}
    for file in read_files(XCB):
        folders[file.package] = work / "xcb" / file.package
        shutil.rmtree(folders[file.package], ignore_errors=True)
        folders[file.package].mkdir(parents=True)
        subprocess.run(["dpkg-deb", "--extract", parts.files / file.name, folders[file.package]], check=True)
    return folders


def put(packages: dict[str, Path], into: Path) -> None:
    """Put the libraries into the folder of Qt's, where Qt looks first."""
    for package, name in LIBRARIES.items():
        shutil.copyfile(packages[package] / "usr" / "lib" / "x86_64-linux-gnu" / name, into / name)


def licence(packages: dict[str, Path], package: str) -> Path:
    """Return the licence of one of the two."""
    return packages[package] / "usr" / "share" / "doc" / package / "copyright"
