"""The colours of the paper: sRGB as a small ICC profile, computed from the numbers of its standard (IEC 61966-2-1)."""

from __future__ import annotations

import struct
from functools import cache

_STEPS = 1024
# The primaries and the white as seen under the white of all profiles, D50.
_COLOURS = {
    b"wtpt": (0.96420, 1.0, 0.82491),
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_NAME = b"sRGB"


@cache
def srgb_profile() -> bytes:
    """Return the profile: version 2.1, for displays, with a curve of 1,024 steps; always the same bytes."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_STEPS}H", _STEPS, *(_light(step) for step in range(_STEPS)))
    name = b"desc" + bytes(4) + struct.pack(">I", len(_NAME) + 1) + _NAME + bytes(1 + 4 + 4 + 2 + 1 + 67)
    tags = {b"desc": name, b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0"}
    tags |= {tag: b"XYZ " + bytes(4) + b"".join(map(_fixed, colour)) for tag, colour in _COLOURS.items()}
    place = 128 + 4 + 12 * (len(tags) + 3)
    records: list[bytes] = []
    bodies: list[bytes] = []
    for tag, body in tags.items():
        records.append(struct.pack(">4sII", tag, place, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        place += len(bodies[-1])
    records += [struct.pack(">4sII", tag, place, len(curve)) for tag in (b"rTRC", b"gTRC", b"bTRC")]
    whole = struct.pack(">I", len(records)) + b"".join(records) + b"".join(bodies) + curve
    return _header(128 + len(whole)) + whole


def _header(size: int) -> bytes:
    date = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)  # that of the standard
    start = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    white = b"".join(map(_fixed, (0.9642, 1.0, 0.8249)))
    return (start + date + b"acsp" + bytes(28) + white).ljust(128, b"\0")


def _light(step: int) -> int:
    signal = step / (_STEPS - 1)
    linear = signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4
    return round(linear * 0xFFFF)


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 0x10000))
