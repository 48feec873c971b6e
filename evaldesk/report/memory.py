"""Memory: let a large piece of work run without the collector of reference cycles looking for what is not there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector, and let it go on afterwards if it was on.

    Pages are many small values without cycles; looking through them again and again makes the work grow faster than
    the form does (5,000 rows took half as long again).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
