"""Words near a spot: what a long cell says where its ink differs, so that a person finds the place."""

from __future__ import annotations

from itertools import accumulate

from evaldesk.report.fonts import typeface
from evaldesk.report.page import Box, placed

_AROUND = 6  # characters on either side
_LONG = 16  # characters: a shorter text is a place by itself


def nearby(box: Box, spot: tuple[float, float, float, float]) -> str:
    """Return the characters printed around a spot (left, top, right, bottom in points), ``""`` in a short text."""
    if sum(len(line.text) for line in box.lines) <= _LONG:
        return ""
    x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
    lines = [line for line in placed(box) if line.text]
    if not lines:
        return ""
    line = min(lines, key=lambda item: abs(item.baseline - 0.38 * item.size - y))
    widths = typeface(line.weight).widths
    ends = accumulate((widths[character] * line.size / 1000 + line.spacing for character in line.text), initial=line.x)
    at = sum(end < x for end in ends) - 1
    return line.text[max(0, at - _AROUND) : at + _AROUND + 1]
