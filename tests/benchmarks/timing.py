"""What a benchmark of the screen measures: medians and 99th percentiles in ms."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what was measured of one way, in ms."""

    median: float
    p99: float

    def __str__(self) -> str:
        return f"{self.median:6.2f} / {self.p99:6.2f}"


def figures(taken: Sequence[float]) -> Figures:
    """Return the figures of single times in ms."""
    ordered = sorted(taken)
    return Figures(statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))])


def timed(work: Callable[[int], object], times: int) -> Figures:
    """Return how long ``work`` takes, called with 0, 1, 2 …; the first calls warm up and do not count."""
    for number in range(5):
        work(number)
    taken = []
    gc.collect()
    for number in range(times):
        start = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - start) * 1000)
    return figures(taken)
