"""A template pack read: nothing is taken from it before all of it was found to be what its manifest says.

Anybody may have made the file. Its own figures are held against bounds that no pack of forms comes near, only plain
names are let through, nothing is ever unpacked onto the disk, and each template must be one that the program can use.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from evaldesk.errors import TemplateProblem, Unreadable
from evaldesk.files.reading import read_bytes
from evaldesk.files.template_file import template_from
from evaldesk.files.template_packs.manifest import FILE_NAME, MOST_FILES, NAME, Manifest, read_manifest
from evaldesk.model.template import Template

# A template has 25 KB. A hundred of them in a pack, each forty times as large, are still within these.
MOST_BYTES = 8 * 2**20
MOST_UNPACKED = 20 * 2**20
LARGEST_FILE = 2**20
MOST_RATIO = 100  # JSON shrinks to a tenth; what shrinks to less than a hundredth was made to grow
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
)
CHECK = "为安全起见没有打开。请向发放单位核实。"
AGAIN = "请向发放单位重新索取。"


@dataclass(frozen=True, slots=True)
class Pack:
    """Hold a pack that was read whole: its bytes, its manifest, and its templates by name (``id@edition``)."""

    raw: bytes
    manifest: Manifest
    templates: Mapping[str, Template]

    @property
    def sha256(self) -> str:
        """Return the checksum of the whole file, by which people can compare it with the one that was handed out."""
        return hashlib.sha256(self.raw).hexdigest()


def open_pack(path: Path) -> Pack:
    """Return the pack in a file.

    :raises Unreadable: with a sentence for people, whatever is wrong with the place or the bytes.
    """
    return read_pack(read_bytes(path), path.name)


def read_pack(raw: bytes, name: str) -> Pack:
    """Return the pack in the bytes of a file called ``name``.

    :raises TooNew: when it, or a template in it, was made for a newer program.
    :raises Unreadable: when it is damaged, hostile or otherwise not what its manifest says.
    """
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"“{name}”有 {len(raw) // 2**20} MB，远大于一个模板包，没有打开。请向发放单位核实。")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            files = dict(_files(archive, name))
    except DAMAGED as error:
        raise Unreadable(
            f"“{name}”不是完整的模板包，可能没有复制完。请重新复制，或向发放单位重新索取。", repr(error)
        ) from error
    if NAME not in files:
        raise Unreadable(f"“{name}”里没有清单（{NAME}），不是 evaldesk 的模板包。请向发放单位索取模板包。")
    manifest = read_manifest(files.pop(NAME), name)
    _hold_against(manifest, files, name)
    return Pack(raw, manifest, {file.removesuffix(".json"): _template(files[file], file, name) for file in files})


def _files(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield each file in the archive once all of them are within the bounds."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES + 1:
        raise Unreadable(f"“{name}”里有 {len(entries)} 个文件，远多于一个模板包，{CHECK}")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unreadable(f"“{name}”解开后过大，不像模板包，{CHECK}")
    seen: set[str] = set()
    for entry in entries:
        _hold_entry(entry, name)
        # Two names that some systems take for one would let one template hide another.
        folded = unicodedata.normalize("NFKC", entry.filename).casefold()
        if folded in seen:
            raise Unreadable(f"“{name}”里有两个同名的文件“{_short(entry.filename)}”，{CHECK}")
        seen.add(folded)
    for entry in entries:
        with archive.open(entry) as packed:
            content = packed.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise Unreadable(f"“{name}”解开后过大，不像模板包，{CHECK}")
        yield entry.filename, content


def _hold_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.flag_bits & 0x41:
        raise Unreadable(f"“{name}”加了密码，打不开。请向发放单位索取没有密码的模板包。")
    file = entry.orig_filename  # the other one ends where a NUL stands
    if file != NAME and not FILE_NAME.fullmatch(file):
        raise Unreadable(f"“{name}”里有不该有的文件“{_short(file)}”，{CHECK}")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable(f"“{name}”的压缩方式不是模板包所用的。请发放单位用 evaldesk 重新制作模板包。")
    if entry.file_size > LARGEST_FILE or entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Unreadable(f"“{name}”解开后过大，不像模板包，{CHECK}")


def _hold_against(manifest: Manifest, files: Mapping[str, bytes], name: str) -> None:
    """Hold the files against the manifest, both ways."""
    listed = [item.name for item in manifest.files]
    if len(set(listed)) != len(listed):
        raise Unreadable(f"“{name}”的清单把一个文件列了两次。请发放单位用 evaldesk 重新制作模板包。")
    if missing := [file for file in listed if file not in files]:
        raise Unreadable(f"“{name}”少了清单上的文件“{missing[0]}”。{AGAIN}")
    if surplus := [file for file in files if file not in listed]:
        raise Unreadable(f"“{name}”里的“{surplus[0]}”不在清单上。{AGAIN}")
    for item in manifest.files:
        if hashlib.sha256(files[item.name]).hexdigest() != item.sha256:
            raise Unreadable(f"“{name}”里的“{item.name}”与清单上的校验码不符，可能被改动过。{AGAIN}")


def _template(raw: bytes, file: str, name: str) -> Template:
    try:
        return template_from(raw, file)
    except TemplateProblem as error:
        raise Unreadable(f"“{name}”不能安装：{error.sentence}", error.details) from error


def _short(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else "�" for sign in text)
    return printable if len(printable) <= 40 else f"{printable[:39]}…"
