"""The files of the package, laid out as they will lie on the system: /opt/evaldesk and what points to it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

from installer.linux import trim
from installer.linux.parts import HERE, PYTHON, Parts
from installer.linux.runtime import PREFIX, Runtime
from installer.packing import folder

# Where Python looks, and nowhere else: no variable, no folder of the user. The lines are read from beside the program.
SEARCH = f"../lib/python{PYTHON}\n../lib/python{PYTHON}/lib-dynload\n../packages\n"
# What Python's library asks about its own build, without the folders of the build: only where time zones lie.
FACTS = f"lib/python{PYTHON}/_sysconfigdata__linux_x86_64-linux-gnu.py"
ZONES = 'build_time_vars = {"TZPATH": "/usr/share/zoneinfo"}\n'
# Place on the system -> our file.
ENTRIES = {
    "usr/share/applications/evaldesk.desktop": "evaldesk.desktop",
    "usr/share/mime/packages/evaldesk.xml": "evaldesk.xml",
}
PROGRAM = f"{PREFIX[1:]}/bin/python{PYTHON}"
PACKAGES = f"{PREFIX[1:]}/packages"
QT_LIBRARIES = f"{PACKAGES}/PySide6/Qt/lib"
LAUNCHER = f"""#!/bin/sh
# Our input plugin knows fcitx 4 and 5 by the older name.
[ "$QT_IM_MODULE" = fcitx5 ] && export QT_IM_MODULE=fcitx
# Nothing is compiled into the program's folder, and file names are UTF-8 in every language.
exec /{PROGRAM} -B -X utf8 -m evaldesk "$@"
"""


def lay_out(parts: Parts, runtime: Runtime, plugin: Path, into: Path) -> list[tuple[str, int, int]]:
    """Lay the files of the package out anew; return the table of what stayed out (reason, files, bytes)."""
    shutil.rmtree(into, ignore_errors=True)
    own = into / PREFIX[1:]
    shutil.copytree(runtime.python, own, symlinks=True)
    for link in [path for path in own.rglob("*") if path.is_symlink()]:
        link.unlink()
    (own / "bin" / f"python{PYTHON}._pth").write_text(SEARCH, "ascii")
    packages = into / PACKAGES
    for wheel in parts.wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(packages)
    shutil.copyfile(plugin, packages / "PySide6/Qt/plugins/platforminputcontexts" / plugin.name)
    folder.add_ourselves(packages)
    for cache in list(own.rglob("__pycache__")):
        shutil.rmtree(cache)
    table = folder.trim(own, trim.why_dropped)
    (own / FACTS).write_text(ZONES, "ascii")
    launcher = into / "usr" / "bin" / "evaldesk"
    launcher.parent.mkdir(parents=True)
    launcher.write_text(LAUNCHER, "ascii")
    launcher.chmod(0o755)
    for place, name in ENTRIES.items():
        (into / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / "files" / name, into / place)
    return table


def finish(into: Path) -> None:
    """Compile every module by the package's own Python, for good: nobody writes into its folder again."""
    options = ["-q", "-j0", "--invalidation-mode", "unchecked-hash", "-s", str(into), "-p", "/"]
    for place in (f"lib/python{PYTHON}", "packages"):
        done = [str(into / PROGRAM), "-B", "-m", "compileall", *options, str(into / PREFIX[1:] / place)]
        subprocess.run(done, check=True)
    for path in into.rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
