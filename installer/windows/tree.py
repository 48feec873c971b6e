"""The program folder: the runtime, the wheels and our own package under ``lib``, all trimmed and compiled."""

from __future__ import annotations

import os
import py_compile
import shutil
import zipfile
from pathlib import Path

from installer.interpreter import ROOT
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
    _add_ourselves(lib)
    table = _trim(into)
    _compile(lib)
    settle(into, epoch)
    return table


def settle(folder: Path, epoch: int) -> None:
    """Give every file one time, so that the same parts make the same setup."""
    for path in sorted(folder.rglob("*")):
        os.utime(path, (epoch, epoch))


def size(folder: Path) -> tuple[int, int]:
    """Return how many files lie in a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _add_ourselves(lib: Path) -> None:
    made = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "evaldesk", lib / "evaldesk", ignore=made)
    shutil.copytree(ROOT / "resources", lib / "evaldesk" / "resources", ignore=made)


def _trim(folder: Path) -> list[tuple[str, int, int]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sizes = [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files]
    for path, (name, _) in zip(files, sizes, strict=True):
        if trim.why_dropped(name):
            path.unlink()
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return list(trim.sums(sizes))


def _compile(lib: Path) -> None:
    """Compile every module once, for good: nobody writes into the program folder again, or looks at times there."""
    for path in sorted(lib.rglob("*.py")):
        py_compile.compile(
            str(path),
            dfile=path.relative_to(lib).as_posix(),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
