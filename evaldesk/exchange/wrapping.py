"""Texts that a narrow cell broke into lines, put together again."""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile(r"[ \t\u3000]+")


def unwrapped(text: str) -> str:
    """Return the text on one line: lines are joined, with a space only between two Latin words or numbers."""
    joined = ""
    for line in text.splitlines():
        piece = SPACES.sub(" ", line).strip()
        if joined and piece and not (_is_wide(joined[-1]) or _is_wide(piece[0])):
            joined += " "
        joined += piece
    return joined


def squeezed(text: str) -> str:
    """Return the text without any white space, for comparing heads and names."""
    return "".join(text.split())


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"
