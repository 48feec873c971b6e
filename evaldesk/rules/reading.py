"""Reading: what target and actual of a row mean together, whatever the row weighs; the same texts are read once."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial

from evaldesk.model.template.reckoning import Thresholds
from evaldesk.rules.evaluation import Reading
from evaldesk.rules.figures import percent
from evaldesk.rules.methods import Outcome, compare

# The one object for what is complete: such rows are told apart by identity, and counted instead of added.
WHOLE = Fraction(1)
# Longer texts are prose, and would fill the memory for nothing.
REMEMBERED = 200


def read_texts(
    thresholds: Thresholds, name: str, target: str, actual: str, level2: str, direction: str, method: str
) -> Reading:
    """Return what target and actual mean together."""
    outcome = compare(name, target, actual, group=level2, direction=direction, method=method, thresholds=thresholds)
    if outcome.completion is None:
        return Reading(method, outcome, by_person=True)
    completion = WHOLE if outcome.completion == 1 else outcome.completion
    return Reading(method, outcome, None, completion, _completion_text(outcome, completion))


@lru_cache(maxsize=16)
def reader(thresholds: Thresholds) -> Callable[[str, str, str, str, str, str], Reading]:
    """Return what reads rows under these thresholds; texts that come again (undone, copied) are read once."""
    return lru_cache(maxsize=1 << 13)(partial(read_texts, thresholds))


def _completion_text(outcome: Outcome, completion: Fraction) -> str:
    # Where less is better, actual ÷ target would show 0 % for the best result there is.
    return percent(completion if outcome.ratio is None or outcome.direction == "lower" else outcome.ratio)
