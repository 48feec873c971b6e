"""Two values of a form side by side: what changed, where in the words of the paper, and what it does to the score.

``diff`` compares; ``as_text`` says it to people, ``as_json`` to programs. A new kind of content is compared by one
function beside ``fields``, ``rows`` and ``notes``, called here in the order of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaldesk.history.diff.changes import Change, Diff, Effect, Kind, Piece, Side
from evaldesk.history.diff.effect import effect_of
from evaldesk.history.diff.jsonable import as_json
from evaldesk.history.diff.matching import Entry, Pairs, entries, match
from evaldesk.history.diff.notes import explanation_changes, remark_changes
from evaldesk.history.diff.rows import row_changes
from evaldesk.history.diff.text import as_text, labels_of
from evaldesk.history.diff.texts import changed, extra_changes, field_changes, total_changes
from evaldesk.model.digest import digest
from evaldesk.model.document import Document
from evaldesk.model.template import Template
from evaldesk.rules import evaluate
from evaldesk.rules.evaluation import Evaluation

__all__ = [
    "Change",
    "Diff",
    "Effect",
    "Kind",
    "Piece",
    "Side",
    "as_json",
    "as_text",
    "changes_between",
    "diff",
    "labels_of",
]


def diff(
    old: Document,
    new: Document,
    template: Template | None,
    before: Evaluation | None = None,
    after: Evaluation | None = None,
) -> Diff:
    """Return what differs from the old form to the new one.

    ``template`` is the new one's; both forms are scored by it, so that the effect is that of what was typed. Without
    one (this machine lacks it) there are keys for labels and no effect. ``before`` and ``after`` save a second
    evaluation where the caller has made it already, under the same template.
    """
    rows, now = entries(old.indicators), entries(new.indicators)
    pairs = match(rows, now)
    changes = _changes(old, new, template, rows, now, pairs)
    effect = None
    if template:
        before = before or evaluate(old, template)
        effect = effect_of(before, after or evaluate(new, template, before), rows, now, pairs)
    return Diff(_side(old), _side(new), changes, effect)


def changes_between(old: Document, new: Document, template: Template | None) -> tuple[Change, ...]:
    """Return what differs, without scoring either form."""
    rows, now = entries(old.indicators), entries(new.indicators)
    return _changes(old, new, template, rows, now, match(rows, now))


def _changes(
    old: Document,
    new: Document,
    template: Template | None,
    rows: Sequence[Entry],
    now: Sequence[Entry],
    pairs: Pairs,
) -> tuple[Change, ...]:
    ids = {was.node.id: entry.node.id for entry, was in pairs.items()}
    return (
        *changed("template", "template", "模板", old.template, new.template),
        *field_changes(old, new, template),
        *row_changes(rows, now, pairs, template),
        *total_changes(old, new, template),
        *explanation_changes(old, new, template, ids),
        *remark_changes(old, new, template, ids),
        *extra_changes("", "", old, new),
    )


def _side(document: Document) -> Side:
    return Side(document.id, document.template, document.revision, digest(document))
