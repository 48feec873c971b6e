"""The paper: the size of the sheet, its margins, and the styles in which the official form is set."""

from __future__ import annotations

from dataclasses import dataclass

from evaldesk.report.fonts import Weight
from evaldesk.report.page import MM, Style


@dataclass(frozen=True, slots=True)
class Options:
    """Hold what may differ from print to print of the same form.

    ``digest`` is printed in the footer as it is given; empty leaves it out, None prints the document's own.
    ``draft`` is the number of open errors that hold back the fair copy: with any, every page is marked as a draft.
    """

    digest: str | None = None
    draft: int = 0


WIDTH, HEIGHT = 297 * MM, 210 * MM
LEFT, RIGHT = 10 * MM, 287 * MM
TOP, BOTTOM = 12 * MM, 195 * MM
FOOT = 198 * MM
"""The top of the footer's line."""

# Sizes follow the usual ones of official papers: 小二 for the title, 小四 for the annex mark, 五号 and 小五 below.
TITLE = Style(Weight.BOLD, 18, 26)
SUBTITLE = Style(Weight.REGULAR, 12, 18)
ANNEX = Style(Weight.REGULAR, 12, 16, align="left")
HEADLINE = Style(Weight.REGULAR, 10.5, 14, align="left")
HEAD = Style(Weight.BOLD, 9, 12)
LABEL = Style(Weight.REGULAR, 9, 12)
VALUE = Style(Weight.REGULAR, 9, 12)
PROSE = Style(Weight.REGULAR, 9, 13.5, align="left", justify=True)
INDENTED = PROSE._replace(indent=2000, middle=False)
GUIDANCE = Style(Weight.REGULAR, 7.5, 9.75, align="left")
NOTE = Style(Weight.REGULAR, 8, 11)
SIGNATURE = Style(Weight.REGULAR, 10.5, 16, align="left")
FOOTER = Style(Weight.REGULAR, 8, 10)

LONG = 90.0
"""A row of the indicator table higher than this (points) may be cut over two pages."""
