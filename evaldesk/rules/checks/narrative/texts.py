"""The long texts of a form, read, with what each is for; and words shared by the sentences of the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from evaldesk.model.finding import Fix
from evaldesk.rules.case import Case, at_field
from evaldesk.rules.prose import Mention, Reading, read
from evaldesk.rules.prose.words import listed
from evaldesk.values import Quantity, parse

_LONG = 50_000
_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|[（(]?[一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[.．、])(?![0-9])"
)
_KINDS = ("goal", "result", "problem", "plan", "outlook")


class Passage(NamedTuple):
    """Hold one long text: its field and printed name, what it is for (``goal``, ``result``, ``problem``, ``plan``,
    ``outlook`` or empty), and its reading."""

    key: str
    label: str
    kind: str
    reading: Reading

    @property
    def where(self) -> str:
        """Return the address of the text."""
        return at_field(self.key)

    def words(self, start: int, end: int) -> str:
        """Return a stretch of the text as typed."""
        return " ".join(self.reading.text[start:end].split())

    def quote(self, mention: Mention, behind: int = 0) -> str:
        """Return a number with the words before it (and some behind it), as typed, to speak of it in a sentence."""
        place = mention.start - len(mention.label)
        found = self.reading.folded.rfind(mention.label, max(place - 4, 0), mention.start) if mention.label else -1
        start = found if found >= 0 else mention.start
        end = mention.end + min(behind, len(mention.tail))
        folded = self.reading.folded
        if folded[end : end + 1] == ")" and folded.count("(", start, end) > folded.count(")", start, end):
            end += 1
        words = self.words(start, end).lstrip("，。；：、 ")
        return _MARK.sub("", words) or words

    def fix(self, label: str, start: int, end: int, text: str) -> Fix | None:
        """Return a fix that puts other words in the place of some; none for texts so long that copies would cost."""
        typed = self.reading.text
        if len(typed) > _LONG:
            return None
        return Fix(label, ((self.where, typed[:start] + text + typed[end:]),))


def passages(case: Case) -> tuple[Passage, ...]:
    """Return the long texts of a form that hold anything, in the order of the paper."""
    return case.once(_passages)


def of_kind(case: Case, *kinds: str) -> Iterator[Passage]:
    """Yield the long texts of these kinds."""
    return (passage for passage in passages(case) if passage.kind in kinds)


def year(case: Case) -> int | None:
    """Return the form's 评价年度, None when it cannot be read."""
    return case.once(_year)


def _passages(case: Case) -> tuple[Passage, ...]:
    kinds = {key: kind for kind in _KINDS for key in listed(f"{kind}_fields")}
    unread = listed("unread_fields")
    return tuple(
        Passage(field.key, field.label, kinds.get(field.key, ""), read(text))
        for field in case.template.fields
        if field.kind == "paragraph" and field.key not in unread and (text := case.text(field.key)).strip()
    )


def _year(case: Case) -> int | None:
    text = case.text("year").strip().rstrip("年度").strip()
    value = parse(text) if text else None
    if isinstance(value, Quantity) and value.number.denominator == 1 and 1990 <= value.number < 2100:
        return int(value.number)
    return int(text[:4]) if text[:4].isascii() and text[:4].isdigit() and len(text) >= 4 else None
