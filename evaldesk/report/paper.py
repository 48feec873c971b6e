"""The paper: the size of the sheet, its margins, and the styles in which the official form is set.

What an officer may choose is a ``PageSetup``, kept in the file; ``look_of`` turns it into lengths and styles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from evaldesk.report.annex import Annex
from evaldesk.report.codes.foot import EDGE
from evaldesk.report.codes.symbol import QUIET
from evaldesk.report.fonts import Type, Weight
from evaldesk.report.own_fonts import own_font
from evaldesk.report.page import MM, PAD_Y, Style

SHEETS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}
"""Width and height in mm of the sheets that a form may be printed on, lying."""

WIDTH, HEIGHT = (edge * MM for edge in SHEETS["A4"])
BODY = 9.0
"""The size of the table's text when nobody chose another: 小五."""

_UNPRINTABLE = 5 * MM  # along the edge of a sheet no usual printer draws
_FOOT = Style(Weight.REGULAR, 8, 10)


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Hold what an officer chose of the page; margins are in mm: top, right, bottom, left.

    ``size`` is that of the table's text in points; ``without`` names the columns that are left out,
    ``font`` is the Chinese name of a font of this machine, ``""`` for the bundled type.
    """

    sheet: str = "A4"
    margins: tuple[float, float, float, float] = (12.0, 10.0, 15.0, 10.0)
    size: float = BODY
    without: frozenset[str] = frozenset()
    font: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what may differ from print to print of the same form.

    ``digest`` is printed in the footer as it is given; empty leaves it out, None prints the document's own.
    ``draft`` is the number of open errors that hold back the fair copy: with any, every page is marked as a draft.
    ``setup`` None takes the page's settings from the document. ``annexes`` follow the form, each on pages of its own.
    A ``data_sheet`` comes last: codes that carry all values. A ``living`` PDF carries the form's own file.
    """

    digest: str | None = None
    draft: int = 0
    setup: PageSetup | None = None
    annexes: tuple[Annex, ...] = ()
    data_sheet: bool = False
    living: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Hold the page's edges in points and the styles of its parts; the same setup always gives the same object.

    ``foot`` is the top of the footer's line, ``code`` that of the code beside it; ``without`` names the columns that
    are left out.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    foot: float
    code: float
    without: frozenset[str]
    title: Style
    subtitle: Style
    annex: Style
    headline: Style
    annex_title: Style
    head: Style
    label: Style
    value: Style
    words: Style
    prose: Style
    indented: Style
    guidance: Style
    note: Style
    signature: Style
    footer: Style


@lru_cache(32)
def look_of(setup: PageSetup) -> Look:
    """Return the lengths and styles of a setup."""
    width, height = (edge * MM for edge in SHEETS[setup.sheet])
    top, right, bottom, left = (margin * MM for margin in setup.margins)
    scale = setup.size / BODY
    low = height - bottom
    code = min(low + QUIET, height - _UNPRINTABLE - EDGE)
    regular: Type = (own_font(setup.font) if setup.font else "") or Weight.REGULAR

    def body(weight: Type, size: float, leading: float) -> Style:
        return Style(weight, size * scale, leading * scale)

    value = body(regular, 9, 12)
    prose = body(regular, 9, 13.5)._replace(align="left", justify=True)
    # Sizes follow the usual ones of official papers: 小二 for the title, 小四 for the annex mark, 五号 and 小五 below.
    return Look(
        width=width,
        height=height,
        left=left,
        right=width - right,
        top=top,
        bottom=min(low, code - QUIET),
        foot=code + EDGE / 2 - _FOOT.leading / 2 - PAD_Y,  # the line stands beside the middle of the code
        code=code,
        without=setup.without,
        title=Style(Weight.BOLD, 18, 26),
        subtitle=Style(regular, 12, 18),
        annex=Style(regular, 12, 16, align="left"),
        annex_title=Style(Weight.BOLD, 14, 22),
        headline=Style(regular, 10.5, 14, align="left"),
        head=body(Weight.BOLD, 9, 12),
        label=value,
        value=value,
        words=value._replace(align="left"),
        prose=prose,
        indented=prose._replace(indent=2000, middle=False),
        guidance=body(regular, 7.5, 9.75)._replace(align="left"),
        note=body(regular, 8, 11),
        signature=Style(regular, 10.5, 16, align="left"),
        footer=_FOOT._replace(weight=regular),
    )


LONG = 90.0
"""A row of the indicator table higher than this (points) may be cut over two pages."""
