"""Pictures out of a scan's file: PNG, JPEG, TIFF and the like with one or many pages, or a PDF of scanned pages."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import cast

from PIL import Image, ImageSequence, UnidentifiedImageError

from evaldesk.errors import Unreadable
from evaldesk.report.pdfium import opened

DPI = 200
"""The fineness at which scans are compared: what an office scanner does when nobody sets it."""

_MOST_PAGES = 600
_MOST_PIXELS = 150_000_000  # an A3 sheet at 800 dpi
_LONGEST = 4700  # pixels of a page of a PDF: an A3 sheet at more than 280 dpi
_COLOUR = 12  # of 128: less is the tint of a lamp
_SHORTEST = 2339  # pixels: a PDF that gives its pages no true size is drawn as if they were A4


def page_count(scan: bytes, name: str) -> int:
    """Return how many pages a scan has; ``name`` is what sentences call it.

    :raises Unreadable: when it is no picture and no PDF, is damaged or far too large.
    """
    with _readable(name):
        if _is_pdf(scan):
            with opened(scan) as document:
                count = len(document)
        else:
            with Image.open(BytesIO(scan)) as picture:
                count = getattr(picture, "n_frames", 1)
    if count > _MOST_PAGES:
        raise Unreadable(f"{name}有 {count} 页，太多了（最多 {_MOST_PAGES} 页）。请只扫描要核对的这一份表。")
    return count


def pictures(scan: bytes, name: str) -> Iterator[Image.Image]:
    """Yield the pages of a scan one after the other, grey (L) or coloured (RGB), as they lie.

    :raises Unreadable: when a page cannot be read.
    """
    if _is_pdf(scan):
        yield from _of_pdf(scan, name)
        return
    with _readable(name), Image.open(BytesIO(scan)) as picture:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MOST_PIXELS:
                raise Unreadable(
                    f"{name}的图片太大（{frame.width}×{frame.height} 像素）。请用 200 或 300 dpi 重新扫描。"
                )
            yield _plain(frame)


def _of_pdf(scan: bytes, name: str) -> Iterator[Image.Image]:
    for number in range(page_count(scan, name)):
        with _readable(name), opened(scan) as document:
            sheet = document[number]
            longest = max(1.0, *sheet.get_size())
            scale = min(max(DPI / 72, _SHORTEST / longest), _LONGEST / longest)
            bitmap = sheet.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            size = (bitmap.width, bitmap.height)
            picture = Image.frombytes("RGB", size, bytes(bitmap.buffer), "raw", "RGBX", bitmap.stride, 1)
            bitmap.close()
            sheet.close()
        yield _plain(picture)


def _plain(frame: Image.Image) -> Image.Image:
    """Return a page as grey or red, green and blue on white."""
    if frame.mode in ("1", "L"):
        return frame.convert("L")
    if frame.mode in ("I;16", "I", "F"):
        low, high = cast("tuple[float, float]", frame.convert("F").getextrema())
        slope = 255 / max(1.0, high - low)
        return frame.convert("F").point(lambda level: level * slope - low * slope).convert("L")
    if frame.mode in ("LA", "PA", "RGBA") or "transparency" in frame.info:
        clear = frame.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    coloured = frame.convert("RGB")
    return coloured.convert("L") if _is_grey(coloured) else coloured


def _is_grey(picture: Image.Image) -> bool:
    """Tell whether a coloured picture shows no colour, looked at from afar."""
    small = picture.reduce(8) if min(picture.size) >= 64 else picture
    _, blue, red = small.convert("YCbCr").split()
    edges = [edge for band in (blue, red) for edge in cast("tuple[int, int]", band.getextrema())]
    return all(abs(edge - 128) < _COLOUR for edge in edges)


def _is_pdf(scan: bytes) -> bool:
    return b"%PDF-" in scan[:1024]


class _readable:  # noqa: N801 - reads as the words it stands for
    """Turn whatever a reader of pictures says into one sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        self._quiet = warnings.catch_warnings()
        self._quiet.__enter__()
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._quiet.__exit__(None, None, None)
        if error is None or isinstance(error, Unreadable | GeneratorExit):
            return
        import pypdfium2

        told = f"{self._name}不是能读的扫描件。请用 PNG、JPG、TIFF 图片或 PDF。"
        if isinstance(error, pypdfium2.PdfiumError):
            locked = "password" in str(error).lower()
            told = f"{self._name}{'有密码保护' if locked else '已损坏'}，无法读取。请重新扫描，或另存为没有密码的文件。"
        elif isinstance(error, Image.DecompressionBombError | MemoryError):
            told = f"{self._name}的图片太大。请用 200 或 300 dpi 重新扫描。"
        elif not isinstance(error, UnidentifiedImageError | OSError | SyntaxError | ValueError | EOFError):
            return
        raise Unreadable(told, str(error)) from error
