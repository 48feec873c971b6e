"""Every shape that is more than one plain number, tried in order.

To add one: a function in `ranges` or `composites`, and a line below.
"""

from __future__ import annotations

import re

from evaldesk.values.composites import compound, duration, fraction, half, per_many, tenths
from evaldesk.values.nodes import Quantity, Range, Unreadable
from evaldesk.values.ranges import around, between_chain, between_dash, between_signs, interval

# Each shape with a mark that a text must have, so that most texts skip most shapes.
_SHAPES = (
    (around, re.compile("±")),
    (between_chain, re.compile(r"[≤<].*[≤<]|[≥>].*[≥>]")),
    (interval, re.compile(r"\(.*,.*\)")),
    (between_signs, None),
    (tenths, re.compile("成[一二三四五六七八九]")),
    (per_many, re.compile("/10")),
    (fraction, re.compile(r"[0-9]/[0-9]|分之")),
    (between_dash, re.compile(r"[-~至到]")),
    (duration, re.compile(r"[年月周天日时分].*[月周天日时分秒]")),
    (half, re.compile("半")),
    (compound, re.compile(r"[0-9][亿万][0-9]")),
)


def read_span(cleaned: str, typed: str) -> Quantity | Range | Unreadable | None:
    """Read a cell of one of these shapes; None where it is something else."""
    for shape, mark in _SHAPES:
        if (not mark or mark.search(cleaned)) and (value := shape(cleaned, typed)):
            return value
    return None
