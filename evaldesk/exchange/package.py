"""佐证材料包: one ZIP file with the form, its PDF, the evidence in a numbered folder for each row, and an index.

Names are such as Windows takes, written with ZIP's flag for UTF-8. The index says what every file proves, and its
SHA-256 as it was packed. What is missing is named, and leaves a line in the index.
"""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from evaldesk.errors import Unreadable
from evaldesk.exchange.package_index import html_index, text_index
from evaldesk.exchange.packed import Packed
from evaldesk.files.evidence import FOLDER, PIECE, Look, Looks, key, present
from evaldesk.files.reach import reach
from evaldesk.files.replacing import write_made
from evaldesk.files.safe_names import safe
from evaldesk.model.document import Document
from evaldesk.model.indicators import Evidence, walk

INDEX = "目录"
_LONGEST = 40  # characters of a folder's or file's name: unpacked below others, the path stays under 260
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # what a ZIP file can name

Progress = Callable[[int, int], object]
"""Hear how many bytes of how many are packed; raise to stop."""


@dataclass(frozen=True, slots=True)
class Content:
    """Hold what is packed: the form with the bytes of its file and its PDF, and what the disk says of its evidence."""

    document: Document
    name: str
    form: bytes
    pdf: bytes
    looks: Looks


def write_package(content: Content, target: Path, progress: Progress | None = None) -> tuple[Packed, ...]:
    """Write the package to ``target``, whole or not at all, and return what was packed and what was missing.

    :raises Unwritable: when it cannot be written; what lay there is as it was.
    :raises Unreadable: when a piece of evidence breaks off while it is read.
    """
    packed: list[Packed] = []
    write_made(lambda new: packed.extend(_write(content, new, progress)), target)
    return tuple(packed)


def missing_sentence(packed: tuple[Packed, ...]) -> str:
    """Name what could not be packed in one sentence, nothing where all is there."""
    gone = [f"“{item.title}”" for item in packed if item.problem and item.file]
    if not gone:
        return ""
    shown = "、".join(gone[:5]) + (f"等 {len(gone)} 份" if len(gone) > 5 else "")
    return f"有 {len(gone)} 份材料找不到文件，没有打进包里：{shown}。目录里已注明。"


def planned(content: Content) -> tuple[Packed, ...]:
    """Return every piece of evidence in the order of the form, with its name in the package where it has a file."""
    listed: list[Packed] = []
    rows = 0
    for _, node in walk(content.document.indicators):
        items = [item for item in node.evidence if item != Evidence()]
        if not items:
            continue
        rows += 1
        folder = f"{FOLDER}/{rows:02d} {safe(node.name or '未命名', _LONGEST)}"
        for number, item in enumerate(items, 1):
            found = content.looks.get(key(item), Look(problem="missing"))
            path = present(found) if item.file.strip() else None
            listed.append(
                Packed(
                    row=rows,
                    indicator=" ".join(node.name.split()) or "（未命名）",
                    title=item.title.strip() or PureWindowsPath(item.file.strip()).name,
                    page=item.page.strip(),
                    file=item.file.strip(),
                    kept=key(item)[1],
                    name=f"{folder}/{_file_name(number, path)}" if path is not None else "",
                    source=path,
                    problem="" if path is not None or not item.file.strip() else "文件不在原处",
                )
            )
    return tuple(listed)


def _file_name(number: int, path: Path) -> str:
    ending = safe(path.suffix[1:], 12) if path.suffix[1:].strip() else ""
    return f"{number:02d} {safe(path.stem, _LONGEST)}" + (f".{ending}" if ending else "")


def _write(content: Content, new: Path, progress: Progress | None) -> Iterator[Packed]:
    wanted = planned(content)
    whole = len(content.form) + len(content.pdf) + sum(_size(item.source) for item in wanted)
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, whole), whole)

    made: list[Packed] = []
    moment = time.localtime()[:6]
    with new.open("x+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, raw in ((f"{content.name}.evform", content.form), (f"{content.name}.pdf", content.pdf)):
                archive.writestr(_entry(name, moment), raw)
                step(len(raw))
            for item in wanted:
                made.append(_put(archive, item, step))
            archive.writestr(_entry(f"{INDEX}.html", moment), html_index(content.name, made).encode())
            archive.writestr(_entry(f"{INDEX}.txt", moment), text_index(content.name, made).encode("utf-8-sig"))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            if archive.testzip() is not None:
                raise OSError("read back differs from what was written")
    yield from made


def _size(path: Path | None) -> int:
    try:
        return reach(path).stat().st_size if path is not None else 0
    except OSError:
        return 0


def _put(archive: zipfile.ZipFile, item: Packed, step: Callable[[int], None]) -> Packed:
    """Put one file into the archive; one that cannot be opened is missing, one that breaks off stops the package."""
    if item.source is None:
        return item
    try:
        source = reach(item.source).open("rb")
    except OSError:
        return replace(item, name="", problem="文件打不开")
    digest = hashlib.sha256()
    with source:
        state = os.fstat(source.fileno())
        entry = _entry(item.name, time.localtime(state.st_mtime)[:6])
        with archive.open(entry, "w", force_zip64=state.st_size > zipfile.ZIP64_LIMIT // 2) as member:
            while piece := _piece(source, item):
                digest.update(piece)
                member.write(piece)
                step(len(piece))
    return replace(item, sha256=digest.hexdigest())


def _piece(source: BinaryIO, item: Packed) -> bytes:
    try:
        return source.read(PIECE)
    except OSError as error:
        raise Unreadable(
            f"佐证材料“{item.title}”读到一半断开了，没有生成材料包。请检查它所在的磁盘后再试。", str(error)
        ) from error


def _entry(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = min(max(moment, _EARLIEST), _LATEST)
    entry = zipfile.ZipInfo(name, (year, month, day, hour, minute, second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
