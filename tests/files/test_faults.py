"""A short sample of each fault that ``tests/long/faults.py`` plays by the thousand."""

from __future__ import annotations

import os
import sys

import pytest

if os.name != "posix":
    pytest.skip("the rig kills and forks as only POSIX can", allow_module_level=True)

from tests.long.faults import FAULTS


@pytest.mark.parametrize("name", sorted(FAULTS))
@pytest.mark.skipif(sys.platform != "linux", reason="the rig counts on what Linux tells of processes")
def test_nothing_is_lost(name: str) -> None:
    play, _, short = FAULTS[name]
    told = play(short)
    assert told.total() > 0
