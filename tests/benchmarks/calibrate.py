"""One fixed piece of work, timed: benchmarks print it beside their figures, so that machines can be compared."""

from __future__ import annotations

import time
from fractions import Fraction

LOOPS = 20_000


def calibrate() -> float:
    """Return the milliseconds of the fixed loop: the best of five, since noise only ever adds."""
    return min(_once() for _ in range(5))


def _once() -> float:
    start = time.perf_counter()
    total = Fraction(0)
    texts: dict[str, int] = {}
    for number in range(LOOPS):
        key = f"{number % 977}项"
        texts[key] = texts.get(key, 0) + len(key)
        if number % 20 == 0:
            total += Fraction(number % 40, 38)
    assert texts
    assert total > 0
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    print(f"calibration loop: {calibrate():.1f} ms")
