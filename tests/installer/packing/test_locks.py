"""Locks: pip fetches what they name, and nothing else is taken."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from installer.packing import locks
from installer.words import SetupError

pytestmark = pytest.mark.skipif(
    subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode != 0,
    reason="this Python has no pip",
)


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a wheel of our own; pip looks for wheels in its folder only, without any network."""
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    return path


def lock(folder: Path, sha256: str) -> Path:
    """Write a lock with one part."""
    path = folder / "tiny.lock"
    path.write_text(f"tiny==1.0 \\\n    --hash=sha256:{sha256}\n")
    return path


def test_what_an_older_lock_left_is_not_taken(wheel: Path, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "tiny-0.9-py3-none-any.whl").write_bytes(b"older")
    named = lock(tmp_path, hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert locks.download(named, into, ["--only-binary=:all:"]) == [into / wheel.name]


def test_a_part_that_is_not_the_one_of_the_lock_stops_the_build(wheel: Path, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="校验和不符"):
        locks.download(lock(tmp_path, "0" * 64), tmp_path / "into", ["--only-binary=:all:"])
    assert wheel.exists()
