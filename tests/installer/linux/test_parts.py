"""What the package is made from: every part pinned, checked by hash, and what pyproject.toml asks for."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name

from installer.interpreter import ROOT
from installer.linux import fcitx, papers, parts, runtime
from installer.packing.locks import read_lock
from installer.windows.parts import WHEELS as WINDOWS_WHEELS
from installer.words import SetupError


def locked() -> dict[str, str]:
    """Return the version of each wheel that goes into the package."""
    return {canonicalize_name(part.name): part.version for part in read_lock(parts.WHEELS)}


@pytest.mark.parametrize("lock", [parts.WHEELS, parts.COMPILER], ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_its_hash(lock: Path) -> None:
    lines = [line for line in lock.read_text("utf-8").splitlines() if line and not line.startswith(("#", " "))]
    assert len(read_lock(lock)) == len(lines) > 0


@pytest.mark.parametrize("lock", [parts.SOURCES, parts.FCITX, parts.XCB], ids=lambda lock: lock.name)
def test_every_file_of_a_lock_has_its_hash(lock: Path) -> None:
    lines = [line for line in lock.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    files = parts.read_files(lock)
    assert len(files) == len(lines) > 0
    assert all(file.place.startswith("pool/main/") for file in files)
    assert len({file.name for file in files}) == len(files), "they lie in one folder"


def test_the_lock_has_what_the_program_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for asked in map(Requirement, project["dependencies"]):
        assert locked().get(canonicalize_name(asked.name), "0") in asked.specifier, asked
    assert parts.PYTHON in Requirement(f"python {project['requires-python']}").specifier


def test_the_lock_has_what_its_parts_ask_for() -> None:
    """Ask the packages installed here, which are of the same versions; only what Linux needs counts."""
    there = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "extra": "",
             "python_version": parts.PYTHON, "python_full_version": f"{parts.PYTHON}.5"}  # fmt: skip
    for name in locked():
        for asked in map(Requirement, importlib.metadata.requires(name) or []):
            if asked.marker is None or asked.marker.evaluate(there):
                assert canonicalize_name(asked.name) in locked(), f"{name} needs {asked}"


def test_windows_and_linux_ship_the_same_versions() -> None:
    assert locked() == {canonicalize_name(part.name): part.version for part in read_lock(WINDOWS_WHEELS)}


def test_pip_is_asked_for_wheels_of_the_oldest_glibc_and_of_the_compiled_python() -> None:
    platforms = [word for word in parts.LINUX if word.startswith("manylinux")]
    assert f"manylinux_{runtime.GLIBC.replace('.', '_')}_x86_64" == platforms[0]
    assert all(tuple(map(int, re.findall(r"\d+", name)[:2])) <= (2, 28) for name in platforms if "_2_" in name)
    version = tuple(map(int, parts.PYTHON.split(".")))
    tags = {str(tag) for tag in (*cpython_tags(version, platforms=platforms), *compatible_tags(version))}
    assert f"cp{parts.PYTHON.replace('.', '')}-abi3-manylinux_2_28_x86_64" in tags


def test_each_part_from_debian_has_its_papers() -> None:
    named = {file.package for lock in (parts.SOURCES, parts.XCB) for file in parts.read_files(lock)} | {fcitx.SOURCE}
    assert named == set(papers.sources()) == set(papers.NAMES)
    assert papers.sources()["python3.13"].version.startswith(f"{parts.PYTHON}.")
    assert papers.sources()[fcitx.SOURCE].version == "1.2.7"


def test_a_file_of_the_mirror_is_taken_only_with_its_hash(tmp_path: Path) -> None:
    """Let the mirror be a folder."""
    mirror, into = tmp_path / "mirror", tmp_path / "into"
    (mirror / "pool").mkdir(parents=True)
    (mirror / "pool" / "tiny_1.0-1.dsc").write_bytes(b"tiny")
    right = parts.File(hashlib.sha256(b"tiny").hexdigest(), "pool/tiny_1.0-1.dsc")
    assert parts.from_mirror(right, mirror.as_uri(), into).read_bytes() == b"tiny"
    assert (right.package, right.version) == ("tiny", "1.0-1")
    with pytest.raises(SetupError) as caught:
        parts.from_mirror(right._replace(sha256="0" * 64), mirror.as_uri(), into)
    assert "校验和不符" in caught.value.chinese
    assert not (into / right.name).exists(), "thrown away, so that the next try fetches it anew"
    with pytest.raises(SetupError) as caught:
        parts.from_mirror(right._replace(place="pool/gone.dsc"), mirror.as_uri(), into)
    assert "没能下载" in caught.value.chinese
