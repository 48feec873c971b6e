"""Texts on two lines: broken where Chinese may be broken, cut with … where there is more."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

LINES = 2
ORPHAN = 2


def wrapped(text: str, font: QFont, metrics: QFontMetricsF, width: int) -> list[str]:
    """Return ``text`` as at most two lines of ``width``, the second cut with … where more would follow."""
    text = text.strip()
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return [text] if text else []
    lines = _broken(text, font, width)
    if len(lines) == LINES and len(lines[-1]) <= ORPHAN and "\n" not in text:
        # One or two characters alone on a line look lost: give them company.
        lines = _broken(text, font, width - ORPHAN * round(metrics.horizontalAdvance("国")))
    if len(lines) > LINES:
        rest = text[text.index(lines[LINES - 1], len(lines[0])) :].split("\n")[0]
        cut = rest if len(rest) > len(lines[LINES - 1]) else f"{rest}…"
        lines[LINES - 1 :] = [metrics.elidedText(cut, Qt.TextElideMode.ElideRight, width)]
    return lines


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """Return the first lines of ``text``, one more than can be shown."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    ends = [0]
    while len(ends) <= LINES + 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    # QTextLayout counts in UTF-16, where the characters beyond 65,535 count twice.
    units = text.encode("utf-16-le")
    pieces = (units[2 * start : 2 * end].decode("utf-16-le") for start, end in pairwise(ends))
    return [piece.strip() for piece in pieces]
