"""The surroundings of the programs that benchmarks start: as in an installation, where compiled files are kept."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """Return the variables for a measured program; each is run once unmeasured, so that nothing is compiled anew."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**ours, "PYTHONPATH": str(ROOT), **more}
