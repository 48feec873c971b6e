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
