"""What a Linux library asks of the system: its needs and their versions, read from its own headers."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# The newest versions that Debian 10 and its kin (UOS 20, Kylin V10) have: glibc 2.28 and the C++ library of GCC 8.
FLOOR = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (8, 0, 0)}
DYNAMIC, VERSIONS = 6, 0x6FFFFFFE  # kinds of sections
NEEDED, RUNPATH, RPATH = 1, 29, 15  # tags of the dynamic section


class Needs(NamedTuple):
    """Hold what a file asks for: libraries, where it looks for them itself, and versions such as ``GLIBC_2.17``."""

    libraries: frozenset[str]
    search: tuple[str, ...]
    versions: frozenset[str]


def is_elf(path: Path) -> bool:
    """Tell whether a file is a program or a library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needs(data: bytes) -> Needs:
    """Return what a program or library asks for.

    :raises ValueError: when this is no x86-64 one.
    """
    if data[:6] != b"\x7fELF\x02\x01" or data[18:20] != b"\x3e\x00":
        raise ValueError("not an x86-64 ELF file")
    (start,) = struct.unpack_from("<Q", data, 40)
    size, count = struct.unpack_from("<2H", data, 58)
    sections = [struct.unpack_from("<2I4Q2I", data, start + size * at) for at in range(count)]
    libraries, search, versions = set(), [], set()
    for _, kind, _, _, place, length, link, entries in sections:
        if kind not in (DYNAMIC, VERSIONS):
            continue
        names = sections[link][4]
        if kind == VERSIONS:
            versions |= {_text(data, names + at) for at in _version_names(data, place, entries)}
            continue
        for tag, value in struct.iter_unpack("<qQ", data[place : place + length]):
            if tag == NEEDED:
                libraries.add(_text(data, names + value))
            elif tag in (RUNPATH, RPATH):
                search += _text(data, names + value).split(":")
    return Needs(frozenset(libraries), tuple(search), frozenset(versions))


def too_new(versions: frozenset[str]) -> list[str]:
    """Return those versions that the oldest system does not have."""
    return sorted(version for version in versions if not _is_old_enough(version))


def _is_old_enough(version: str) -> bool:
    kind, _, number = version.partition("_")
    if kind not in FLOOR or not number.replace(".", "").isdigit():
        return kind != "GLIBC"  # GLIBC_PRIVATE and the like bind to one build of glibc
    return tuple(map(int, number.split("."))) <= FLOOR[kind]


def _version_names(data: bytes, place: int, count: int) -> Iterator[int]:
    """Yield where the name of each needed version stands."""
    for _ in range(count):
        _, entries, _, first, following = struct.unpack_from("<2H3I", data, place)
        at = place + first
        for _ in range(entries):
            _, _, _, name, further = struct.unpack_from("<I2H2I", data, at)
            yield name
            at += further
        place += following


def _text(data: bytes, at: int) -> str:
    return data[at : data.index(b"\0", at)].decode("ascii")
