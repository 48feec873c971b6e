"""What a long text is made of, as frozen values: years, numbers with what stands around them, sentences, items."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

REACH = 400
"""How far around a place words are looked for, so that a text without a full stop costs no more than others."""

T = TypeVar("T")


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


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Hold all that was read in a text. ``folded`` has the length of ``text``, so every place holds for both."""

    text: str
    folded: str
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    years: tuple[Year, ...]
    _made: dict[Callable[[Reading], Any], Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Reading], T]) -> T:
        """Return ``make(reading)``, made at the first call only: what rests on this text alone.

        It lasts as long as the reading is remembered, so a key in the table or another text costs nothing here.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def sentence(self, mention: Mention) -> str:
        """Return the folded sentence in which a number stands; of a very long one the part around it."""
        sentence = self.sentences[mention.sentence]
        return self.folded[max(sentence.start, mention.start - REACH) : min(sentence.end, mention.end + REACH)]

    def before(self, mention: Mention) -> str:
        """Return what stands before a number in its folded sentence; of a very long one the last part."""
        start = self.sentences[mention.sentence].start
        return self.folded[max(start, mention.start - REACH) : mention.start].rstrip()

    def around(self, start: int, end: int, stops: str, reach: int = REACH) -> tuple[int, int]:
        """Return the stretch between two of these stops around a place, at most ``reach`` to either side."""
        first, last = max(start - reach, 0), min(end + reach, len(self.folded))
        begin = max(self.folded.rfind(stop, first, start) for stop in stops) + 1
        ends = [found for stop in stops if (found := self.folded.find(stop, end, last)) >= 0]
        return max(begin, first), min(ends, default=last)

    def mentions_from(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the numbers that begin in a stretch of the text."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, lo=first, key=_start)]

    def item(self, place: int) -> Item:
        """Return the item in which a place of the text lies."""
        return self.items[max(bisect_right(self.items, place, key=_start) - 1, 0)]


def _start(stretch: Item | Sentence | Mention) -> int:
    return stretch.start
