"""What a template says of money, scales and grades: the numbers that checks and methods reckon with."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from evaldesk.model.template.described import Described


class Sum(Described):
    """State that the amount in ``total`` is the sum of those in ``parts``."""

    total: str
    parts: tuple[str, ...]


class Funding(Described):
    """Name the fields that hold the money, and the base of the rate; fields of one list are added up.

    ``rate_label`` and ``base_label`` are the official form's words for the rate and its base.
    """

    planned: tuple[str, ...]
    allocated: tuple[str, ...] = ()
    spent: tuple[str, ...]
    base: Literal["planned", "allocated"] = "planned"
    rate_label: str = "支出率"
    base_label: str = ""
    sums: tuple[Sum, ...] = ()


class Band(Described):
    """Describe one step of a qualitative scale: completion from ``low`` (included) to ``high``."""

    low: Decimal
    high: Decimal
    label: str
    meaning: str = ""


class Grade(Described):
    """Describe a grade of the total: reached from ``low`` points on."""

    name: str
    low: Decimal


class Thresholds(Described):
    """Hold the numbers that checks and methods need, as fractions of 1 (``over_target`` 1.3 is 130 %)."""

    over_target: Decimal = Decimal("1.3")
    about_tolerance: Decimal = Decimal("0.10")
    low_execution: Decimal = Decimal("0.80")
    full_execution: Decimal = Decimal("0.95")  # from here on the money left over needs no word
    words_points: Decimal = Decimal("10")  # more points than this must not rest on a word that repeats the target
    copied_rows: int = 10  # so many rows, and such a part of all, may repeat their target unasked
    copied_share: Decimal = Decimal("0.4")
    yearly_change: Decimal = Decimal("0.3")  # by more than this part of last year's figure it is pointed at
    yearly_jump: Decimal = Decimal("1")  # from this part of it on a word is asked for
    copied_text: int = 40  # so many characters of the goal may stand in the result word for word
    pass_mark: Decimal | None = None
    bands: tuple[Band, ...] = (
        Band(low=Decimal("0.8"), high=Decimal("1"), label="80%（含）-100%", meaning="全部或基本达成预期指标"),
        Band(low=Decimal("0.6"), high=Decimal("0.8"), label="60%（含）-80%", meaning="部分达成预期指标并具有一定效果"),
        Band(low=Decimal("0"), high=Decimal("0.6"), label="0-60%", meaning="未达成预期指标且效果较差"),
    )


DEFAULT_GRADES = (
    Grade(name="优", low=Decimal(90)),
    Grade(name="良", low=Decimal(80)),
    Grade(name="中", low=Decimal(60)),
    Grade(name="差", low=Decimal(0)),
)
