"""Which way is better: from the sign, else the officer, else the target's own words, else the name and class."""

from __future__ import annotations

from functools import lru_cache

from evaldesk.rules.lexicon import lexicon
from evaldesk.rules.methods.outcome import Case, Direction, Leaning, Source
from evaldesk.values.nodes import Quantity
from evaldesk.values.signs import ABOUT, EXACTLY, downward, upward
from evaldesk.values.units import dimension

_ASSUMED: tuple[Direction, Source] = ("higher", "assumed")
_CHOICES: dict[str, Direction] = {"higher": "higher", "lower": "lower", "none": "none"}


def direction_of(target: Quantity, case: Case) -> tuple[Direction, Source]:
    """Return the direction and where it came from; `assumed` marks a direction that nothing in the row states."""
    sign = target.comparator
    if upward(sign):
        return "higher", "comparator"
    if downward(sign):
        return "lower", "comparator"
    if sign in (EXACTLY, ABOUT):
        return "none", "comparator"
    if case.direction and (choice := _CHOICES.get(case.direction.strip())):
        return choice, "officer"
    if target.trend:
        # 下降5%: the more it falls the better; 压缩至3天: the fewer days the better
        return ("lower" if target.trend == "down_to" else "higher"), "target"
    return leaning_of(case)[dimension(target.unit) == "time"]


def leaning_of(case: Case) -> Leaning:
    """Return what name and class of a row say of the direction.

    :raises Unnamed: where the values are compared without them.
    """
    return case.leaning or by_title(*case.known_title)


@lru_cache(maxsize=1 << 14)
def by_title(name: str, group: str) -> Leaning:
    """Return the direction that name and class suggest; rates of handling are better when higher."""
    found = _by_words(name, group)
    if found is not None:
        return found, found
    of_times = _of_durations(name)
    return (_ASSUMED if name.endswith(("天数", "日数")) else of_times), of_times


def _by_words(name: str, group: str) -> tuple[Direction, Source] | None:
    words = lexicon()
    if words.lower_first.search(name):
        return "lower", "name"
    if words.higher.search(name):
        return "higher", "name"
    if words.lower.search(name):
        return ("higher" if words.lower_except.search(name) else "lower"), "name"
    if words.lower_groups.search(group):
        return ("higher" if words.shortening.search(name) else "lower"), "name"
    return None


def _of_durations(name: str) -> tuple[Direction, Source]:
    """Return what a name says that may speak of a length of time: the shorter the better, where nothing says else."""
    words = lexicon()
    if words.durations.search(name):
        if words.shortening.search(name):
            return "higher", "name"
        if not words.durations_except.search(name):
            return "lower", "name"
    return _ASSUMED


@lru_cache(maxsize=1 << 14)
def bounded_rate(name: str) -> bool:
    """Tell whether a rate of this name cannot exceed 100 %."""
    return bool(lexicon().bounded_rates.search(name))


@lru_cache(maxsize=1 << 14)
def growth(name: str) -> bool:
    """Tell whether a name speaks of growth, which may well exceed 100 %."""
    return bool(lexicon().growth.search(name))
