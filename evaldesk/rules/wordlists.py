"""The words and patterns by which the checks read a form, read once from ``resources/checks.json``.

A bureau that words things differently adds a word to that file; no code changes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from evaldesk.paths import resources
from evaldesk.values.deferred import deferred

Pattern = re.Pattern[str]
SETS = ("fillers", "statuses", "none_is_an_answer")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Describe names that do not belong in level-2 groups of a kind, and the group that suits them better."""

    group: Pattern
    name: Pattern
    better: str


@dataclass(frozen=True, slots=True)
class WordLists:
    """Hold the lists: plain words in sets, in the order of the file where it matters, and compiled patterns."""

    fillers: frozenset[str]
    statuses: frozenset[str]
    none_is_an_answer: frozenset[str]
    placeholder_patterns: tuple[Pattern, ...]
    phone_patterns: tuple[Pattern, ...]
    local_phone_pattern: Pattern
    name_endings: tuple[str, ...]
    title_fields: tuple[str, ...]
    title_endings: tuple[str, ...]
    unit_by_name: tuple[tuple[str, str], ...]
    rate_pattern: Pattern
    misplaced: tuple[Misplaced, ...]
    count_tail_pattern: Pattern
    measure_tail_pattern: Pattern
    satisfaction_pattern: Pattern
    survey_pattern: Pattern
    sample_patterns: tuple[Pattern, ...]
    done_at_pattern: Pattern
    with_date_pattern: Pattern
    bound_words: tuple[str, ...]
    terms: tuple[tuple[Pattern, str], ...]
    perfect_points: int


@cache
def word_lists() -> WordLists:
    """Return the word lists.

    :raises FileNotFoundError: when the resources are missing, which means a damaged installation.
    """
    data = json.loads((resources() / "checks.json").read_text(encoding="utf-8"))
    return WordLists(**{key: _read(key, value) for key, value in data.items() if key != "about"})


def _read(key: str, value: Any) -> Any:
    if key.endswith("_pattern"):
        return deferred(value)
    if key.endswith("_patterns"):
        return tuple(map(deferred, value))
    if key == "misplaced":
        return tuple(Misplaced(deferred(item["group"]), deferred(item["name"]), item["better"]) for item in value)
    if key == "perfect_points":
        return int(value)
    if key == "terms":
        return tuple((deferred(wrong), right) for wrong, right in value.items())
    if key == "unit_by_name":
        return tuple(sorted(value.items(), key=lambda item: -len(item[0])))
    return frozenset(value) if key in SETS else tuple(value)
