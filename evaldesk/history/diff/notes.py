"""Differences of what is pinned on a form: explanations of findings, and a reviewer's remarks with their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaldesk.history.diff.changes import Change, Kind, Part
from evaldesk.history.diff.texts import changed
from evaldesk.history.events import STATUS_NAMES
from evaldesk.history.keyed import numbered
from evaldesk.history.labels import STEP, place_label, row_names
from evaldesk.history.pins import moved_where
from evaldesk.model.document import Document, Explanation, Remark
from evaldesk.model.template import Template


def explanation_changes(
    old: Document, new: Document, template: Template | None, ids: Mapping[str, str]
) -> Iterator[Change]:
    """Yield what differs in the explanations; ``ids`` are the new ids of rows by their old ones."""
    was = numbered(old.explanations, lambda item: (item.code, moved_where(item.where, ids), item.words))
    now = numbered(new.explanations, lambda item: (item.code, item.where, item.words))
    names = row_names(old.indicators) | row_names(new.indicators)
    for key in dict.fromkeys((*now, *was)):
        one, other = was.get(key), now.get(key)
        where = (other or one or Explanation(code="", where="")).where
        label = STEP.join((place_label(template, names, where), "说明"))
        texts = (one.text if one else "", other.text if other else "")
        yield from _came_went_changed("explanations", where, label, *texts, bool(one), bool(other))


def remark_changes(old: Document, new: Document, template: Template | None, ids: Mapping[str, str]) -> Iterator[Change]:
    """Yield what differs in the remarks: new ones, withdrawn ones, answers and their standing."""
    was = numbered(old.remarks, lambda item: (moved_where(item.where, ids), item.by, item.at, item.text))
    now = numbered(new.remarks, lambda item: (item.where, item.by, item.at, item.text))
    names = row_names(old.indicators) | row_names(new.indicators)
    for key in dict.fromkeys((*now, *was)):
        one, other = was.get(key), now.get(key)
        where = (other or one or Remark(where="")).where
        label = STEP.join((place_label(template, names, where), "审核意见"))
        if one is None or other is None:
            texts = (one.text if one else "", other.text if other else "")
            yield from _came_went_changed("remarks", where, label, *texts, bool(one), bool(other))
            continue
        yield from changed("remarks", where, STEP.join((label, "答复")), one.response, other.response)
        states = [STATUS_NAMES.get(item.status, item.status) for item in (one, other)]
        yield from changed("remarks", where, STEP.join((label, "状态")), *states)


def _came_went_changed(
    part: Part, where: str, label: str, old: str, new: str, was: bool, now: bool
) -> Iterator[Change]:
    if was and now:
        yield from changed(part, where, label, old, new)
    else:
        yield Change(Kind.ADDED if now else Kind.REMOVED, part, where, label, old, new)
