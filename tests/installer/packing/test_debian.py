"""The Debian of a play: its own programs are found, and none of the machine around it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from installer.packing.debian import Debian


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_programs_are_known_by_their_place_in_the_folder(tmp_path: Path) -> None:
    program = Path("/proc/self/exe").resolve()
    assert os.getpid() in Debian(program.parent, {}).programs(program.name)
    assert Debian(tmp_path, {}).programs(program.name) == []
