"""Contents of forms, each kept once: compressed, under the SHA-256 of the form file's bytes."""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

from evaldesk.errors import Unreadable
from evaldesk.files.store import read_bytes, write_bytes

LARGEST = 64 * 1024 * 1024  # as of a form file; a damaged or malicious one must not fill the memory


def address_of(raw: bytes) -> str:
    """Return by what a content is known."""
    return hashlib.sha256(raw).hexdigest()


def file_of(folder: Path, address: str) -> Path:
    """Return where a content lies."""
    return folder / "contents" / f"{address}.z"


def keep(folder: Path, raw: bytes) -> str:
    """Keep a content, unless it is kept already and whole; return its address.

    :raises Unwritable: when the folder cannot take it.
    """
    address = address_of(raw)
    path = file_of(folder, address)
    try:
        there = read_bytes(path)
    except Unreadable:
        there = b""
    if not _holds(there, address):
        write_bytes(zlib.compress(raw, 6), path)
    return address


def fetch(folder: Path, address: str) -> bytes:
    """Return a content.

    :raises Unreadable: when it is missing or damaged.
    """
    path = file_of(folder, address)
    packed = read_bytes(path)
    raw = _unpacked(packed)
    if raw is None or address_of(raw) != address:
        raise Unreadable("这个历史版本的内容已损坏，无法打开。其他历史版本不受影响。", str(path))
    return raw


def forget_others(folder: Path, wanted: Iterable[str]) -> None:
    """Remove the contents that no entry tells of any more."""
    names = {f"{address}.z" for address in wanted}
    with contextlib.suppress(OSError):
        for path in (folder / "contents").glob("*.z"):
            if path.name not in names:
                with contextlib.suppress(OSError):
                    path.unlink()


def _holds(packed: bytes, address: str) -> bool:
    raw = _unpacked(packed)
    return raw is not None and address_of(raw) == address


def _unpacked(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        raw = unpacking.decompress(packed, LARGEST)
    except zlib.error:
        return None
    return raw if unpacking.eof else None
