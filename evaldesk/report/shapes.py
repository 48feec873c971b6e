"""Shapes: the bars of pictures on the page, drawn as lines and areas so that a grey or faint print still tells them.

What was got is solid, what was lost is hatched, what is open is empty; each has its border.
"""

from __future__ import annotations

from evaldesk.report.page import Shape

_SOLID = 0.35  # grey: dark enough for a copier, light enough to be told from the table's lines
_BORDER = 0.6
_HATCH = 3.0  # points between two lines of the hatching


def drawn(shape: Shape, height: float) -> str:
    """Return the drawing of a shape on a page of this height; it is no part of the text."""
    x, y, width, tall, kind = shape
    low = height - y - tall
    area = f"{x:.2f} {low:.2f} {width:.2f} {tall:.2f} re"
    drawing = [f"q {_BORDER} w"]
    if kind == "got":
        drawing.append(f"{_SOLID} g {area} f")
    if kind == "lost":
        drawing.append(f"q {area} W n {_hatching(x, low, width, tall)} S Q")
    drawing.append(f"{area} S Q")
    return " ".join(drawing)


def _hatching(x: float, low: float, width: float, tall: float) -> str:
    lines = []
    at = x - tall
    while at < x + width:
        lines.append(f"{at:.2f} {low:.2f} m {at + tall:.2f} {low + tall:.2f} l")
        at += _HATCH
    return " ".join(lines)
