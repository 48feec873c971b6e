"""The folder for a USB stick, as a zip: the program with a marker that keeps settings and recovery beside it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

from evaldesk.paths import PORTABLE

MARKER = """本文件夹是 evaldesk 便携版，可放在 U 盘上，双击 evaldesk.exe 打开。

只要有本文件，设置、备份、历史版本和未保存内容的恢复文件就保存在本文件夹的 data 里；
本文件夹不可写时，保存在所用电脑的个人文件夹里。
升级：关闭程序，用新版文件覆盖除 data 以外的内容。
"""


def pack(tree: Path, version: str, out: Path, epoch: int) -> None:
    """Write the zip; the same folder makes the same bytes."""
    moment = datetime.fromtimestamp(max(epoch, 315532800), UTC).timetuple()[:6]
    folder = f"evaldesk-{version}"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in tree.rglob("*") if path.is_file()):
            _add(archive, f"{folder}/{path.relative_to(tree).as_posix()}", moment, path.read_bytes())
        _add(archive, f"{folder}/{PORTABLE}", moment, MARKER.replace("\n", "\r\n").encode("utf-8-sig"))


def _add(archive: zipfile.ZipFile, name: str, moment: tuple[int, ...], data: bytes) -> None:
    entry = zipfile.ZipInfo(name, (moment[0], moment[1], moment[2], moment[3], moment[4], moment[5]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
