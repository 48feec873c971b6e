"""Stand-ins for programs: small scripts on a PATH of their own that answer as told and log how they were called."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def program(folder: Path, name: str, answer: str = "", code: int = 0) -> Path:
    """Put a program into ``folder`` that prints ``answer``, ends with ``code`` and logs its arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    script = f"#!/bin/sh\necho \"{name} $*\" >> '{folder / 'calls'}'\ncat <<'END'\n{answer}\nEND\nexit {code}\n"
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def python(folder: Path, name: str, version: str, *, ordinary: bool = True, venv: bool = True) -> Path:
    """Put a Python into ``folder`` that says this about itself."""
    about = {"executable": str(folder / name), "version": version, "ordinary": ordinary, "venv": venv}
    return program(folder, name, json.dumps(about))


def calls(folder: Path) -> list[str]:
    """Return how the programs in ``folder`` were called, in order."""
    log = folder / "calls"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []
