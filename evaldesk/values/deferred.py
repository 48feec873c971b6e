"""Patterns that are compiled when they are first used, not when the program starts.

One form needs few of the shapes in which values are written, but each of their patterns takes 1 to 4 ms to compile: all
of them together were a tenth of the time in which a form becomes a PDF.
"""

from __future__ import annotations

import re
from typing import Any, cast

_WAYS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


class _Deferred:
    """Stand for a pattern until one of its methods is asked for; from then on hold the methods themselves."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        # Found here directly at the next call, so that a pattern costs no more than one compiled at once.
        self.__dict__.update({way: getattr(compiled, way) for way in _WAYS})
        return getattr(compiled, name)


def deferred(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use; a wrong one raises ``re.error`` only then."""
    return cast("re.Pattern[str]", _Deferred(pattern, flags))
