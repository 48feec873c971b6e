"""The papers of a build: licences and the bill of materials."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from installer.packing import licences, sbom
from installer.packing.locks import read_lock
from installer.windows.parts import RUNTIME, WHEELS

ABOUT = "Metadata-Version: 2.4\r\nName: {name}\r\nVersion: 1.0\r\n{more}\r\nWords about it.\r\n"


def wheel(folder: Path, name: str, more: str, texts: dict[str, str]) -> Path:
    """Make a wheel with only papers in it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", ABOUT.format(name=name, more=more))
        for place, text in texts.items():
            archive.writestr(f"{name}-1.0.dist-info/{place}", text)
    return path


PYTHON = licences.Licence("CPython", "3", "Python-2.0", "PYTHON'S LICENCE")


def test_the_licences_of_all_parts_stand_in_one_page(tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, "tiny", "License-Expression: MIT\r\n", {"licenses/LICENSE": "TINY'S LICENCE"}),
        wheel(tmp_path, "shiboken6", "License: LGPL\r\n", {"licenses/LicenseRef-Qt-Commercial.txt": "NOT OURS"}),
    ]
    page = licences.page(licences.gather("0.9", [PYTHON], wheels, "lib/PySide6"))
    assert "以动态库形式放在 lib/PySide6 文件夹里" in page
    for words in ("evaldesk 0.9", "Apache License", "PYTHON'S LICENCE", "TINY'S LICENCE", "SIL OPEN FONT LICENSE"):
        assert words.lower() in page.lower()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page
    assert "GNU GENERAL PUBLIC LICENSE" in page
    assert "NOT OURS" not in page


def test_a_part_without_a_licence_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no licence found for silent"):
        licences.gather("0.9", [PYTHON], [wheel(tmp_path, "silent", "", {})], "lib/PySide6")


def test_the_bill_names_parts_with_hash_and_licence_and_is_the_same_each_time() -> None:
    locked = read_lock(WHEELS)
    found = [licences.Licence("evaldesk", "0.9", "Apache-2.0", "x"), licences.Licence("CPython", "3.11.9", "P", "x")]
    found += [licences.Licence(part.name, part.version, "MIT", "x") for part in locked]
    runtime, _ = read_lock(RUNTIME)
    origins = sbom.origins(locked) | {"cpython": sbom.from_pypi(runtime)}
    bill = sbom.bill(found, origins, "0.9", 1767225600)
    assert bill == sbom.bill(found, origins, "0.9", 1767225600)
    told = json.loads(bill)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    assert told["metadata"]["component"]["version"] == "0.9"
    assert told["metadata"]["component"]["type"] == "application"
    assert {part["type"] for part in told["components"]} == {"library"}
    assert told["metadata"]["timestamp"] == "2026-01-01T00:00:00Z"
    hashes = {entry["content"] for part in told["components"] for entry in part.get("hashes", [])}
    assert hashes == {part.sha256 for part in [*locked, runtime]}
