"""Finding: something that is wrong, unusual or worth a word in a form, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from typing import Any


class Level(StrEnum):
    """Say how grave a finding is: error holds back the fair copy, explain wants a sentence, hint is advice."""

    ERROR = "error"
    EXPLAIN = "explain"
    HINT = "hint"


LEVEL_NAMES = {Level.ERROR: "错误", Level.EXPLAIN: "需说明", Level.HINT: "提示"}


Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fix:
    """Describe a mechanical mend as one undo step: its button's words, and the new texts by address.

    ``made`` holds the edits, or makes them when someone asks: a mend may touch every row, and is rarely wanted.
    """

    label: str
    made: Edits | Callable[[], Edits]

    @property
    def edits(self) -> Edits:
        """Return the new texts by address."""
        return self.made() if callable(self.made) else self.made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fix) and (self.label, self.edits) == (other.label, other.edits)

    def __hash__(self) -> int:
        return hash(self.label)

    def __repr__(self) -> str:
        return f"Fix({self.label!r}, {self.edits!r})"

    def __reduce__(self) -> tuple[type[Fix], tuple[str, Edits]]:
        # What makes the edits may hold the whole form; another process gets them made.
        return Fix, (self.label, self.edits)


# Nobody writes to a finding, and it may be a key; it is not declared frozen because that would make it several times
# as dear to make, and a form can have thousands.
@dataclass(slots=True, unsafe_hash=True)
class Finding:
    """Hold one finding: a code for ever, its level, its address, and one Chinese sentence with the numbers in it.

    ``where`` is an address as ``str(Where)`` writes it, ``span`` is (start, end) in the text there. ``about`` are the
    addresses whose texts the finding rests on: an explanation holds only while they stay the same. ``prose`` says that
    it rests on reading prose, so it may be answered 不是错误. ``cause`` is the address of the finding behind this one.
    """

    code: str
    level: Level
    where: str
    message: str
    span: tuple[int, int] | None = None
    numbers: tuple[str, ...] = ()
    source: str = ""
    why: str = ""
    fix: Fix | None = None
    about: tuple[str, ...] = ()
    prose: bool = False
    cause: str = ""
    explained: str = ""

    def __reduce__(self) -> tuple[type[Finding], tuple[Any, ...]]:
        # Those of thousands of forms travel between processes: as one row of values they do so three times as fast.
        return Finding, _values(self)


_values = attrgetter(*(item.name for item in fields(Finding)))
