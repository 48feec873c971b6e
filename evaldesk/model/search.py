"""Search over everything in a form: labels, what was typed, and what is said about it. It never changes anything.

Entries are made when somebody searches, never while somebody types in the form.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from evaldesk.model.document import TOTAL_WEIGHTS, Document
from evaldesk.model.finding import Finding
from evaldesk.model.indicators import TEXTS, Indicator, walk
from evaldesk.model.pinyin import may_be_pinyin, places
from evaldesk.model.template import Template
from evaldesk.model.template.fields import ParagraphField

Kind = Literal["label", "name", "text", "remark", "finding"]
SEARCHED = tuple(text for text in TEXTS if text not in ("name", "direction"))
BETWEEN = "\n"
MOST_TEXTS = 1 << 16  # folded texts that are remembered: a form of 5,000 rows has some 30,000


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one text that can be found: its address, what it is, and in prose the words that a finding points at."""

    where: str
    text: str
    kind: Kind
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """Hold what was found, the best first, and how much there is altogether."""

    entries: tuple[Entry, ...] = ()
    total: int = 0


class Index:
    """Know the entries of one form; ``find`` looks through all of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Sequence[Entry] = tuple(entries)
        folded = [_folded(entry.text) for entry in self.entries]
        self._plain = _Haystack([plain for plain, _ in folded])
        self._keys = _Haystack([key for _, key in folded])

    def find(self, query: str, most: int = 200) -> Hits:
        """Return where the query stands, or is spelled in pinyin; nothing for a blank one.

        Whole texts come first, then those that begin with the query, those that hold it, and those that it spells.
        """
        wanted, letters = _folded(query)
        if not wanted:
            return Hits()
        ranks = {at: self._plain.rank(at, wanted) for at in self._plain.holding(wanted)}
        if may_be_pinyin(letters):
            for at, begins in self._keys.spelled_by(letters):
                ranks.setdefault(at, 3 if begins else 4)
        order = sorted(ranks, key=lambda at: (ranks[at], at))
        return Hits(tuple(self.entries[at] for at in order[:most]), len(order))

    def all(self, most: int = 200) -> Hits:
        """Return the first entries as they stand."""
        return Hits(tuple(self.entries[:most]), len(self.entries))


def everything(document: Document, template: Template, findings: Iterable[Finding] = ()) -> Iterator[Entry]:
    """Yield all that can be found: fields, rows and totals in the order of the form, then remarks and findings."""
    yield from _fields(document, template)
    for _, node in walk(document.indicators):
        yield from _row(node)
    for key, text in zip(TOTAL_WEIGHTS, document.total.weights, strict=False):
        yield from _filled(f"total/{key}", text)
    yield from _filled("total/score", document.total.score)
    yield from _filled("total/reason", document.total.reason)
    for remark in document.remarks:
        yield Entry(remark.where, remark.text.strip(), "remark")
        if remark.response.strip():
            yield Entry(remark.where, remark.response.strip(), "remark")
    for finding in findings:
        yield Entry(finding.where, finding.message, "finding", finding.span)


def all_places(document: Document, template: Template) -> Iterator[Entry]:
    """Yield the places to go to: the fields by their labels, the rows by their names."""
    for field in template.fields:
        yield Entry(f"fields/{field.key}", field.label, "label")
    for _, node in walk(document.indicators):
        yield Entry(f"indicators/{node.id}/name", node.name.strip() or "（未命名）", "name")


def matches(query: str, text: str) -> bool:
    """Tell whether a text holds the query or is spelled by it; everything matches a blank one."""
    wanted, letters = _folded(query)
    plain, key = _folded(text)
    return wanted in plain or (may_be_pinyin(letters) and any(True for _ in places(letters, key, set(key))))


def _fields(document: Document, template: Template) -> Iterator[Entry]:
    for field in template.fields:
        where = f"fields/{field.key}"
        heading = field.heading if isinstance(field, ParagraphField) else ""
        yield Entry(where, heading or field.label, "label")
        yield from _filled(where, document.fields.get(field.key, ""))


def _row(node: Indicator) -> Iterator[Entry]:
    if node.name.strip():
        yield Entry(f"indicators/{node.id}/name", node.name, "name")
    for attribute in SEARCHED:
        if text := getattr(node, attribute):
            yield Entry(f"indicators/{node.id}/{attribute}", text, "text")
    for item in node.evidence:
        yield from _filled(f"indicators/{node.id}/name", item.title or item.file)


def _filled(where: str, text: str) -> Iterator[Entry]:
    if text.strip():
        yield Entry(where, text, "text")


@lru_cache(maxsize=MOST_TEXTS)
def _folded(text: str) -> tuple[str, str]:
    """Return a text as it is compared: one width and case, no spaces; and the same without its signs."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return plain, plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


class _Haystack:
    """Hold many texts as one, so that one pass in C looks through all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._whole = BETWEEN.join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]
        self._characters = frozenset(self._whole)

    def holding(self, wanted: str) -> Iterator[int]:
        """Yield the numbers of the texts that hold ``wanted``."""
        found = self._whole.find(wanted)
        while found >= 0:
            at = bisect_right(self._starts, found) - 1
            yield at
            found = self._whole.find(wanted, self._starts[at + 1])

    def rank(self, at: int, wanted: str) -> int:
        """Return 0 where the text is ``wanted``, 1 where it begins so, 2 where it holds it."""
        text = self._texts[at]
        return 0 if text == wanted else 1 if text.startswith(wanted) else 2

    def spelled_by(self, letters: str) -> Iterator[tuple[int, bool]]:
        """Yield the numbers of the texts that hold what ``letters`` spell, and whether they begin with it."""
        beyond = 0
        for found in places(letters, self._whole, self._characters):
            if found >= beyond:
                at = bisect_right(self._starts, found) - 1
                beyond = self._starts[at + 1]
                yield at, found == self._starts[at]
