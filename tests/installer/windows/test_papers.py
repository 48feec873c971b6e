"""The papers of a build: licences, the bill of materials, and the library held against its sources."""

from __future__ import annotations

import hashlib
import json
import py_compile
import zipfile
from pathlib import Path

import pytest

from installer.windows import licences, sbom, signatures
from installer.windows.parts import RUNTIME, WHEELS, Parts, read_lock

ABOUT = "Metadata-Version: 2.4\r\nName: {name}\r\nVersion: 1.0\r\n{more}\r\nWords about it.\r\n"


def wheel(folder: Path, name: str, more: str, texts: dict[str, str]) -> Path:
    """Make a wheel with only papers in it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", ABOUT.format(name=name, more=more))
        for place, text in texts.items():
            archive.writestr(f"{name}-1.0.dist-info/{place}", text)
    return path


def parts_with(folder: Path, *wheels: Path) -> Parts:
    """Return the parts of a build that has these wheels."""
    (folder / "LICENSE.txt").write_text("PYTHON'S LICENCE")
    return Parts(list(wheels), folder, folder, folder)


def test_the_licences_of_all_parts_stand_in_one_page(tmp_path: Path) -> None:
    made = parts_with(
        tmp_path,
        wheel(tmp_path, "tiny", "License-Expression: MIT\r\n", {"licenses/LICENSE": "TINY'S LICENCE"}),
        wheel(tmp_path, "shiboken6", "License: LGPL\r\n", {"licenses/LicenseRef-Qt-Commercial.txt": "NOT OURS"}),
    )
    page = licences.page(licences.gather(made, "0.9"))
    for words in ("evaldesk 0.9", "Apache License", "PYTHON'S LICENCE", "TINY'S LICENCE", "SIL OPEN FONT LICENSE"):
        assert words.lower() in page.lower()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page
    assert "GNU GENERAL PUBLIC LICENSE" in page
    assert "NOT OURS" not in page


def test_a_part_without_a_licence_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no licence found for silent"):
        licences.gather(parts_with(tmp_path, wheel(tmp_path, "silent", "", {})), "0.9")


def test_the_bill_names_parts_with_hash_and_licence_and_is_the_same_each_time() -> None:
    locked = read_lock(WHEELS)
    found = [licences.Licence("evaldesk", "0.9", "Apache-2.0", "x"), licences.Licence("CPython", "3.11.9", "P", "x")]
    found += [licences.Licence(part.name, part.version, "MIT", "x") for part in locked]
    bill = sbom.bill(found, "0.9", 1767225600)
    assert bill == sbom.bill(found, "0.9", 1767225600)
    told = json.loads(bill)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    assert told["metadata"]["component"]["version"] == "0.9"
    assert told["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"
    hashes = {entry["content"] for part in told["components"] for entry in part.get("hashes", [])}
    assert hashes == {part.sha256 for part in [*locked, read_lock(RUNTIME)[0]]}


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
