"""Two values of a form that grew from one: what does not collide merges by itself, what does is a list to choose from.

Fields are known by their key, rows by their id; texts, places, order, evidence, explanations and remarks are merged
each for itself. At a conflict mine is kept until the officer chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from evaldesk.history.labels import field_label, row_names, total_label, total_row
from evaldesk.history.merge.additions import aligned, with_equal_additions
from evaldesk.history.merge.contents import merge_extra, with_extra
from evaldesk.history.merge.judge import Choice, Conflict, Judge
from evaldesk.history.merge.pinned import Three, merge_explanations, merge_history, merge_remarks
from evaldesk.history.merge.text import as_json, as_text
from evaldesk.history.merge.three_way import Absent, merge_mappings, three_way
from evaldesk.history.merge.tree import merge_trees
from evaldesk.model.document import TOTAL_WEIGHTS, Document, Total, field
from evaldesk.model.template import Template

__all__ = ["Choice", "Conflict", "Merged", "aligned", "as_json", "as_text", "merge", "resolve"]


@dataclass(frozen=True, slots=True)
class Merged:
    """Hold the merged form with mine at every conflict, the conflicts, and the three forms it was made from."""

    document: Document
    conflicts: tuple[Conflict, ...]
    sources: Three
    template: Template | None = None


def merge(base: Document, mine: Document, theirs: Document, template: Template | None = None) -> Merged:
    """Return both sides' work in one form; ``template`` gives the labels of the conflicts."""
    return _merge((base, mine, theirs), template, {})


def resolve(merged: Merged, choices: Mapping[str, Choice]) -> Document:
    """Return the form with the chosen side at each conflict (by its ``key``), mine where nothing was chosen.

    :raises KeyError: when there is no such conflict.
    """
    unknown = choices.keys() - {conflict.key for conflict in merged.conflicts}
    if unknown:
        raise KeyError(min(unknown))
    return _merge(merged.sources, merged.template, choices).document


def _merge(sources: Three, template: Template | None, choices: Mapping[str, Choice]) -> Merged:
    base, mine, theirs = sources
    theirs = with_equal_additions(base, mine, theirs)
    three = (base, mine, theirs)
    names = row_names(base.indicators) | row_names(theirs.indicators) | row_names(mine.indicators)
    judge = Judge(choices)
    parts: dict[str, Any] = {
        "version": max(mine.version, theirs.version),
        "template": three_way(
            base.template, mine.template, theirs.template, partial(_settle, judge, "template", "模板")
        ),
        # Neither is a matter of choice: the form in hand keeps its id, and nobody's hand-in is counted back.
        "id": three_way(base.id, mine.id, theirs.id, lambda _, ours, other: ours),
        "revision": three_way(base.revision, mine.revision, theirs.revision, lambda _, ours, other: max(ours, other)),
        "fields": _fields(three, judge, template),
        "indicators": merge_trees(base.indicators, mine.indicators, theirs.indicators, judge, names, template),
        "total": _total(base.total, mine.total, theirs.total, judge, template),
        "explanations": merge_explanations(three, judge, names, template),
        "remarks": merge_remarks(three, judge, names, template),
        "history": merge_history(three),
        "previous": three_way(base.previous, mine.previous, theirs.previous, lambda _, ours, other: ours),
        # A note holds only for the text that it led to, so that the other side's loses nothing.
        "notes": merge_mappings(base.notes, mine.notes, theirs.notes, lambda _, was, ours, other: ours),
    }
    document = with_extra(mine.model_copy(update=parts), merge_extra(base, mine, theirs, judge, "document", ""))
    return Merged(document, tuple(judge.conflicts), sources, template)


def _fields(documents: Three, judge: Judge, template: Template | None) -> dict[str, str]:
    def settle(key: str, *versions: str | Absent) -> str | Absent:
        where = str(field(key))
        three = (versions[0], versions[1], versions[2])
        return judge.settle(where, where, field_label(template, key), three)

    base, mine, theirs = (document.fields for document in documents)
    return merge_mappings(base, mine, theirs, settle)


def _total(base: Total, mine: Total, theirs: Total, judge: Judge, template: Template | None) -> Total:
    def settle(key: str, one: str, other: str, third: str) -> str:
        return _settle(judge, f"total/{key}", total_label(template, key), one, other, third)

    def weights(*versions: tuple[str, ...]) -> tuple[str, ...]:
        longest = max(map(len, versions))
        one, other, third = ((*version, *[""] * (longest - len(version))) for version in versions)
        keys = [TOTAL_WEIGHTS[at] if at < len(TOTAL_WEIGHTS) else str(at) for at in range(longest)]
        columns = zip(keys, one, other, third, strict=True)
        return tuple(three_way(a, b, c, partial(settle, key)) for key, a, b, c in columns)

    merged = mine.model_copy(
        update={
            "weights": three_way(base.weights, mine.weights, theirs.weights, weights),
            "score": three_way(base.score, mine.score, theirs.score, partial(settle, "score")),
            "reason": three_way(base.reason, mine.reason, theirs.reason, partial(settle, "reason")),
        }
    )
    return with_extra(merged, merge_extra(base, mine, theirs, judge, "total", total_row(template)))


def _settle(judge: Judge, where: str, label: str, base: str, mine: str, theirs: str) -> str:
    return judge.settle(where, where, label, (base, mine, theirs))
