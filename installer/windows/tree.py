"""The program folder: the runtime, the wheels and our own package under ``lib``, all trimmed and compiled."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from installer.packing import folder
from installer.windows import trim
from installer.windows.parts import Parts

# Microsoft's C++ runtime: one copy, beside the program. The newer one of the wheels is taken for Python's own
# part of it, too, since the parts must be of one version.
CPP_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll")
# Where Python looks, and nowhere else: no variable, no registry, no folder of the user.
SEARCH = "python311.zip\n.\nlib\n"


def lay_out(parts: Parts, into: Path, epoch: int) -> list[tuple[str, int, int]]:
    """Make the program folder anew, without launchers; return the table of what stayed out (reason, files, bytes)."""
    shutil.rmtree(into, ignore_errors=True)
    lib = into / "lib"
    shutil.copytree(parts.runtime, into, ignore=shutil.ignore_patterns("LICENSE.txt"))
    for wheel in parts.wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(lib)
    for name in CPP_RUNTIME:
        shutil.copyfile(lib / "shiboken6" / name, into / name)
    (into / "python311._pth").write_text(SEARCH, "ascii", newline="\r\n")
    folder.add_ourselves(lib)
    table = folder.trim(into, trim.why_dropped)
    folder.compile_all(lib)
    folder.settle(into, epoch)
    return table
