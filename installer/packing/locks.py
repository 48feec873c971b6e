"""Locks: every part that a build takes from elsewhere is named with its SHA-256 and checked before it is opened."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from installer.words import SetupError

ENTRY = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+) \\\n    --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)


class Part(NamedTuple):
    """Hold one line of a lock: a package, its version and the SHA-256 of its one file."""

    name: str
    version: str
    sha256: str


def read_lock(lock: Path) -> list[Part]:
    """Return the parts that a lock names."""
    return [Part(*found) for found in ENTRY.findall(lock.read_text("utf-8"))]


def download(lock: Path, into: Path, options: Iterable[str]) -> list[Path]:
    """Let pip fetch what a lock names and ``into`` lacks; ``options`` say for which system; return the files.

    What lies there from an older lock is not among them.

    :raises SetupError: when a part cannot be had or is not the one that the lock names.
    """
    into.mkdir(parents=True, exist_ok=True)
    # pip takes what lies there already (--find-links) if its hash is right, and downloads it again if not.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(lock), "-d", str(into), *options], capture_output=True, text=True
    )
    if done.returncode:
        raise SetupError(
            f"{lock.name} 中的部件没能下载或校验和不符：\n{done.stderr.strip()[-1500:]}",
            f"A part of {lock.name} could not be downloaded, or is not the one that the lock names.",
        )
    named = {part.sha256 for part in read_lock(lock)}
    return [
        path
        for path in sorted(into.iterdir())
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() in named
    ]
