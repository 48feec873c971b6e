"""Measures: the indicators as a text may name them, and which of them a number in a text speaks of.

A row is named by its core: its name without brackets, quotes and the word that only says that it counts
(``跨域通办事项数量`` is 跨域通办事项). A number speaks of it where the core stands directly before it
(``新建公厕10座``) or around it (``新建10座公厕``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from evaldesk.rules.case import Case, Row
from evaldesk.rules.prose import Mention, fold, is_count, squeezed
from evaldesk.rules.prose.rounding import agrees
from evaldesk.rules.prose.words import listed, pattern
from evaldesk.values import Quantity
from evaldesk.values.units import convert, same_period

_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[≥≤><=*×%]+")
_SHORTEST, _SHORTEST_RATE, _MOST_CUT = 4, 3, 11
REMEMBERED = 1 << 13
_RATE = ("率", "度")
_YEARLY = ("", "年", "年度", "全年")
_REST = "共有计为达到约率度数量次人总个份件现已均全部实完成了分别合"


class Measure(NamedTuple):
    """Hold an indicator as a text may name it, with its target and its actual value where they are quantities."""

    row: Row
    core: str
    target: Quantity | None
    actual: Quantity | None

    @property
    def name(self) -> str:
        """Return the indicator's name as typed."""
        return self.row.result.node.name.strip()

    @property
    def where(self) -> str:
        """Return the address of the actual value."""
        return self.row.where("actual")


class Called(NamedTuple):
    """Hold what a text may call an indicator: its core, and all its names; none where they are too short to tell."""

    core: str
    names: tuple[str, ...]


class Measures(NamedTuple):
    """Hold the measures of a form, and where to look for them: by their last two characters and by their first two.

    Beside those of ``by_start`` stands their place among all.
    """

    all: Sequence[Measure]
    by_end: Mapping[str, Sequence[Measure]]
    by_start: Mapping[str, Sequence[tuple[int, Measure]]]


def measures(case: Case) -> Measures:
    """Return the indicators of a form as a text may name them."""
    return case.once(_measures)


def named_before(known: Measures, mention: Mention) -> Iterator[tuple[Measure, str]]:
    """Yield the measures named directly before a number, each with the words that stand before its name."""
    label = plain(mention.label)
    # Behind a name only words without weight may follow, so it can end nowhere before these begin.
    for end in range(max(len(label.rstrip(_REST)), 2), len(label) + 1):
        for measure in known.by_end.get(label[end - 2 : end], ()):
            begin = end - len(measure.core)
            if begin >= 0 and label.startswith(measure.core, begin):
                yield measure, label[:begin]


def named_around(known: Measures, mention: Mention) -> Iterator[Measure]:
    """Yield the measures whose name stands half before and half behind a number: 新建10座公厕, 举办12期培训班."""
    label, tail = plain(mention.label), plain(mention.tail)
    if len(tail) < 2:
        return
    turned = [
        (place, measure)
        for place, measure in known.by_start.get(tail[:2], ())
        if any(tail.startswith(measure.core[:at]) and label.endswith(measure.core[at:]) for at in _cuts(measure.core))
    ]
    straight = [
        (place, measure)
        for cut in range(2, min(len(label), _MOST_CUT) + 1)
        for place, measure in known.by_start.get(label[-cut:][:2], ())
        if cut in _cuts(measure.core) and label.endswith(measure.core[:cut]) and tail.startswith(measure.core[cut:])
    ]
    for _, measure in sorted([*turned, *straight], key=_place):
        yield measure


def _cuts(core: str) -> range:
    """Return where a name can be cut in two so that two characters or more stand on either side."""
    return range(2, len(core) - 1)


def _place(found: tuple[int, Measure]) -> int:
    return found[0]


def comparable(mention: Mention, value: Quantity) -> bool:
    """Tell whether a number of the text and a value of the table have units and periods that compare."""
    if not (same_period(mention.period, value.period) or {mention.period, value.period} <= set(_YEARLY)):
        return False
    if not value.unit:
        return is_count(mention.unit)
    step = convert(mention.unit, value.unit)
    return step is not None and (step.alike or mention.unit == value.unit)


def holds(mention: Mention, value: Quantity) -> bool:
    """Tell whether a number of the text can be this value of the table: rounded, or inside what a sign leaves open."""
    step = convert(mention.unit, value.unit) if value.unit else None
    factor = step.factor if step else 1
    scaled = mention._replace(value=mention.value * factor, step=mention.step * factor)
    if agrees(scaled, value.number):
        return True
    if value.comparator in ("≥", ">"):
        return scaled.value >= value.number
    if value.comparator in ("≤", "<"):
        return scaled.value <= value.number
    return value.comparator == "约" and abs(scaled.value - value.number) * 10 <= value.number


@lru_cache(maxsize=REMEMBERED)
def plain(words: str) -> str:
    """Return folded words as names are compared: without spaces and punctuation, 满意率 as 满意度."""
    return _alike(squeezed(words))


def _alike(words: str) -> str:
    return words.replace("满意率", "满意度").replace("好评率", "好评度") if "率" in words else words


def core_of(name: str) -> str:
    """Return what a text would call an indicator: its name without brackets, signs and counting words."""
    return _called(name).core


@lru_cache(maxsize=REMEMBERED)
def _called(name: str) -> Called:
    folded = fold(name)
    whole = _alike(folded if folded.isalnum() else squeezed(_SIGNS.sub("", _BRACKETS.sub("", folded))))
    core = _uncounted(whole)
    if len(core) < (_SHORTEST_RATE if core.endswith(_RATE) else _SHORTEST):
        return Called(core, ())
    names = [core] if core == whole else [core, whole]
    names += [short for name in names if (short := _without_verb(name)) and short not in names]
    return Called(core, tuple(names))


def _uncounted(whole: str) -> str:
    """Return a name without the word that only says that it counts (数量, 次数)."""
    if whole.endswith(listed("count_suffix")):
        for suffix in listed("count_suffix"):
            if whole.endswith(suffix) and len(whole) - len(suffix) >= 2:
                return whole.removesuffix(suffix)
    return whole


def _measures(case: Case) -> Measures:
    found: list[Measure] = []
    by_end: dict[str, list[Measure]] = {}
    by_start: dict[str, list[tuple[int, Measure]]] = {}
    for row in case.rows:
        result = row.result
        outcome, called = result.outcome, _called(result.node.name)
        target = outcome.target if outcome is not None and isinstance(outcome.target, Quantity) else None
        actual = outcome.actual if outcome is not None and isinstance(outcome.actual, Quantity) else None
        measure = Measure(row, called.core, target, actual)
        if called.names and (target is not None or actual is not None):
            for name in called.names:
                by_end.setdefault(name[-2:], []).append(Measure(row, name, target, actual))
            by_start.setdefault(called.core[:2], []).append((len(found), measure))
        found.append(measure)
    return Measures(found, by_end, by_start)


def _without_verb(core: str) -> str:
    """Return a name without the verb before it (开展), nothing where there is none or too little is left."""
    found = pattern("count_prefix").match(core)
    return core[found.end() :] if found and len(core) - found.end() >= _SHORTEST else ""
