"""Which way is better: from the sign, else the officer, else the target's own words, else the name and class."""

from __future__ import annotations

from functools import lru_cache

from evaldesk.rules.lexicon import lexicon
from evaldesk.rules.methods.outcome import Direction, Source
from evaldesk.values.nodes import Quantity
from evaldesk.values.signs import ABOUT, EXACTLY, downward, upward
from evaldesk.values.units import dimension

_CHOICES: dict[str, Direction] = {"higher": "higher", "lower": "lower", "none": "none"}


def direction_of(target: Quantity, name: str, group: str, chosen: str) -> tuple[Direction, Source]:
    """Return the direction and where it came from; `assumed` marks a direction that nothing in the row states."""
    sign = target.comparator
    if upward(sign):
        return "higher", "comparator"
    if downward(sign):
        return "lower", "comparator"
    if sign in (EXACTLY, ABOUT):
        return "none", "comparator"
    if choice := _CHOICES.get(chosen.strip()):
        return choice, "officer"
    if target.trend:
        # 下降5%: the more it falls the better; 压缩至3天: the fewer days the better
        return ("lower" if target.trend == "down_to" else "higher"), "target"
    return by_name(name, group, dimension(target.unit) == "time")


@lru_cache(maxsize=1 << 14)
def by_name(name: str, group: str, is_time: bool) -> tuple[Direction, Source]:
    """Return the direction that name and class suggest; rates of handling are better when higher."""
    words = lexicon()
    if words.lower_first.search(name):
        return "lower", "name"
    if words.higher.search(name):
        return "higher", "name"
    if words.lower.search(name):
        return ("higher" if words.lower_except.search(name) else "lower"), "name"
    if words.lower_groups.search(group):
        return ("higher" if words.shortening.search(name) else "lower"), "name"
    if words.durations.search(name) and (is_time or not name.endswith(("天数", "日数"))):
        if words.shortening.search(name):
            return "higher", "name"
        if not words.durations_except.search(name):
            return "lower", "name"
    return "higher", "assumed"


@lru_cache(maxsize=1 << 14)
def bounded_rate(name: str) -> bool:
    """Tell whether a rate of this name cannot exceed 100 %."""
    return bool(lexicon().bounded_rates.search(name))


@lru_cache(maxsize=1 << 14)
def growth(name: str) -> bool:
    """Tell whether a name speaks of growth, which may well exceed 100 %."""
    return bool(lexicon().growth.search(name))
