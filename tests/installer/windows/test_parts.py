"""What a build is made from: every part pinned, checked by hash, and what pyproject.toml asks for."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from installer.interpreter import ROOT
from installer.packing.locks import read_lock
from installer.windows import parts

LOCKS = (parts.WHEELS, parts.RUNTIME, parts.ROOTS)


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, str]:
    """Return the version of each wheel that goes into the setup."""
    return {plain(part.name): part.version for part in read_lock(parts.WHEELS)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_of_a_lock_has_its_hash(lock: Path) -> None:
    lines = [line for line in lock.read_text("utf-8").splitlines() if line and not line.startswith(("#", " "))]
    assert len(read_lock(lock)) == len(lines) > 0


def test_the_lock_has_what_the_program_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for asked in map(Requirement, project["dependencies"]):
        assert locked().get(plain(asked.name), "0") in asked.specifier, asked


def test_the_lock_has_what_its_parts_ask_for() -> None:
    """Ask the packages installed here, which are of the same kinds; only what Windows needs counts."""
    windows = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}
    for name in locked():
        for asked in map(Requirement, importlib.metadata.requires(name) or []):
            if asked.marker is None or asked.marker.evaluate(windows):
                assert plain(asked.name) in locked(), f"{name} needs {asked}"


def test_the_runtime_is_the_python_that_the_wheels_are_for() -> None:
    assert {"cp", "3.11", "win_amd64"} <= set(parts.WINDOWS)
    assert [part.version for part in read_lock(parts.RUNTIME)] == ["3.11.0", "3.11.1"]
