"""Way: work in a thread stands aside while a key is on its way to the screen.

Python runs one thread at a time and hands over only every so often; work in the background would make a key wait for
its turn again and again.
"""

from __future__ import annotations

import sys
import threading

LONGEST = 0.3  # seconds that work stands aside at most; then it goes on, whatever happened to the key
TURN = 0.0005  # seconds after which a busy thread hands over to one that waits; Python's own are ten times as long


class Way:
    """Let one thread, the window's, go first. ``step_aside`` is for the others, between two pieces of their work."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()

    @property
    def is_free(self) -> bool:
        """Tell whether nobody goes first now."""
        return self._free.is_set()

    def take(self) -> None:
        """Go first from now on."""
        self._free.clear()

    def leave(self) -> None:
        """Let the others go on."""
        self._free.set()

    def step_aside(self) -> None:
        """Wait as long as the window goes first."""
        self._free.wait(LONGEST)


def take_short_turns() -> None:
    """Let threads hand over to each other quickly."""
    sys.setswitchinterval(TURN)
