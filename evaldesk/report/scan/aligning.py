"""Aligning: lay a scan over the page as it would be printed now, first by its code, then by all that is printed.

The code says where the page lies to half a pixel near it, and to some ten at the far edge. Blocks all over the page,
each shifted until it fits, bring that to a fifth of a pixel: first in a picture half as fine, then in the whole one.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from statistics import median

from PIL import Image, ImageChops

from evaldesk.report.scan.affine import UNMOVED, Affine, Pair, fitted, scaled, similar, then
from evaldesk.report.scan.finding import Point

_HALF = 2
_BLOCK = 140  # pixels
_LEAST_INK = 0.03  # of a block: emptier ones fit anywhere
_FEWEST = 6  # blocks: fewer do not tell how a page lies
_FAR = 1.5  # pixels: a block further from where the others put it is no guide
_LEVELS = range(256)


def placed_by(corners: Sequence[Point], at: Point, edge: float) -> Affine:
    """Return the map from page to scan by a code's corners; ``at`` is its upper left on the page, in its pixels."""
    x, y = at
    own = ((x, y), (x + edge, y), (x + edge, y + edge), (x, y + edge))
    return similar(list(zip(own, corners, strict=True)))


def refined(scan: Image.Image, page: Image.Image, start: Affine, part: float = 1.0) -> Affine:
    """Return the map from page to scan, both as darkness (0 is white), that lays them over each other best.

    ``part`` is how much of the page, from its top, is looked at.
    """
    small = page.reduce(_HALF)
    half = then(scaled(_HALF), start)
    seen = laid_over(scan, small.size, half)
    half = then(_agreed(_moved_blocks(small, seen, _BLOCK // _HALF, 8, part)), half)
    laid = then(scaled(1 / _HALF), half)
    for reach in (4, 2):
        moved = _moved_blocks(page, laid_over(scan, page.size, laid), _BLOCK, reach, part)
        laid = then(_agreed(moved), laid)
    return laid


def laid_over(
    scan: Image.Image, size: tuple[int, int], affine: Affine, how: Image.Resampling = Image.Resampling.BILINEAR
) -> Image.Image:
    """Return the scan as it lies over a page of this size; what lies beyond the scan is 0."""
    return scan.transform(size, Image.Transform.AFFINE, affine, how)


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return the sum of all differences of two grey pictures of one size."""
    return sum(map(mul, ImageChops.difference(one, other).histogram(), _LEVELS))


def _moved_blocks(page: Image.Image, seen: Image.Image, edge: int, reach: int, part: float) -> list[Pair]:
    """Return for blocks all over the page where each lies in what is seen, to parts of a pixel."""
    pairs = []
    margin = reach + 1
    for top in range(margin, min(page.height - edge - margin, round(page.height * part)), edge):
        for left in range(margin, page.width - edge - margin, edge):
            own = page.crop((left, top, left + edge, top + edge))
            if sum(map(mul, own.histogram(), _LEVELS)) < _LEAST_INK * edge * edge * 255:
                continue
            x, y = best_shift(own, seen, left, top, reach)
            middle = (left + edge / 2, top + edge / 2)
            pairs.append((middle, (middle[0] + x, middle[1] + y)))
    return pairs


def best_shift(own: Image.Image, seen: Image.Image, left: int, top: int, reach: int) -> Point:
    """Return the shift at which a block from (left, top) fits best; steps are halved, for printed edges are soft."""
    known: dict[tuple[int, int], int] = {}

    def misfit(x: int, y: int) -> int:
        if (x, y) not in known:
            there = seen.crop((left + x, top + y, left + x + own.width, top + y + own.height))
            known[x, y] = difference(own, there)
        return known[x, y]

    x = y = 0
    step = max(1, reach // 2)
    while step:
        x, y = min(((x + i * step, y + j * step) for i in (-1, 0, 1) for j in (-1, 0, 1)), key=lambda at: misfit(*at))
        step //= 2
    return (
        x + _vertex(misfit(x - 1, y), misfit(x, y), misfit(x + 1, y)),
        y + _vertex(misfit(x, y - 1), misfit(x, y), misfit(x, y + 1)),
    )


def _vertex(before: int, here: int, after: int) -> float:
    """Return where between two neighbours the least lies, from -0.5 to 0.5."""
    curve = before - 2 * here + after
    return 0.0 if curve <= 0 else min(0.5, max(-0.5, (before - after) / (2 * curve)))


def _agreed(pairs: list[Pair]) -> Affine:
    """Return the map on which most blocks agree; no move where too few do."""
    while len(pairs) >= _FEWEST:
        affine = fitted(pairs)
        if affine is None:
            break
        a, b, c, d, e, f = affine
        off = [max(abs(a * x + b * y + c - to_x), abs(d * x + e * y + f - to_y)) for (x, y), (to_x, to_y) in pairs]
        limit = max(_FAR, 2 * median(off))
        near = [pair for pair, far in zip(pairs, off, strict=True) if far <= limit]
        if len(near) == len(pairs):
            return affine
        pairs = near
    return UNMOVED
