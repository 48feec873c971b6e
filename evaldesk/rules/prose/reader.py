"""read: from a text to its sentences, items and numbers. One pass from left to right, linear in the text."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from evaldesk.rules.prose.folding import fold
from evaldesk.rules.prose.nodes import Mention, Reading, Sentence, Year
from evaldesk.rules.prose.numbers import numbers
from evaldesk.rules.prose.outline import ENDS, STOPS, items
from evaldesk.rules.prose.years import years

LABEL, TAIL = 40, 24
REMEMBERED = 256


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Reading:
    """Return all that is read in a text; never raises."""
    folded = fold(text)
    stops = [match.start() for match in STOPS.finditer(folded)]
    found_years = tuple(years(folded))
    found_items = items(folded)
    scan = _Scan(folded, found_years)
    held: list[Mention] = []
    at = 0
    found = list(numbers(folded))
    for number, following in zip(found, [*found[1:], None], strict=False):
        while at < len(stops) and stops[at] < number.start:
            scan.pass_stop(stops[at], folded[stops[at]])
            at += 1
        limit = min(number.end + TAIL, len(folded), following.start if following else len(folded))
        stop = bisect_left(stops, number.end, at)
        tail_end = min(stops[stop], limit) if stop < len(stops) else limit
        label = scan.label(number.start)
        held.append(
            Mention(
                number.start,
                number.end,
                text[number.start : number.end],
                number.value,
                number.step,
                number.unit,
                number.period,
                number.bound,
                label,
                folded[number.end : tail_end].strip(),
                scan.year(number.start),
                scan.sentence,
                scan.segment,
                scan.clause,
                scan.depth,
                number.chinese,
            )
        )
        scan.previous = number.end
    for place in stops[at:]:
        scan.pass_stop(place, folded[place])
    return Reading(text, folded, found_items, _sentences(folded, scan.starts, held), tuple(held), found_years)


class _Scan:
    """Keep what the left-to-right pass knows: the sentence, segment, clause and year in which it stands."""

    def __init__(self, folded: str, found_years: tuple[Year, ...]) -> None:
        self.folded = folded
        self.years = found_years
        self.next_year = 0
        self.held: Year | None = None
        self.sentence = self.segment = self.clause = self.depth = 0
        self.clause_start = self.before_colon = self.previous = 0
        self.starts = [0]
        self.outside: list[tuple[int, Year | None]] = []

    def pass_stop(self, place: int, char: str) -> None:
        """Go over one punctuation mark."""
        if char == "(":
            self.depth += 1
            self.outside.append((place, self.held))
            return
        if char == ")":
            self.depth = max(self.depth - 1, 0)
            self.leave_brackets()
            return
        if char == "," and self.folded[place + 1 : place + 2].isdigit() and self.folded[place - 1 : place].isdigit():
            return
        self.clause += 1
        self.before_colon = self.clause_start if char == "：" else place + 1
        self.clause_start = place + 1
        if char in ENDS or char == "；":
            self.segment += 1
            self.before_colon = place + 1
        if char in ENDS:
            self.sentence += 1
            self.starts.append(place + 1)
            self.held = None
            self.depth = 0
            self.outside.clear()

    def leave_brackets(self) -> None:
        """Forget a year that was named inside brackets (2022年为35) when they close."""
        place, held = self.outside.pop() if self.outside else (0, self.held)
        if self.held and self.held.start > place:
            self.held = held

    def label(self, start: int) -> str:
        """Return the words before a number in its clause; behind a colon those before the colon, when none follow."""
        label = self._words(self.clause_start, start)
        if not label and self.before_colon < self.clause_start:
            label = self._words(self.before_colon, self.clause_start - 1)
        return label

    def _words(self, begin: int, end: int) -> str:
        return self.folded[max(begin, self.previous, end - LABEL) : end].strip(" (：")

    def year(self, start: int) -> Year | None:
        """Return the year that a number belongs to: the last one named before it in its sentence."""
        while self.next_year < len(self.years) and self.years[self.next_year].start < start:
            year = self.years[self.next_year]
            self.next_year += 1
            if year.start >= self.starts[-1] and (not year.compared or year.start >= self.clause_start):
                self.held = year
        if self.held and self.held.compared and self.held.start < self.clause_start:
            self.held = None
        return self.held


def _sentences(folded: str, starts: list[int], held: list[Mention]) -> tuple[Sentence, ...]:
    groups: list[list[Mention]] = [[] for _ in starts]
    for mention in held:
        groups[mention.sentence].append(mention)
    return tuple(
        Sentence(begin, end, tuple(group))
        for begin, end, group in zip(starts, [*starts[1:], len(folded)], groups, strict=True)
    )
