"""Patience: try again, for a moment, what another program stands in the way of.

Virus scanners, sync clients and indexers hold a file for some ten milliseconds right after it was written. On Windows
that makes a rename or an open fail with a sharing violation (32), a lock violation (33) or, for a replace, with
"access denied" (5); on Linux a network share answers EBUSY, ETXTBSY or EAGAIN. All of these pass by themselves. The
pauses grow, and all steps of one save share one budget, so that a save never stalls the window for two seconds.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64)  # 1.27 seconds in all

HELD_ON_WINDOWS = {32, 33}
REFUSED_ON_WINDOWS = HELD_ON_WINDOWS | {5}
HELD = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN}
REFUSED = HELD | {errno.EACCES, errno.EPERM, errno.EEXIST}


def held(error: OSError) -> bool:
    """Tell whether another program holds the file, so that waiting helps."""
    return getattr(error, "winerror", None) in HELD_ON_WINDOWS or error.errno in HELD


def refused(error: OSError) -> bool:
    """Tell whether a replace failed as it does while another program looks at the file.

    Only for a replace: there "access denied" is no matter of rights, since the same folder has just taken a file.
    """
    return getattr(error, "winerror", None) in REFUSED_ON_WINDOWS or error.errno in REFUSED


class Patience:
    """Hold the pauses that are left for one save or one reading."""

    def __init__(self) -> None:
        self._left = list(PAUSES)

    def pause(self) -> bool:
        """Wait a little longer than the last time; tell whether there was any waiting left."""
        if not self._left:
            return False
        time.sleep(self._left.pop(0))
        return True

    def until(self, step: Callable[[], T], passing: Callable[[OSError], bool] = held) -> T:
        """Return what ``step`` returns, tried again while it fails in a ``passing`` way.

        :raises OSError: the last failure.
        """
        while True:
            try:
                return step()
            except OSError as error:
                if not passing(error) or not self.pause():
                    raise
