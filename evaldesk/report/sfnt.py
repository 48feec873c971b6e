"""Sfnt, the container of a TrueType font: put tables together with right lengths and checksums."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate

_WHOLE = 0xB1B0AFBA  # what the checksum of a whole font comes to, by the format


def assemble(
    head: bytes, hhea: bytes, maxp: bytes, outlines: Sequence[bytes], metrics: bytes, copied: Mapping[str, bytes]
) -> bytes:
    """Return a font file of these outlines; ``metrics`` holds four bytes for each of them."""
    count = len(outlines)
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets = array("I", accumulate(map(len, padded), initial=0))
    tables = {
        # No checksum yet; offsets of four bytes.
        "head": head[:8] + bytes(4) + head[12:50] + struct.pack(">h", 1) + head[52:54],
        "hhea": hhea[:34] + struct.pack(">H", count),
        "maxp": maxp[:4] + struct.pack(">H", count) + maxp[6:],
        "loca": _big_endian(offsets),
        "glyf": b"".join(padded),
        "hmtx": metrics,
        **copied,
    }
    return _joined(tables)


def _joined(tables: Mapping[str, bytes]) -> bytes:
    power = 1 << (len(tables).bit_length() - 1)
    header = struct.pack(
        ">IHHHH", 0x00010000, len(tables), power * 16, power.bit_length() - 1, len(tables) * 16 - power * 16
    )
    place = 12 + 16 * len(tables)
    records: list[bytes] = []
    bodies: list[bytes] = []
    total = 0
    head_at = 0
    for tag, table in sorted(tables.items()):
        body = table + bytes(-len(table) % 4)
        checksum = _checksum(body)
        total += checksum
        if tag == "head":
            head_at = place
        records.append(struct.pack(">4sIII", tag.encode("latin-1"), checksum, place, len(table)))
        bodies.append(body)
        place += len(body)
    directory = header + b"".join(records)
    whole = bytearray(directory + b"".join(bodies))
    struct.pack_into(">I", whole, head_at + 8, (_WHOLE - total - _checksum(directory)) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(body: bytes) -> int:
    words = array("I", body)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _big_endian(words: array[int]) -> bytes:
    if sys.byteorder == "little":
        words.byteswap()
    return words.tobytes()
