"""Seals in a grey scan: where ink that no page has forms one round thing as large as a seal."""

from __future__ import annotations

from collections import deque

from PIL import Image, ImageFilter

from evaldesk.report.scan.pictures import DPI

Area = tuple[int, int, int, int]

_CELL = 8  # pixels
_FAINT = 6  # mean darkness of a cell that holds some ink
_SIZES = (22 / 25.4 * DPI, 60 / 25.4 * DPI)  # pixels: personal seals are smaller and are told as ink that was added
_LONGEST = 1.7  # of its width: how far a seal may be from round
_EDGE = 12  # pixels around a seal in which its ink may spread


def seals(added: Image.Image) -> list[Area]:
    """Return the areas (left, top, right, bottom) of seals; ``added`` is the ink that the page does not have."""
    small = added.reduce(_CELL).filter(ImageFilter.MaxFilter(3))
    width = small.width
    left = {at for at, level in enumerate(small.tobytes()) if level > _FAINT}
    found = []
    while left:
        cells = _joined(left, width)
        columns, rows = [at % width for at in cells], [at // width for at in cells]
        area = (min(columns) * _CELL, min(rows) * _CELL, (max(columns) + 1) * _CELL, (max(rows) + 1) * _CELL)
        wide, tall = area[2] - area[0], area[3] - area[1]
        if _SIZES[0] <= min(wide, tall) and max(wide, tall) <= min(_SIZES[1], _LONGEST * min(wide, tall)):
            found.append((area[0] - _EDGE, area[1] - _EDGE, area[2] + _EDGE, area[3] + _EDGE))
    return found


def _joined(left: set[int], width: int) -> list[int]:
    """Take all cells that hang together with one out of the set."""
    start = left.pop()
    cells, queue = [start], deque([start])
    while queue:
        at = queue.popleft()
        for step in (-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1):
            if at + step in left:
                left.discard(at + step)
                cells.append(at + step)
                queue.append(at + step)
    return cells
