"""The watermark: one large pale word from corner to corner behind the text of a page."""

from __future__ import annotations

import math

from evaldesk.report.fonts import Weight, typeface

WEIGHT = Weight.REGULAR
_GREY = 0.93  # pale enough to read small print over it, dark enough to survive a copier
_REACH = 0.38  # of the page's diagonal: how long the word is


def watermark(word: str, width: float, height: float, font: str, codes: str) -> str:
    """Return the drawing of a word in the middle of a page, rising along its diagonal.

    ``font`` is the name of its font on the page, ``codes`` the word in that font's numbers. Readers that take the page
    apart are told that it is no part of the text.
    """
    diagonal = math.hypot(width, height)
    natural = sum(typeface(WEIGHT).widths[character] for character in word) / 1000
    size = _REACH * diagonal / natural
    across, up = width / diagonal, height / diagonal
    # From the middle back by half the word, and down by the middle of the ideographic square.
    left = width / 2 - across * natural * size / 2 + up * 0.38 * size
    base = height / 2 - up * natural * size / 2 - across * 0.38 * size
    place = f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {left:.2f} {base:.2f}"
    text = f"BT /{font} {size:.2f} Tf {place} Tm <{codes}> Tj ET"
    return f"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q {_GREY} g {text} Q EMC"
