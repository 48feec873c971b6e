"""The words by which long texts are understood, read once from ``resources/narrative.json``.

``pattern`` gives a list as one compiled pattern (longer words first), ``listed`` as a tuple, ``groups`` a list of
lists. Nothing else in the reader or the checks knows a Chinese word list.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from evaldesk.paths import resources


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """Return the words of one or several lists as a pattern that finds any of them.

    :raises KeyError: for a list that the file does not have.
    """
    words = [word for name in names for word in _data()[name]]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of one list."""
    return tuple(_data()[name])


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of lists."""
    return tuple(tuple(group) for group in _data()[name])


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((resources() / "narrative.json").read_text(encoding="utf-8"))
    return data
