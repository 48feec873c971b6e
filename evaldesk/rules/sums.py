"""Sums: what the points below a node add up to, exactly; after an edit only what moved is reckoned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaldesk.rules.evaluation import Points, Sums
from evaldesk.rules.figures import NOTHING, exact_total

# The points of rows before and after an edit, row by row.
Moves = Sequence[tuple[Points, Points]]

# From here on adding all points anew is as cheap as following each change.
FEW = 16


def sums_of(earned: Mapping[Points, int]) -> Sums:
    """Return the exact sums over points that so many children hold: suggested, suggested open, score, open."""
    # Rows of one weight hold the same points, which are added once and multiplied; few forms leave points open.
    suggested = exact_total([(item.suggested, times) for item, times in earned.items()])
    as_suggested = all(item.score is item.suggested for item in earned)
    score = suggested if as_suggested else exact_total([(item.score, times) for item, times in earned.items()])
    waiting = [(item, times) for item, times in earned.items() if item.suggested_open is not NOTHING]
    if not waiting:
        return suggested, NOTHING, score, NOTHING
    suggested_open = exact_total([(item.suggested_open, times) for item, times in waiting])
    return suggested, suggested_open, score, exact_total([(item.open, times) for item, times in waiting])


def moved(before: Sums, earned: Mapping[Points, int], moves: Moves) -> tuple[Sums, dict[Points, int]]:
    """Return earlier sums and counts after some moves: exact, so the same as adding and counting all anew."""
    counts = dict(earned)
    for old, new in moves:
        counts[new] = counts.get(new, 0) + 1
        counts[old] -= 1
        if not counts[old]:
            del counts[old]
    return (_moved_sums(before, moves) if len(moves) <= FEW else sums_of(counts)), counts


def _moved_sums(before: Sums, moves: Moves) -> Sums:
    suggested, suggested_open, score, open_points = before
    for old, new in moves:
        suggested += new.suggested - old.suggested
        suggested_open += new.suggested_open - old.suggested_open
        score += new.score - old.score
        open_points += new.open - old.open
    return suggested, suggested_open, score, open_points
