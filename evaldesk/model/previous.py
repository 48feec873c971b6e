"""Last year's form as this year's remembers it: for showing beside what is typed now, and for noticing what jumped.

It is no content of the form: nothing is printed from it, reckoned with it, or counted in the digest.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from evaldesk.model.base import Frozen


class PreviousRow(Frozen):
    """Hold last year's texts of what is the row ``id`` in this form."""

    id: str
    name: str = ""
    weight: str = ""
    target: str = ""
    actual: str = ""
    self_score: str = ""
    reason: str = ""


class Previous(Frozen):
    """Hold which form and year this one was carried forward from, and its texts: fields by key, and rows.

    An amount that was in another unit has its unit written behind it.
    """

    form: str = ""
    template: str = ""
    year: str = ""
    fields: Mapping[str, str] = Field(default_factory=dict)
    rows: tuple[PreviousRow, ...] = ()


def called(previous: Previous, year: str) -> str:
    """Return how the form before is called in that of ``year``: 去年, or its own year where another lies between."""
    before, now = (text.strip().removesuffix("度").removesuffix("年").strip() for text in (previous.year, year))
    if not (_is_year(before) and _is_year(now)) or int(now) == int(before) + 1:
        return "去年"
    return f"{before} 年"


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()
