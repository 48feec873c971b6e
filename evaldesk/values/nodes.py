"""The kinds of meaning a cell can have. Frozen, comparable, and each keeps the text as it was typed.

To add a kind: a class here, its name in `Value`, a line in `describe` and one in `to_json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing was typed (spaces count as nothing)."""

    kind: ClassVar[str] = "blank"
    text: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The officer says that there is nothing to say: `/`, a dash, `无`, `不适用`."""

    kind: ClassVar[str] = "not_applicable"
    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its meaning.

    `number` is exact, with 万, 亿 and % resolved (`95%` is 19/20, `2.8万路` is 28000). `comparator` is one of
    `≥ > ≤ < = 约` or empty. `unit` and `period` are as typed (`次/月`: 次 and 月). `scale` is what 万, 亿 multiplied
    by. `tolerance` is absolute, in the measure of `number`. `label` holds the words around the number. `trend` is `up`
    or `down` when they say that the number is a change, `up_to` or `down_to` when they say where a change ended
    (`压缩至3天`), `early` for 提前.
    """

    kind: ClassVar[str] = "quantity"
    text: str
    number: Fraction
    comparator: str = ""
    unit: str = ""
    period: str = ""
    scale: Fraction = Fraction(1)
    tolerance: Fraction | None = None
    label: str = ""
    trend: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, in one unit; an open end does not belong to it. `comparator` is `约` for `±3%`."""

    kind: ClassVar[str] = "range"
    text: str
    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False
    comparator: str = ""
    unit: str = ""
    period: str = ""
    scale: Fraction = Fraction(1)
    label: str = ""
    trend: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, year or span: `first` to `last`.

    `comparator` is `≤` for a deadline (`12月底前`: `last` is the last good day), `<` where the named time itself
    may be too
    late (`12月前`), `≥` for "from then on". Without a year in the text `year_known` is false and 2000 stands in.
    """

    kind: ClassVar[str] = "date"
    text: str
    first: date
    last: date
    comparator: str = ""
    year_known: bool = True


@dataclass(frozen=True, slots=True)
class Recurring:
    """A day or part of every period: `每月15日前`, `每季度末`, `每年3月底前`.

    `every` is 周, 月, 季度, 半年 or 年. `first` and `last` are (month of the period, day), a month without edge ends on
    31; in a week (0, weekday). A month beyond the period's last is the one after its end. `comparator` as in `Date`.
    """

    kind: ClassVar[str] = "recurring"
    text: str
    every: str
    first: tuple[int, int]
    last: tuple[int, int]
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of one thing for so many of another: `1:15`. Both are above 0 and kept as typed, not reduced."""

    kind: ClassVar[str] = "ratio"
    text: str
    first: Fraction
    second: Fraction
    comparator: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否, and nothing else."""

    kind: ClassVar[str] = "yes_no"
    text: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """Several labelled values in one cell: `月报12份、专报4份`."""

    kind: ClassVar[str] = "parts"
    text: str
    parts: tuple[Quantity | Range, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words. `plain` is the text without spaces and closing punctuation: what is compared."""

    kind: ClassVar[str] = "words"
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that looks damaged: why (a Chinese clause), and where in the typed text (from 0)."""

    kind: ClassVar[str] = "unreadable"
    text: str
    reason: str
    at: int = 0


Value: TypeAlias = (
    Blank | NotApplicable | Quantity | Range | Ratio | Date | Recurring | YesNo | Parts | Words | Unreadable
)
