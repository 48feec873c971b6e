"""Numbers in few bytes: seven bits a byte, the lowest first, the high bit says that more follow (LEB128)."""

from __future__ import annotations


def packed(number: int, most: int) -> bytes:
    """Return a number from 0 in at most ``most`` bytes; a larger one as the largest that fits."""
    left = min(max(number, 0), (1 << 7 * most) - 1)
    made = bytearray()
    while left > 0x7F:
        made.append(left & 0x7F | 0x80)
        left >>= 7
    made.append(left)
    return bytes(made)


def unpacked(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at ``at``, and where the next one begins.

    :raises ValueError: when the data end inside it or no number of ours is so long.
    """
    number = 0
    for place, byte in enumerate(data[at : at + 5]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    raise ValueError("no number here")
