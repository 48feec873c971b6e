"""Recall: the wording of indicators that this machine has seen, and what it offers while somebody types.

Nothing is ever filled in by it: an offer is taken by a key or a click, or it is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from evaldesk.model.base import Frozen
from evaldesk.model.document import Document
from evaldesk.model.indicators import leaves
from evaldesk.model.previous import Previous, PreviousRow
from evaldesk.model.search import Entry, Index

MOST_ROWS = 2000
MOST_TEXTS = 3  # of one kind for one indicator
MOST_OFFERS = 6
LONGEST = 200  # characters of a reason that is worth keeping
NOTHING = frozenset({"", "无", "-", "—", "/", "不适用"})
ONE_NUMBER = re.compile(r"\D*\d[\d,，]*(?:[.．]\d+)?\s*(?P<unit>[^\d\s]{1,8})")
BARE_NUMBER = re.compile(r"\s*[≥≤＞＜><=~～约]{0,3}\s*\d[\d,，]*(?:[.．]\d+)?\s*")


class Remembered(Frozen):
    """Hold what was written for indicators of one name: targets and reasons, the newest first."""

    name: str
    targets: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Recall(Frozen):
    """Hold the indicators that were seen lately, the newest first."""

    rows: tuple[Remembered, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Remembered]:
        """Return what is remembered by the names."""
        return {row.name: row for row in self.rows}

    @cached_property
    def names(self) -> Index:
        """Return the names, to look through."""
        return _index(self.by_name)


def learned(recall: Recall, document: Document) -> Recall:
    """Return what is remembered once a form was seen as well; the same object where it says nothing new."""
    known = recall.by_name
    fresh: dict[str, Remembered] = {}
    for node in leaves(document.indicators):
        if name := " ".join(node.name.split()):
            row = fresh.get(name) or known.get(name) or Remembered(name=name)
            fresh[name] = row.model_copy(
                update={"targets": _newest(node.target, row.targets), "reasons": _newest(node.reason, row.reasons)}
            )
    rows = (*fresh.values(), *(row for row in recall.rows if row.name not in fresh))[:MOST_ROWS]
    return recall if rows == recall.rows else Recall(rows=rows)


def offered_names(recall: Recall, previous: Previous, typed: str, taken: Collection[str]) -> list[str]:
    """Return names that hold what was typed or that it spells, last year's first; none as long as nothing is typed."""
    if not typed.strip():
        return []
    wanted = MOST_OFFERS + len(taken) + 1
    last_year = _last_names(tuple(row.name for row in previous.rows)).find(typed, wanted)
    found = (*last_year.entries, *recall.names.find(typed, wanted).entries)
    return _few((entry.text for entry in found), {*taken, typed})


def offered_targets(recall: Recall, previous: Previous, id: str, name: str, typed: str) -> list[str]:
    """Return last year's target and those remembered for the name; behind a bare number, their units."""
    row = last_of(previous, id)
    known = [*([row.target] if row else []), *_of(recall, name).targets]
    if not typed.strip():
        return _few(known, ())
    if BARE_NUMBER.fullmatch(typed):
        return _few((f"{typed.strip()}{unit}" for text in known if (unit := unit_of(text))), {typed})
    return _few((text for text in known if text.startswith(typed)), {typed})


def offered_actuals(target: str, typed: str) -> list[str]:
    """Return a bare number with the unit of the row's target behind it."""
    unit = unit_of(target)
    return [f"{typed.strip()}{unit}"] if unit and BARE_NUMBER.fullmatch(typed) else []


def offered_reasons(recall: Recall, previous: Previous, id: str, name: str, typed: str) -> list[str]:
    """Return reasons that were given for the row last year or for its name, as far as they go on from what is typed."""
    row = last_of(previous, id)
    known = [*([row.reason] if row else []), *_of(recall, name).reasons]
    return _few((text for text in known if text.startswith(typed.strip())), {typed, *NOTHING})


def unit_of(text: str) -> str:
    """Return the unit behind a text's only number (``≥95%``: ``%``), ``""`` where there is none or more than one."""
    found = ONE_NUMBER.fullmatch(text.strip())
    return found["unit"] if found else ""


def last_of(previous: Previous, id: str) -> PreviousRow | None:
    """Return last year's texts of a row."""
    return next((row for row in previous.rows if row.id == id), None)


def _newest(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    text = text.strip()
    if text in NOTHING or len(text) > LONGEST:
        return known
    return (text, *(other for other in known if other != text))[:MOST_TEXTS]


def _of(recall: Recall, name: str) -> Remembered:
    plain = " ".join(name.split())
    return recall.by_name.get(plain) or Remembered(name=plain)


def _few(texts: Iterable[str], without: Collection[str]) -> list[str]:
    def wanted() -> Iterator[str]:
        seen = {text.strip() for text in without}
        for text in texts:
            if text.strip() and text not in seen:
                seen.add(text)
                yield text

    return [text for text, _ in zip(wanted(), range(MOST_OFFERS), strict=False)]


@lru_cache(maxsize=4)
def _last_names(names: tuple[str, ...]) -> Index:
    return _index(dict.fromkeys(names))


def _index(names: Iterable[str]) -> Index:
    return Index(Entry("", name, "name") for name in names if name.strip())
