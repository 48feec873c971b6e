"""Affine maps as Pillow takes them: (a, b, c, d, e, f) sends (x, y) to (ax + by + c, dx + ey + f)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Affine = tuple[float, float, float, float, float, float]
Pair = tuple[tuple[float, float], tuple[float, float]]

UNMOVED: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def then(first: Affine, second: Affine) -> Affine:
    """Return the map that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (g * a + h * d, g * b + h * e, g * c + h * f + i, j * a + k * d, j * b + k * e, j * c + k * f + m)


def scaled(factor: float) -> Affine:
    """Return the map that makes everything ``factor`` times as large."""
    return (factor, 0.0, 0.0, 0.0, factor, 0.0)


def size_of(affine: Affine) -> float:
    """Return by how much a map makes things larger."""
    a, b, _, d, e, _ = affine
    return math.sqrt(abs(a * e - b * d))


def similar(pairs: Sequence[Pair]) -> Affine:
    """Return the map without shear that sends the first point of each pair nearest to the second."""
    n = len(pairs)
    ux, uy = sum(p[0] for p, _ in pairs) / n, sum(p[1] for p, _ in pairs) / n
    vx, vy = sum(q[0] for _, q in pairs) / n, sum(q[1] for _, q in pairs) / n
    along = across = room = 0.0
    for (px, py), (qx, qy) in pairs:
        px, py, qx, qy = px - ux, py - uy, qx - vx, qy - vy
        along += px * qx + py * qy
        across += px * qy - py * qx
        room += px * px + py * py
    a, d = along / room, across / room
    return (a, -d, vx - a * ux + d * uy, d, a, vy - d * ux - a * uy)


def fitted(pairs: Sequence[Pair]) -> Affine | None:
    """Return the affine map that sends the first point of each pair nearest to the second; None for points in a row."""
    sums = [[0.0] * 3 for _ in range(3)]
    right = [[0.0] * 3 for _ in range(2)]
    for (px, py), to in pairs:
        row = (px, py, 1.0)
        for i in range(3):
            for j in range(3):
                sums[i][j] += row[i] * row[j]
            for axis in range(2):
                right[axis][i] += row[i] * to[axis]
    first, second = (_solved([[*line, value] for line, value in zip(sums, values, strict=True)]) for values in right)
    return None if first is None or second is None else (*first, *second)


def _solved(rows: list[list[float]]) -> tuple[float, float, float] | None:
    """Solve three equations by elimination."""
    for at in range(3):
        best = max(range(at, 3), key=lambda row: abs(rows[row][at]))
        if abs(rows[best][at]) < 1e-9:
            return None
        rows[at], rows[best] = rows[best], rows[at]
        for other in range(3):
            if other != at:
                factor = rows[other][at] / rows[at][at]
                rows[other] = [x - factor * y for x, y in zip(rows[other], rows[at], strict=True)]
    return (rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2])
