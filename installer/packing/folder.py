"""A program folder in the making: our own package put in, what is not needed taken out, all compiled, one time."""

from __future__ import annotations

import os
import py_compile
import shutil
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from installer.interpreter import ROOT


class Dropped(NamedTuple):
    """Name files by patterns of their place in the program folder, and say why they stay out."""

    patterns: tuple[str, ...]
    why: str


def why_dropped(path: str, table: Iterable[Dropped]) -> str:
    """Return why a file stays out, by the first row that names it; nothing for one that stays."""
    for row in table:
        if any(fnmatchcase(path, pattern) for pattern in row.patterns):
            return row.why
    return ""


def add_ourselves(into: Path) -> None:
    """Put our own package, with its resources inside, into a folder of packages."""
    made = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "evaldesk", into / "evaldesk", ignore=made)
    shutil.copytree(ROOT / "resources", into / "evaldesk" / "resources", ignore=made)


def trim(folder: Path, why: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """Take out each file that has a reason to stay out; return the reasons with files and bytes.

    The row without a reason is what stays.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sizes = [(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files]
    for path, (name, _) in zip(files, sizes, strict=True):
        if why(name):
            path.unlink()
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
    return list(sums(sizes, why))


def sums(sizes: Iterable[tuple[str, int]], why: Callable[[str], str]) -> Iterator[tuple[str, int, int]]:
    """Yield for each reason how many files and bytes stayed out because of it; the last line is what stays."""
    found = [(why(path), size) for path, size in sizes]
    for reason in [*sorted({other for other, _ in found} - {""}), ""]:
        of_it = [size for other, size in found if other == reason]
        yield reason, len(of_it), sum(of_it)


def compile_all(folder: Path) -> None:
    """Compile every module once, for good: nobody writes into the program folder again, or looks at times there."""
    for path in sorted(folder.rglob("*.py")):
        py_compile.compile(
            str(path),
            dfile=path.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )


def settle(folder: Path, epoch: int) -> None:
    """Give every file one time, so that the same parts make the same package."""
    for path in sorted(folder.rglob("*")):
        os.utime(path, (epoch, epoch))


def size(folder: Path) -> tuple[int, int]:
    """Return how many files lie in a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
