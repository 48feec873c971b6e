"""One row in three versions: its texts, its evidence, and what other programs wrote into it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from evaldesk.history.diff.rows import evidence_text
from evaldesk.history.keyed import numbered
from evaldesk.history.labels import STEP, attribute_label
from evaldesk.history.merge.judge import DELETED, Judge, said_direction
from evaldesk.history.merge.three_way import Absent, merge_mappings, three_way
from evaldesk.model.base import Frozen
from evaldesk.model.indicators import TEXTS, Evidence, Indicator
from evaldesk.model.template import Template

Model = TypeVar("Model", bound=Frozen)
EMPTY = Indicator(id="")


def same_content(one: Indicator, other: Indicator) -> bool:
    """Tell whether two rows hold the same, ids and rows below them aside."""
    return one is other or (
        all(getattr(one, key) == getattr(other, key) for key in TEXTS)
        and one.evidence == other.evidence
        and (one.model_extra or {}) == (other.model_extra or {})
    )


def merge_contents(
    base: Indicator | None,
    mine: Indicator,
    theirs: Indicator,
    judge: Judge,
    label: str,
    template: Template | None,
) -> Indicator:
    """Return the row with all that either side changed, the rows below it as in mine."""
    if same_content(mine, theirs) or (base and same_content(base, theirs)):
        return mine
    was = base or EMPTY
    where = f"indicators/{mine.id}"
    texts: dict[str, Any] = {
        key: three_way(
            getattr(was, key),
            getattr(mine, key),
            getattr(theirs, key),
            partial(_settle_text, judge, key, f"{where}/{key}", STEP.join((label, attribute_label(template, key)))),
        )
        for key in TEXTS
    }
    place = STEP.join((label, attribute_label(template, "evidence")))
    texts["evidence"] = three_way(
        was.evidence, mine.evidence, theirs.evidence, partial(_merge_evidence, judge, f"{where}/evidence", place)
    )
    return with_extra(mine.model_copy(update=texts), merge_extra(was, mine, theirs, judge, where, label))


def _settle_text(judge: Judge, key: str, where: str, label: str, base: str, mine: str, theirs: str) -> str:
    shown = said_direction if key == "direction" else None
    return judge.settle(where, where, label, (base, mine, theirs), shown)


def merge_extra(base: Frozen, mine: Frozen, theirs: Frozen, judge: Judge, where: str, label: str) -> Mapping[str, Any]:
    """Return the merged keys of other programs."""

    def settle(key: str, *versions: Any) -> Any:
        place = STEP.join(piece for piece in (label, "其他内容", key) if piece)
        return judge.settle(f"{where}/其他内容/{key}", where, place, (versions[0], versions[1], versions[2]))

    return merge_mappings(base.model_extra or {}, mine.model_extra or {}, theirs.model_extra or {}, settle)


def with_extra(model: Model, extra: Mapping[str, Any]) -> Model:
    """Return the model with exactly these keys of other programs, in this order."""
    if list((model.model_extra or {}).items()) == list(extra.items()):
        return model
    copy = model.model_copy()
    # The one way to take a foreign key away again; `model_copy(update=...)` can only add.
    object.__setattr__(copy, "__pydantic_extra__", dict(extra))
    return copy


def _merge_evidence(
    judge: Judge,
    where: str,
    label: str,
    base: tuple[Evidence, ...],
    mine: tuple[Evidence, ...],
    theirs: tuple[Evidence, ...],
) -> tuple[Evidence, ...]:
    def settle(key: tuple[object, int], *versions: Evidence | Absent) -> Evidence | Absent:
        here = STEP.join((label, str(key[0])))
        three = (versions[0], versions[1], versions[2])
        return judge.settle(f"{where}/{key[0]}#{key[1]}", where, here, three, _said)

    base_of, mine_of, theirs_of = (numbered(side, _about) for side in (base, mine, theirs))
    return tuple(merge_mappings(base_of, mine_of, theirs_of, settle).values())


def _about(item: Evidence) -> str:
    return item.title or item.file


def _said(item: Evidence | Absent) -> str:
    return DELETED if isinstance(item, Absent) else evidence_text((item,))
