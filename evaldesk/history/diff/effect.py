"""What the differences do to weights, scores and grade: two evaluations side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaldesk.history.diff.changes import Effect, RowEffect, Standing, Worth
from evaldesk.history.diff.matching import Entry, Pairs
from evaldesk.history.labels import row_label
from evaldesk.rules.evaluation import Evaluation, NodeResult
from evaldesk.rules.figures import figure


def effect_of(
    before: Evaluation, after: Evaluation, old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs
) -> Effect:
    """Return how the worth changed; ``pairs`` says which row is which."""
    return Effect(standing(before), standing(after), tuple(_rows(before, after, old, new, pairs)))


def standing(evaluation: Evaluation) -> Standing:
    """Return the figures of a whole form."""
    return Standing(
        weight=evaluation.weight_text,
        score=evaluation.score_text,
        suggested=evaluation.suggested_text,
        open=evaluation.open_text if evaluation.open else "",
        grade=evaluation.grade,
        rate=evaluation.execution.rate_text if evaluation.execution else "",
    )


def worth(result: NodeResult | None) -> Worth:
    """Return the figures of one row, empty ones where it does not exist."""
    if result is None:
        return Worth()
    return Worth(result.weight_text, result.score_text, figure(result.suggested))


def _rows(
    before: Evaluation, after: Evaluation, old: Sequence[Entry], new: Sequence[Entry], pairs: Pairs
) -> Iterator[RowEffect]:
    for entry in new:
        was = pairs.get(entry)
        one = before.nodes.get(was.node.id) if was else None
        other = after.nodes.get(entry.node.id)
        if not _same(one, other) and (before_it := worth(one)) != (after_it := worth(other)):
            yield _effect(entry, before_it, after_it)
    kept = set(pairs.values())
    for entry in old:
        if entry not in kept:
            yield _effect(entry, worth(before.nodes.get(entry.node.id)), Worth())


def _effect(entry: Entry, before: Worth, after: Worth) -> RowEffect:
    return RowEffect(f"indicators/{entry.node.id}", row_label(entry.names), entry.depth, before, after)


def _same(one: NodeResult | None, other: NodeResult | None) -> bool:
    if one is None or other is None or one is other:
        return one is other
    return (
        one.weight_text == other.weight_text and one.score_text == other.score_text and one.suggested == other.suggested
    )
