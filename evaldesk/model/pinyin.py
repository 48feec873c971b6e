"""Pinyin: finding Chinese by the letters that people type for it, initials or whole syllables, also mixed.

``zwfw``, ``zhengwu fuwu`` and ``zwfuwu`` all find 政务服务. A character with several readings is found by each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache

from evaldesk.paths import resources

PAIRS = ("zh", "ch", "sh")  # initials of two letters


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """Return the readings of each character without tones, ``v`` for ü.

    The table is our own extract: the library that it comes from takes 0.2 s and 50 MB to import.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in (resources() / "pinyin" / "readings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, _, characters = line.partition(" ")
            for character in characters:
                found[character] = (*found.get(character, ()), syllable)
    return found


def may_be_pinyin(query: str) -> bool:
    """Tell whether a folded query may spell Chinese: at least two letters, with digits among them or without."""
    return query.isascii() and query.isalnum() and sum(map(str.isalpha, query)) > 1


def places(query: str, text: str, characters: Set[str]) -> Iterator[int]:
    """Yield where in ``text`` something begins that ``query`` spells; ``characters`` are all that ``text`` holds.

    Letters and digits of the text stand for themselves, anything else ends a match.
    """
    spelling = _Spelling(query)
    first = [character for character in characters if spelling.steps(character, 0)]
    if not first:
        return
    for found in re.finditer(f"[{''.join(map(re.escape, sorted(first)))}]", text):
        if spelling.begins(text, found.start()):
            yield found.start()


class _Spelling:
    """Follow one query through a text, character by character, over all ways to cut it into syllables at once."""

    def __init__(self, query: str) -> None:
        self.query = query
        self._steps: dict[tuple[str, int], tuple[int, ...]] = {}

    def begins(self, text: str, at: int) -> bool:
        """Tell whether the whole query is spelled by the characters from ``at`` on."""
        reached = {0}
        end = len(self.query)
        while reached and at < len(text):
            reached = {place + step for place in reached for step in self.steps(text[at], place)}
            if end in reached:
                return True
            at += 1
        return False

    def steps(self, character: str, at: int) -> tuple[int, ...]:
        """Return how many letters of the query from ``at`` on the character can stand for."""
        known = self._steps.get((character, at))
        if known is None:
            known = self._steps[character, at] = tuple(self._lengths(character, self.query[at:]))
        return known

    def _lengths(self, character: str, rest: str) -> set[int]:
        if character.isascii():
            return {1} if character.isalnum() and rest.startswith(character) else set()
        found = set()
        for reading in readings().get(character, ()):
            pieces = (reading, reading[:1], *(pair for pair in PAIRS if reading.startswith(pair)))
            found |= {len(piece) for piece in pieces if rest.startswith(piece)}
            if reading.startswith(rest):  # the last syllable may be half typed
                found.add(len(rest))
        found.discard(0)
        return found
