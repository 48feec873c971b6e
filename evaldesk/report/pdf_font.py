"""The fonts inside the PDF: one Identity-H subset for each face, one glyph number for each character.

Two characters that share a shape keep a number each, so that copied text comes back as it was typed.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache
from typing import NamedTuple

from evaldesk.report.truetype import Face

FAST = 3
"""How hard the streams of a PDF are packed: half the time of the usual level for a tenth more bytes."""


class Embedded(NamedTuple):
    """Hold one face as a PDF carries it; codes are four hex digits for each character."""

    name: str
    codes: dict[int, str]
    program: bytes
    program_length: int
    widths: str
    to_unicode: bytes


@lru_cache(8)
def embed(face: Face, characters: str) -> Embedded:
    """Return the subset of a face for these characters (sorted, each once); streams are compressed."""
    glyphs = [0, *(face.glyph(ord(character)) for character in characters)]
    program = face.subset(glyphs)
    # Six capitals name a subset; made from its content, so that the same text gives the same bytes.
    mark = hashlib.sha256(characters.encode("utf-8")).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in mark[:6])
    return Embedded(
        name=f"{tag}+{face.name}",
        codes={ord(character): f"{number:04x}" for number, character in enumerate(characters, 1)},
        program=zlib.compress(program, FAST),
        program_length=len(program),
        widths="[0 [" + " ".join(str(face.advance(glyph)) for glyph in glyphs) + "]]",
        to_unicode=zlib.compress(_to_unicode(characters), FAST),
    )


def _to_unicode(characters: str) -> bytes:
    pairs = [
        f"<{number:04x}> <{character.encode('utf-16-be').hex()}>" for number, character in enumerate(characters, 1)
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for at in range(0, len(pairs), 100):  # the format allows no more in one block
        block = pairs[at : at + 100]
        parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end\n")
    return "\n".join(parts).encode("ascii")
