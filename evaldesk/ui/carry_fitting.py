"""As much of a text as fits into so many lines."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

MORE = "……"
TALL = 100_000


def fitted(text: str, metrics: QFontMetrics, width: int, lines: int) -> str:
    """Return the text, or its beginning with an ellipsis, so that it takes no more than ``lines`` lines."""
    most = lines * metrics.lineSpacing()
    if height(text, metrics, width) <= most:
        return text
    fits = bisect_left(range(len(text)), True, key=lambda end: height(text[:end] + MORE, metrics, width) > most)
    return text[: max(fits - 1, 0)].rstrip() + MORE


def height(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how many pixels the text takes when it is wrapped at ``width``."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), TALL), Qt.TextFlag.TextWordWrap, text).height()
