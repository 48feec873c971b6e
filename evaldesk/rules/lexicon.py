"""The words by which indicators are understood, read once from ``resources/lexicon.json``.

A bureau that words things differently adds a word to that file; no code changes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from evaldesk.paths import resources
from evaldesk.values.deferred import deferred

Pattern = re.Pattern[str]
_PHRASES = ("band_phrases", "grades")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the word lists as compiled patterns, and whole phrases by the band they name (0 is the best)."""

    lower_first: Pattern
    higher: Pattern
    lower: Pattern
    lower_except: Pattern
    lower_groups: Pattern
    durations: Pattern
    durations_except: Pattern
    shortening: Pattern
    bounded_rates: Pattern
    growth: Pattern
    first_per_second: Pattern
    second_per_first: Pattern
    none_of_it: Pattern
    none_is_wanted: Pattern
    band_phrases: dict[str, int]
    grades: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """Return the word lists.

    :raises FileNotFoundError: when the resources are missing, which means a damaged installation.
    """
    data = json.loads((resources() / "lexicon.json").read_text(encoding="utf-8"))
    phrases = {key: {word: int(band) for band, listed in data.pop(key).items() for word in listed} for key in _PHRASES}
    none = data.pop("none_of_it")
    words = {key: _any_of(value) for key, value in data.items() if key != "about"}
    words["none_is_wanted"] = _any_of(none["unwanted"])
    words["none_of_it"] = deferred(f"(?:{_any_of(none['begins']).pattern}).{{0,8}}(?<!{'|'.join(none['not_after'])})")
    return Lexicon(**words, band_phrases=phrases["band_phrases"], grades=phrases["grades"])


def _any_of(words: list[str]) -> Pattern:
    return deferred("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
