"""The page's settings as a file keeps them: the key ``page`` of the document, read kindly and written sparely.

    "page": {"sheet": "A3", "margins": [12, 10, 15, 10], "size": 10.5, "without": ["evidence"], "font": "仿宋"}

What is missing or makes no sense is as in the official form; lengths are held within what a printer can do.
"""

from __future__ import annotations

from typing import Any

from evaldesk.model.document import Document
from evaldesk.report.own_fonts import FONTS
from evaldesk.report.paper import SHEETS, PageSetup

KEY = "page"
OPTIONAL = frozenset({"criterion", "evidence"})
"""The columns that may be left out: printed texts that nobody typed."""

MARGIN_LIMITS = ((5.0, 40.0), (5.0, 40.0), (12.0, 40.0), (5.0, 40.0))  # mm; below the table the footer needs its line
SIZE_LIMITS = (6.0, 14.0)
_STANDARD = PageSetup()


def setup_of(document: Document) -> PageSetup:
    """Return the settings that the document carries, the official form's where it has none."""
    kept = (document.model_extra or {}).get(KEY)
    return read(kept) if isinstance(kept, dict) else _STANDARD


def with_setup(document: Document, setup: PageSetup) -> Document:
    """Return the document with these settings in it; those of the official form are not written down."""
    extra = {key: value for key, value in (document.model_extra or {}).items() if key != KEY}
    if kept := written(setup):
        extra[KEY] = kept
    known = {key: getattr(document, key) for key in type(document).model_fields}
    return Document.model_construct(document.model_fields_set, **known, **extra)


def read(kept: dict[str, Any]) -> PageSetup:
    """Return the settings that a file's ``page`` states."""
    sheet = kept.get("sheet")
    without = kept.get("without")
    font = kept.get("font")
    return PageSetup(
        sheet=sheet if isinstance(sheet, str) and sheet in SHEETS else _STANDARD.sheet,
        margins=_margins(kept.get("margins")),
        size=_within(kept.get("size"), SIZE_LIMITS, _STANDARD.size),
        without=frozenset(name for name in without if name in OPTIONAL)
        if isinstance(without, list | tuple)
        else _STANDARD.without,
        font=font if isinstance(font, str) and font in FONTS else _STANDARD.font,
    )


def written(setup: PageSetup) -> dict[str, Any]:
    """Return what of the settings differs from the official form, as a file keeps it."""
    kept: dict[str, Any] = {}
    if setup.sheet != _STANDARD.sheet:
        kept["sheet"] = setup.sheet
    if setup.margins != _STANDARD.margins:
        kept["margins"] = list(setup.margins)
    if setup.size != _STANDARD.size:
        kept["size"] = setup.size
    if setup.without:
        kept["without"] = sorted(setup.without)
    if setup.font:
        kept["font"] = setup.font
    return kept


def _margins(kept: object) -> tuple[float, float, float, float]:
    given = kept if isinstance(kept, list | tuple) and len(kept) == 4 else _STANDARD.margins
    top, right, bottom, left = (
        _within(value, limits, usual)
        for value, limits, usual in zip(given, MARGIN_LIMITS, _STANDARD.margins, strict=True)
    )
    return top, right, bottom, left


def _within(value: object, limits: tuple[float, float], usual: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return usual
    return min(max(float(value), limits[0]), limits[1])
