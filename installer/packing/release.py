"""What all results of one release have in common: version, time, checksums."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer.interpreter import ROOT


def own_version() -> str:
    """Return the version of the program; it stands in ``evaldesk/__init__.py`` alone."""
    text = (ROOT / "evaldesk" / "__init__.py").read_text("utf-8")
    return re.findall(r'^__version__ = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)[0]  # type: ignore[no-any-return]


def moment() -> int:
    """Return the time that files get, so that builds can be compared: SOURCE_DATE_EPOCH, else the last commit's."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return int(told.stdout) if told.returncode == 0 else 1577836800


def sums(made: Iterable[Path]) -> str:
    """Return the checksums of files as ``sha256sum -c`` reads them."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
