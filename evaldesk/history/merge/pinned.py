"""What is pinned on a form, in three versions: explanations, remarks with their answers, and the form's history."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from evaldesk.history.events import STATUS_NAMES
from evaldesk.history.keyed import numbered
from evaldesk.history.labels import STEP, place_label
from evaldesk.history.merge.judge import DELETED, Judge
from evaldesk.history.merge.three_way import Absent, merge_mappings, three_way
from evaldesk.model.document import Document, Event, Explanation, Remark
from evaldesk.model.template import Template

Names = Mapping[str, tuple[str, ...]]
Three = tuple[Document, Document, Document]


def merge_explanations(
    documents: Three, judge: Judge, names: Names, template: Template | None
) -> tuple[Explanation, ...]:
    """Return the explanations of both sides, known by finding and place."""

    def settle(key: tuple[object, int], *versions: Explanation | Absent) -> Explanation | Absent:
        found = next(item for item in versions if not isinstance(item, Absent))
        label = STEP.join((place_label(template, names, found.where), "说明"))
        three = (versions[0], versions[1], versions[2])
        return judge.settle(
            f"explanations/{found.code}/{found.where}{found.words and '/' + found.words}#{key[1]}",
            found.where,
            label,
            three,
            _text,
        )

    base, mine, theirs = (
        numbered(document.explanations, lambda item: (item.code, item.where, item.words)) for document in documents
    )
    return tuple(merge_mappings(base, mine, theirs, settle).values())


def merge_remarks(documents: Three, judge: Judge, names: Names, template: Template | None) -> tuple[Remark, ...]:
    """Return the remarks of both sides; answer and standing of one remark are merged each for itself."""

    def settle(key: tuple[object, int], *versions: Remark | Absent) -> Remark | Absent:
        found = next(item for item in versions if not isinstance(item, Absent))
        label = STEP.join((place_label(template, names, found.where), "审核意见"))
        place = f"remarks/{found.where}/{found.at}/{found.by}/{found.text}#{key[1]}"
        base, mine, theirs = versions
        if isinstance(mine, Absent) or isinstance(theirs, Absent):
            return judge.settle(place, found.where, label, (base, mine, theirs), _text)
        was = found.model_copy(update={"response": "", "status": ""}) if isinstance(base, Absent) else base
        answer, state = STEP.join((label, "答复")), STEP.join((label, "状态"))
        texts = {
            "response": three_way(
                was.response,
                mine.response,
                theirs.response,
                partial(_settle, judge, f"{place}/response", found, answer),
            ),
            "status": three_way(
                was.status, mine.status, theirs.status, partial(_settle, judge, f"{place}/status", found, state)
            ),
        }
        return mine.model_copy(update=texts)

    base, mine, theirs = (
        numbered(document.remarks, lambda item: (item.where, item.by, item.at, item.text)) for document in documents
    )
    return tuple(merge_mappings(base, mine, theirs, settle).values())


def merge_history(documents: Three) -> tuple[Event, ...]:
    """Return the events of both sides; the same event is not told twice."""
    base, mine, theirs = (
        numbered(document.history, lambda item: (item.at, item.event, item.revision, item.digest))
        for document in documents
    )
    return tuple(merge_mappings(base, mine, theirs, lambda key, was, ours, other: ours).values())


def _settle(judge: Judge, key: str, remark: Remark, label: str, base: str, mine: str, theirs: str) -> str:
    return judge.settle(key, remark.where, label, (base, mine, theirs), lambda text: STATUS_NAMES.get(text, text))


def _text(item: Explanation | Remark | Absent) -> str:
    return DELETED if isinstance(item, Absent) else item.text
