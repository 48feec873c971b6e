"""What a long text is made of, as frozen values: years, numbers with what stands around them, sentences, items."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import NamedTuple


class Year(NamedTuple):
    """Hold a year of the text: ``first`` to ``last`` (equal for one year) and where it stands.

    ``dated`` says that a month follows (2023年2月: a day, not a budget year), ``compared`` that the year is only
    looked back at (较2022年, 与2022年相比), ``until`` that everything up to it is meant (截至2023年, 2023年底前).
    """

    start: int
    end: int
    first: int
    last: int
    dated: bool = False
    compared: bool = False
    until: bool = False


class Mention(NamedTuple):
    """Hold one number of the text, exact: ``value`` has 万, 亿 and % resolved; ``step`` is its last typed digit.

    ``unit`` is as typed without 万 (``元``, ``%``, ``人次``), ``period`` what follows a stroke (``天`` in ``人/天``).
    ``bound`` is one of ``≥ > ≤ < = 约`` or empty. ``label`` are the words of its clause before it, ``tail`` those
    behind it, each up to the next number. ``year`` is the year it belongs to. ``depth`` counts the open brackets.
    """

    start: int
    end: int
    text: str
    value: Fraction
    step: Fraction
    unit: str
    period: str
    bound: str
    label: str
    tail: str
    year: Year | None
    sentence: int
    segment: int
    clause: int
    depth: int
    chinese: bool


class Sentence(NamedTuple):
    """Hold one sentence (up to 。！？ or the end of the line): where it stands, and its numbers."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


class Item(NamedTuple):
    """Hold one stretch of text under a number of an enumeration (``一是``, ``（二）``, ``3.``), or one plain line.

    ``kind`` is the way of numbering (``是``, ``（``, ``.`` …, empty for a plain line), ``number`` its value,
    ``body`` where the words behind the number begin. Items do not nest: each ends where any next one begins.
    """

    start: int
    end: int
    body: int
    kind: str
    number: int


class Reading(NamedTuple):
    """Hold all that was read in a text. ``folded`` has the length of ``text``, so every place holds for both."""

    text: str
    folded: str
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    years: tuple[Year, ...]

    def sentence(self, mention: Mention) -> str:
        """Return the folded sentence in which a number stands."""
        sentence = self.sentences[mention.sentence]
        return self.folded[sentence.start : sentence.end]

    def item(self, place: int) -> Item:
        """Return the item in which a place of the text lies."""
        return self.items[max(bisect_right(self.items, place, key=_start) - 1, 0)]


def _start(item: Item) -> int:
    return item.start
