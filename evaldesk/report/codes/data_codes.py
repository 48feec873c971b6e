"""The data of a form cut into codes, and put together again from those that a scan shows.

    "ED" 1 | digest 16 | number | codes | piece

The digest is the beginning of the form's, so that codes of two printings are never mixed; number and codes are those
of ``numbers``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evaldesk.report.codes.numbers import packed, unpacked
from evaldesk.report.codes.page_code import digest_tag

HEAD = b"ED\x01"
_DIGEST = 16
PIECE = 640
"""The most bytes of one piece: with what stands before it, it fits a symbol of 97 modules with level M."""


class DataCode(NamedTuple):
    """Hold one piece of a form's data; ``number`` counts from 1."""

    digest: str
    number: int
    codes: int
    piece: bytes


def cut(data: bytes, digest: str) -> list[bytes]:
    """Return the bytes of all codes of a form's data, each about as large as the others."""
    codes = max(1, -(-len(data) // PIECE))
    size = -(-len(data) // codes)
    head = HEAD + bytes.fromhex(digest_tag(digest))
    return [head + packed(at + 1, 2) + packed(codes, 2) + data[at * size : (at + 1) * size] for at in range(codes)]


def decoded_data(data: bytes) -> DataCode | None:
    """Return the piece that a code carries, None when it is no code of a data sheet."""
    start = len(HEAD) + _DIGEST
    if not data.startswith(HEAD) or len(data) <= start:
        return None
    try:
        number, at = unpacked(data, start)
        codes, at = unpacked(data, at)
    except ValueError:
        return None
    if not 1 <= number <= codes:
        return None
    return DataCode(data[len(HEAD) : start].hex(), number, codes, data[at:])


def joined(found: Iterable[DataCode], digest: str) -> bytes | None:
    """Return the data of the form with this digest, None while a piece is missing."""
    pieces = {code.number: code for code in found if code.digest == digest_tag(digest)}
    if not pieces:
        return None
    codes = next(iter(pieces.values())).codes
    if any(number not in pieces for number in range(1, codes + 1)):
        return None
    return b"".join(pieces[number].piece for number in range(1, codes + 1))
