"""The symbol: bytes as the dark and light modules of a QR code of level M, which bears 15 % of damage."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from evaldesk.report.page import MM

MODULE = 0.4 * MM
"""The edge of a module: three pixels of a scan at 200 dpi, the least that a blurred scan is read with."""
QUIET = 4 * MODULE
"""The white edge that a reader needs around a symbol."""

_DARK = re.compile(rb"\0+")


@lru_cache(64)
def modules(data: bytes) -> tuple[bytes, ...]:
    """Return the rows of a symbol from its top, a byte a module: 0 is dark; the same data always give the same."""
    import zxingcpp  # loaded when the first page is asked for

    made = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = made.to_image(scale=1, add_quiet_zones=False)  # a buffer, which its types do not say
    return tuple(map(bytes, memoryview(picture).tolist()))


def ink(data: bytes, x: float, top: float) -> str:
    """Return the drawing of a symbol whose upper left corner is at (x, top), in points from the page's lower left."""
    areas = (
        f"{run.start()} {row} {run.end() - run.start()} 1 re"
        for row, line in enumerate(modules(data))
        for run in _DARK.finditer(line)
    )
    return f"q {MODULE:.4f} 0 0 {-MODULE:.4f} {x:.2f} {top:.2f} cm {' '.join(areas)} f Q"
