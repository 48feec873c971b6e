"""Finding codes: what the codes on a scanned page say, and where the one of its foot lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageFilter

from evaldesk.report.codes.data_codes import DataCode, decoded_data
from evaldesk.report.codes.page_code import PageCode, decoded

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the codes of one page; ``corners`` are those of the foot's code in pixels.

    They run clockwise from the code's own upper left, however the page lies. ``page`` is None where no code of ours
    could be read; ``foreign`` tells that one of somebody else's was.
    """

    page: PageCode | None = None
    corners: tuple[Point, ...] = ()
    data: tuple[DataCode, ...] = ()
    foreign: bool = False


def find(picture: Image.Image, *, thorough: bool = False) -> Found:
    """Return the codes on a picture, which may lie askew, upside down or on its side.

    It is looked at until the page's own code is read; ``thorough`` goes on, for the many codes of a data sheet.
    """
    page: PageCode | None = None
    corners: tuple[Point, ...] = ()
    data: dict[tuple[str, int], DataCode] = {}
    foreign = False
    for scale, seen in _looks(picture):
        for code in _read(seen):
            said, piece = decoded(code.bytes), decoded_data(code.bytes)
            if said and not page:
                page, corners = said, _corners(code.position, scale)
            if piece:
                data[piece.digest, piece.number] = piece
            foreign = foreign or not (said or piece)
        if page and not thorough:
            break
    return Found(page, corners, tuple(data.values()), foreign)


def _looks(picture: Image.Image) -> Iterator[tuple[float, Image.Image]]:
    """Yield the picture as it is, then in ways that help where it is noisy or blurred; and by how much it grew."""
    grey = picture.getchannel("R") if picture.mode == "RGB" else picture  # red seals are white in red light
    yield 1.0, grey
    soft = grey.filter(ImageFilter.GaussianBlur(0.8))
    yield 1.0, soft
    yield 1.0, grey.filter(ImageFilter.UnsharpMask(2, 250, 0))
    if max(grey.size) < 6000:
        large = soft.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
        yield 2.0, large
        yield 2.0, large.filter(ImageFilter.UnsharpMask(4, 250, 0))
    else:
        yield 0.5, grey.reduce(2)


def _read(picture: Image.Image) -> list[Any]:
    import zxingcpp

    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return zxingcpp.read_barcodes(picture, formats=only, try_rotate=False, try_downscale=False, try_invert=False)


def _corners(position: Any, scale: float) -> tuple[Point, ...]:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple(((corner.x + 0.5) / scale, (corner.y + 0.5) / scale) for corner in corners)
