"""Squeezing: full-width marks that follow each other share their blank halves, as careful Chinese setting has it.

`》《` and `”，` take one and a half squares instead of two; `（“` likewise. Marks that a font draws narrow stay as they
are.
"""

from __future__ import annotations

import re

from evaldesk.report.fonts import Type, typeface

CLOSING = "，。、；：！？）》〉」』】〕〗〙］｝”’"
OPENING = "（《〈「『【〔〖〘［｛“‘"
HALF = 500
"""In 1/1000 of the font size: the blank half of a full-width mark."""

_PAIR = re.compile(f"[{CLOSING}](?=[{CLOSING}{OPENING}])|[{OPENING}](?=[{OPENING}])")


def tight_places(text: str, weight: Type) -> list[int]:
    """Return the places of the characters that move half a square towards the one before them."""
    if not _PAIR.search(text):
        return []
    widths = typeface(weight).widths
    found = (pair.end() for pair in _PAIR.finditer(text))
    return [at for at in found if widths[text[at - 1]] == widths[text[at]] == 2 * HALF]
