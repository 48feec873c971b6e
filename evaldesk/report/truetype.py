"""TrueType: read the few glyphs that a page needs out of a large font, and write them as a small font.

The file is mapped into memory and only the parts that are asked for are touched, so that a CJK font of 15 MB opens
in a millisecond. Layout tables are left alone: the page sets one glyph for one character.
"""

from __future__ import annotations

import mmap
import re
import struct
import sys
from array import array
from bisect import bisect_right
from pathlib import Path

from evaldesk.report.sfnt import assemble

_USHORT = struct.Struct(">H").unpack_from
_HEAD = struct.Struct(">H16xhhhh")  # unitsPerEm, then past the two dates the bounding box
_OFFSET = struct.Struct(">I").unpack_from
_NOT_PLAIN = re.compile("[^A-Za-z0-9-]")
_PAIR_OF_OFFSETS = struct.Struct(">II").unpack_from
_HALF_PAIR = struct.Struct(">HH").unpack_from

_MORE, _WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x20, 0x01, 0x08, 0x40, 0x80
RESTRICTED = 0x0002 | 0x0100 | 0x0200
"""The bits of ``fsType`` with which a maker forbids to embed a font, a part of it, or its outlines."""


class Face:
    """Hold one open font file: which glyph a character has, how wide it is, and its outline.

    Widths and the bounding box are in 1/1000 of the font size.

    :raises ValueError: when the file is no TrueType font with a Unicode map.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # A collection holds several fonts; its first is the one that the file is named after.
        self._start = _OFFSET(self._data, 12)[0] if self._data[:4] == b"ttcf" else 0
        if self._data[self._start : self._start + 4] != b"\0\1\0\0":
            raise ValueError(f"{path.name} is no TrueType font")
        self._tables = self._directory()
        self.name = _NOT_PLAIN.sub("", path.stem) or "Own"
        units, *box = _HEAD.unpack_from(self._data, self._at("head") + 18)
        self._units: int = units
        self.box = tuple(self._scaled(edge) for edge in box)
        self.ascent, self.descent = (
            self._scaled(v) for v in struct.unpack_from(">hh", self._data, self._at("hhea") + 4)
        )
        self._wide_offsets = bool(_USHORT(self._data, self._at("head") + 50)[0])
        self._metrics = _USHORT(self._data, self._at("hhea") + 34)[0]
        self._glyphs = _USHORT(self._data, self._at("maxp") + 4)[0]
        self._starts, self._ends, self._firsts = self._unicode_map()

    @property
    def embeddable(self) -> bool:
        """Tell whether the maker allows to embed the font into a document."""
        return "OS/2" in self._tables and not _USHORT(self._data, self._at("OS/2") + 8)[0] & RESTRICTED

    def glyph(self, code: int) -> int:
        """Return the glyph number of a character, 0 when the font lacks it."""
        at = bisect_right(self._starts, code) - 1
        if at < 0 or code > self._ends[at]:
            return 0
        return self._firsts[at] + code - self._starts[at]

    def advance(self, glyph: int) -> int:
        """Return how far a glyph moves the pen."""
        return self._scaled(_USHORT(self._data, self._at("hmtx") + 4 * min(glyph, self._metrics - 1))[0])

    def subset(self, glyphs: list[int]) -> bytes:
        """Return a font file with exactly these glyphs, numbered from 0 in this order; repeats are allowed.

        Parts that composite glyphs are made of come after them.
        """
        wanted = list(glyphs)
        outlines: list[bytes] = []
        numbers = {glyph: number for number, glyph in reversed(list(enumerate(wanted)))}
        for glyph in wanted:  # grows while parts are found
            outlines.append(self._renumbered(self._outline(glyph), wanted, numbers))
        metrics = b"".join(self._metric(glyph) for glyph in wanted)
        copied: dict[str, bytes] = {tag: self._table(tag) for tag in ("cvt ", "fpgm", "prep") if tag in self._tables}
        return assemble(self._table("head"), self._table("hhea"), self._table("maxp"), outlines, metrics, copied)

    def _scaled(self, value: int) -> int:
        return round(value * 1000 / self._units)

    def _directory(self) -> dict[str, tuple[int, int]]:
        count = _USHORT(self._data, self._start + 4)[0]
        records = (struct.unpack_from(">4s4xII", self._data, self._start + 12 + 16 * at) for at in range(count))
        tables = {tag.decode("latin-1"): (start, length) for tag, start, length in records}
        if any(start + length > len(self._data) for start, length in tables.values()):
            raise ValueError("the font ends before its tables do")
        return tables

    def _at(self, tag: str) -> int:
        return self._tables[tag][0]

    def _table(self, tag: str) -> bytes:
        start, length = self._tables[tag]
        return self._data[start : start + length]

    def _unicode_map(self) -> tuple[array[int], array[int], array[int]]:
        cmap = self._at("cmap")
        maps: list[tuple[int, int]] = []
        for number in range(_USHORT(self._data, cmap + 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHI", self._data, cmap + 4 + 8 * number)
            if platform == 0 or (platform == 3 and encoding in (1, 10)):  # the others are of older character sets
                maps.append((_USHORT(self._data, cmap + offset)[0], cmap + offset))
        for place in (place for kind, place in maps if kind == 12):
            count = struct.unpack_from(">I", self._data, place + 12)[0]
            groups = array("I", self._data[place + 16 : place + 16 + 12 * count])
            if sys.byteorder == "little":
                groups.byteswap()
            return groups[0::3], groups[1::3], groups[2::3]
        for place in (place for kind, place in maps if kind == 4):
            return self._basic_map(place)
        raise ValueError(f"{self.name} has no Unicode map")

    def _basic_map(self, place: int) -> tuple[array[int], array[int], array[int]]:
        """Read a map of format 4, as older fonts have it: runs of characters below U+10000."""
        count = _USHORT(self._data, place + 6)[0] // 2
        rows = [
            struct.unpack_from(f">{count}H", self._data, place + 14 + 2 * count * at + (2 if at else 0))
            for at in range(4)
        ]
        runs: list[tuple[int, int, int]] = []
        for at, (end, start, delta, offset) in enumerate(zip(*rows, strict=True)):
            if start > end or start == 0xFFFF:
                continue
            if not offset and (start + delta) // 0x10000 == (end + delta) // 0x10000:
                runs.append((start, end, (start + delta) & 0xFFFF))
                continue
            table = place + 16 + 2 * count * 3 + 2 * at + offset
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = _USHORT(self._data, table + 2 * (code - start))[0] if offset else code
                if glyph:
                    runs.append((code, code, (glyph + delta) & 0xFFFF))
        starts, ends, firsts = zip(*sorted(runs), strict=True) if runs else ((), (), ())
        return array("I", starts), array("I", ends), array("I", firsts)

    def _outline(self, glyph: int) -> bytes:
        loca, glyf = self._at("loca"), self._at("glyf")
        if self._wide_offsets:
            start, end = _PAIR_OF_OFFSETS(self._data, loca + 4 * glyph)
        else:
            start, end = (2 * half for half in _HALF_PAIR(self._data, loca + 2 * glyph))
        return self._data[glyf + start : glyf + end]

    def _metric(self, glyph: int) -> bytes:
        hmtx = self._at("hmtx")
        if glyph < self._metrics:
            return self._data[hmtx + 4 * glyph : hmtx + 4 * glyph + 4]
        bearing = hmtx + 4 * self._metrics + 2 * (glyph - self._metrics)
        return (
            self._data[hmtx + 4 * self._metrics - 4 : hmtx + 4 * self._metrics - 2] + self._data[bearing : bearing + 2]
        )

    @staticmethod
    def _renumbered(outline: bytes, wanted: list[int], numbers: dict[int, int]) -> bytes:
        if len(outline) < 10 or outline[0] < 0x80:  # a negative count of contours marks a composite
            return outline
        mended = bytearray(outline)
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, part = _HALF_PAIR(mended, at)
            if part not in numbers:
                numbers[part] = len(wanted)
                wanted.append(part)
            struct.pack_into(">H", mended, at + 2, numbers[part])
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 8 if flags & _TWO_BY_TWO else 0
        return bytes(mended)
