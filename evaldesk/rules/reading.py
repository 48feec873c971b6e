"""Reading: what target and actual of a row mean together, whatever the row weighs; the same texts are read once."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.rules.evaluation import Reading
from evaldesk.rules.figures import percent
from evaldesk.rules.methods import LONGEST_NAME, Leaning, Outcome, Unnamed, compare_under
from evaldesk.rules.methods.direction import by_title
from evaldesk.rules.row_facts import calls_of_values
from evaldesk.values.name import NameReading, read_name

# The one object for what is complete: such rows are told apart by identity, and counted instead of added.
WHOLE = Fraction(1)
# Longer texts are prose, and would fill the memory for nothing.
REMEMBERED = 128

# name, target, actual, level 2, direction, method
Reader = Callable[[str, str, str, str, str, str], Reading]


@lru_cache(maxsize=16)
def reader(thresholds: Thresholds) -> Reader:
    """Return what reads the texts of rows under these thresholds; those that come again are read once.

    A row's name is looked at last. The values of three rows in four mean the same under any name with the same unit,
    and most others under any name that suggests the same direction: forms are full of ``100%`` beside ``≥95%``, while
    no two of them have the same names. That makes reading new forms three times as fast.
    """
    fresh = partial(_read, thresholds)
    of_values = lru_cache(maxsize=1 << 13)(partial(_read_unnamed, thresholds))
    of_rows = lru_cache(maxsize=1 << 13)(fresh)

    def read(name: str, target: str, actual: str, level2: str, direction: str, method: str) -> Reading:
        name = name[:LONGEST_NAME]
        named = read_name(name)
        if len(target) + len(actual) + len(direction) > REMEMBERED:
            return fresh(named, target, actual, direction, method, (name, level2))
        return (
            of_values(named, target, actual, direction, method)
            or of_values(named, target, actual, direction, method, by_title(name, level2))
            or of_rows(named, target, actual, direction, method, (name, level2))
        )

    return read


def _read_unnamed(
    thresholds: Thresholds,
    named: NameReading,
    target: str,
    actual: str,
    direction: str,
    method: str,
    leaning: Leaning | None = None,
) -> Reading | None:
    """Return what target and actual mean under any name of this reading and leaning, None where they rest on more."""
    try:
        return _read(thresholds, named, target, actual, direction, method, None, leaning)
    except Unnamed:
        return None


def _read(
    thresholds: Thresholds,
    named: NameReading,
    target: str,
    actual: str,
    direction: str,
    method: str,
    title: tuple[str, str] | None,
    leaning: Leaning | None = None,
) -> Reading:
    outcome = compare_under(named, target, actual, direction, method, thresholds, title, leaning)
    calls = calls_of_values(target, actual, method, outcome)
    if outcome.completion is None:
        return Reading(method, outcome, None, None, "", True, calls)
    completion = WHOLE if outcome.completion == 1 else outcome.completion
    return Reading(method, outcome, None, completion, _completion_text(outcome, completion), False, calls)


def _completion_text(outcome: Outcome, completion: Fraction) -> str:
    # Where less is better, actual ÷ target would show 0 % for the best result there is.
    return percent(completion if outcome.ratio is None or outcome.direction == "lower" else outcome.ratio)
