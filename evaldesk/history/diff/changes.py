"""What a comparison of two forms says: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Part = Literal["template", "fields", "indicators", "total", "explanations", "remarks", "other"]
Sameness = Literal["same", "out", "in"]


class Kind(StrEnum):
    """Say what happened to a place: ``moved`` is to another branch, ``reordered`` among the same rows."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REORDERED = "reordered"


KIND_NAMES = {
    Kind.CHANGED: "修改",
    Kind.ADDED: "新增",
    Kind.REMOVED: "删除",
    Kind.MOVED: "移到别处",
    Kind.REORDERED: "调整顺序",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of a long text: in both, only in the old one (``out``) or only in the new one (``in``)."""

    kind: Sameness
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one difference.

    ``where`` is the address to go to: a text's, or ``indicators/<id>`` of a row; in the new form, but for what was
    removed. ``label`` is the place in Chinese. ``pieces`` compare long texts sentence by sentence, and only these.
    """

    kind: Kind
    part: Part
    where: str
    label: str
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what a form is worth, as figures to show; ``open`` are points that wait for a person's judgement."""

    weight: str
    score: str
    suggested: str
    open: str
    grade: str
    rate: str


@dataclass(frozen=True, slots=True)
class Worth:
    """Hold what one row is worth, as figures to show; all empty where the form has no such row."""

    weight: str = ""
    score: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class RowEffect:
    """Hold how the worth of one row changed."""

    where: str
    label: str
    depth: int
    before: Worth
    after: Worth


@dataclass(frozen=True, slots=True)
class Effect:
    """Hold how the worth of a form changed: as a whole, and row by row where it did."""

    before: Standing
    after: Standing
    rows: tuple[RowEffect, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Name one of the two forms."""

    id: str
    template: str
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Hold everything that differs, in the order of the paper; no effect where the template is unknown here."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    effect: Effect | None

    @property
    def counts(self) -> dict[Kind, int]:
        """Return how many changes there are of each kind that occurs."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in Kind if kind in kinds}
