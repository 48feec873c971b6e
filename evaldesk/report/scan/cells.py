"""Cell by cell: is the ink that a scan shows in a cell the ink that the page has there?

Nothing is read. Ink is missing where the page is dark and the scan is light all around, and added the other way round.
A digit changed into another leaves a spot of either kind of 25 or more of 255 even in bad scans, an unchanged cell of
less than 5; the limit lies between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from PIL import Image, ImageChops

from evaldesk.report.fonts import typeface
from evaldesk.report.page import Box, Page, placed
from evaldesk.report.scan.aligning import best_shift
from evaldesk.report.scan.ink import beyond
from evaldesk.report.scan.pictures import DPI
from evaldesk.report.scan.seals import Area, seals

Rect = tuple[float, float, float, float]
Kind = Literal["altered", "added", "covered"]

TOLERANCE, COARSE = 40, 60
"""By how much of 255 strokes may differ in darkness: in a grey or coloured scan, and in a black and white one."""
PIXELS = DPI / 72
"""Pixels of a compared page for one point."""

_LIMIT = 13  # of 255: darkness of a spot from which it is ink
_MOVED = 0.2  # of the cells that hold text: where more differ, the page was laid out in another way
_FEW = 8  # cells: so few may differ on a page of any size without its being another page
_INSET = 3  # pixels: the ruled line around a cell
_MARGIN = 6  # pixels around a cell that is looked at more closely
_REACH = 3  # pixels by which a single cell may have been drawn out of its place by the scanner


class CellMark(NamedTuple):
    """Hold one cell whose ink differs, and the spot where: left, top, right and bottom in points on the page.

    ``altered`` ink is not what the page has, ``added`` ink stands there besides; a ``covered`` cell cannot be judged
    because a seal lies over it.
    """

    box: Box
    kind: Kind
    spot: Rect


def compare(
    page: Image.Image, scan: Image.Image, red: Image.Image | None, sheet: Page, tolerance: int = TOLERANCE
) -> list[CellMark]:
    """Return the cells of a sheet that differ; page and scan are matched darkness, ``red`` how dark red ink may look.

    ``tolerance`` (of 255) is by how much strokes may differ in darkness.
    """
    gone, added = beyond(page, scan, tolerance), beyond(scan, page, tolerance)
    if red is not None:
        added = ImageChops.subtract(added, red)
    stamped = seals(added)
    marks: list[CellMark] = []
    for box in judged(sheet):
        area = _inside(box, page.size)
        if area is None or max(_peak(gone, area), _peak(added, area)) <= _LIMIT:
            continue
        marks += _closely(box, area, page, scan, red, tolerance, [seal for seal in stamped if _meet(seal, area)])
    return marks


def is_moved(marks: Sequence[CellMark], sheet: Page) -> bool:
    """Tell whether so much differs that the scan was laid out in another way."""
    cells = sum(bool(box.lines) for box in judged(sheet))
    return sum(mark.kind == "altered" for mark in marks) > max(_FEW, _MOVED * cells)


def first_of(marks: Sequence[CellMark]) -> CellMark:
    """Return where differences begin: cells that span rows begin early and end late, so the uppermost end counts."""
    return min(marks, key=lambda mark: (not mark.box.where, ending(mark.box), mark.box.x))


def ending(box: Box) -> float:
    """Return how far down a box ends, in points."""
    return box.y + box.height


def judged(sheet: Page) -> Iterator[Box]:
    """Yield the boxes that are compared: cells of tables, and what stands above them; people write below."""
    above = min((frame[1] for frame in sheet.frames), default=0.0)
    for box in sheet.boxes:
        if box.framed or box.y < above:
            yield box


def _closely(
    box: Box,
    area: Area,
    page: Image.Image,
    scan: Image.Image,
    red: Image.Image | None,
    tolerance: int,
    stamped: list[Area],
) -> Iterator[CellMark]:
    """Look at one cell again, laid as well as it can be by itself."""
    left, top, right, bottom = area
    wide = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
    own = page.crop(wide)
    x, y = (round(shift) for shift in best_shift(own, scan, wide[0], wide[1], _REACH))
    seen = scan.crop((wide[0] + x, wide[1] + y, wide[2] + x, wide[3] + y))
    gone, added = beyond(own, seen, tolerance), beyond(seen, own, tolerance)
    if red is not None:
        added = ImageChops.subtract(added, red.crop((wide[0] + x, wide[1] + y, wide[2] + x, wide[3] + y)))
    inner = (_MARGIN, _MARGIN, own.width - _MARGIN, own.height - _MARGIN)
    lost, more = _spot(gone, inner), _spot(added, inner)
    if stamped and not lost:
        if more and _meet(_points(more, left, top), _text_of(box)):
            yield CellMark(box, "covered", _points(more, left, top))
        return
    if lost or more:
        spot = lost or more
        assert spot is not None
        if lost and more:
            spot = (min(lost[0], more[0]), min(lost[1], more[1]), max(lost[2], more[2]), max(lost[3], more[3]))
        # Over bare paper nothing can be missing, and what is written between the characters alters none of them.
        yield CellMark(box, "altered" if lost or box.lines else "added", _points(spot, left, top))


def _inside(box: Box, size: tuple[int, int]) -> Area | None:
    inset = _INSET if box.framed else 0
    left, top = round(box.x * PIXELS) + inset, round(box.y * PIXELS) + inset
    right, bottom = round((box.x + box.width) * PIXELS) - inset, round((box.y + box.height) * PIXELS) - inset
    left, top, right, bottom = max(0, left), max(0, top), min(size[0], right), min(size[1], bottom)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _peak(ink: Image.Image, area: Area) -> int:
    return int(ink.crop(area).getextrema()[1])  # type: ignore[arg-type] # one band


def _spot(ink: Image.Image, area: Area) -> Area | None:
    return ink.crop(area).point(lambda level: 255 if level > _LIMIT else 0).getbbox()


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _points(spot: Area, left: int, top: int) -> Rect:
    """Return a spot within an area as points from the page's corner."""
    return ((left + spot[0]) / PIXELS, (top + spot[1]) / PIXELS, (left + spot[2]) / PIXELS, (top + spot[3]) / PIXELS)


def _text_of(box: Box) -> Rect:
    """Return where the text of a box stands, in points."""
    lines = [line for line in placed(box) if line.text]
    if not lines:
        return (0.0, 0.0, 0.0, 0.0)
    ends = [line.x + sum(typeface(line.weight).widths[c] for c in line.text) * line.size / 1000 for line in lines]
    top, bottom = lines[0].baseline - lines[0].size, lines[-1].baseline + 0.2 * lines[-1].size
    return (min(line.x for line in lines), top, max(ends), bottom)
