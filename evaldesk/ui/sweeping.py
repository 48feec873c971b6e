"""Sweeping: Python looks for objects that hold only each other, over and over through everything that it knows.

With a form of 5,000 rows that is a pause of tens of milliseconds between two keys. What a window is filled with lives
as long as the window, so it is left out until a window is closed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from evaldesk.report.memory import uncollected

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

LATER = 1000  # milliseconds after a window was closed
# Objects made and not freed between two looks. A key that changes 5,000 rows makes many and frees the former ones;
# at Python's 700 the slowest of 40 such keys took 67 ms, so 19.
SELDOM = 50_000


def sweep_seldom() -> None:
    """Let Python look for such objects only after many more were made than any key makes."""
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])


@contextmanager
def unswept() -> Iterator[None]:
    """Look through nothing while the block runs, nor later through what was made in it."""
    with uncollected():
        try:
            yield
        finally:
            gc.freeze()


def sweep_after(window: Window) -> None:
    """Let go of what a window held, which is closed now; what the other windows hold is left out again."""
    gc.unfreeze()
    if window.desk.windows:
        QTimer.singleShot(LATER, window.desk, _sweep)


def _sweep() -> None:
    gc.collect()
    gc.freeze()
