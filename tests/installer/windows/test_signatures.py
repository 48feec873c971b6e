"""The compiled library of the runtime, held against its signed sources."""

from __future__ import annotations

import hashlib
import py_compile
import zipfile
from pathlib import Path

import pytest

from installer.windows import signatures


def library(folder: Path, source: str, compiled: str) -> tuple[Path, Path]:
    """Return a zip with one compiled module, and the folder of its source, which says ``source``."""
    (folder / "module.py").write_text(compiled)
    py_compile.compile(str(folder / "module.py"), str(folder / "module.pyc"), dfile="module.py", doraise=True)
    with zipfile.ZipFile(folder / "library.zip", "w") as archive:
        archive.write(folder / "module.pyc", "module.pyc")
    (folder / "module.py").write_text(source)
    return folder / "library.zip", folder


@pytest.mark.parametrize(
    ("source", "compiled", "listed", "words"),
    [
        ("x = 1\n", "x = 1\n", True, ""),
        ("x = 1\n", "x = 2\n", True, "not what its source compiles to"),
        ("def f(): return (1, 2.5)\n", "def f(): return (1, 2.6)\n", True, "not what its source compiles to"),
        ("x = 1\n", "x = 1\n", False, "not in the catalogue"),
    ],
)
def test_a_module_that_does_not_come_from_a_signed_source_is_found(
    tmp_path: Path, source: str, compiled: str, listed: bool, words: str
) -> None:
    zipped, sources = library(tmp_path, source, compiled)
    catalogue = tmp_path / "python.cat"
    catalogue.write_bytes(b"..." + (hashlib.sha256(source.encode()).digest() if listed else b"") + b"...")
    found = signatures.library_differences(zipped, sources, catalogue)
    assert [words in line for line in found] == ([True] if words else [])


def test_a_module_without_a_source_is_found(tmp_path: Path) -> None:
    zipped, sources = library(tmp_path, "", "x = 1\n")
    (sources / "module.py").unlink()
    (tmp_path / "python.cat").write_bytes(b"")
    assert signatures.library_differences(zipped, sources, tmp_path / "python.cat") == ["module.pyc: no source"]
