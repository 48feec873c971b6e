"""The licences of everything that a package brings, in one file that people can read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from installer.interpreter import ROOT

OWN = Path(__file__).resolve().parent / "licence_texts"
# What the packages' own words about themselves come to, as SPDX says it.
SPOKEN = {
    "charset-normalizer": "MIT",
    "et_xmlfile": "MIT AND Python-2.0",
    "openpyxl": "MIT",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "PySide6_Essentials": "LGPL-3.0-only",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
}
TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
LINE = "=" * 100
QT = """Qt、PySide6 和 Shiboken 按 GNU LGPL 第 3 版使用，以动态库形式放在 {place} 文件夹里，
您可以用自己编译的同版本动态库替换它们。源代码见 https://code.qt.io 与 https://download.qt.io（版本 {version}）。
Qt, PySide6 and Shiboken are used under the GNU LGPL, version 3, as dynamic libraries that you may replace.

"""


class Licence(NamedTuple):
    """Hold what one part is, under which licence (an SPDX expression), and the words of it."""

    name: str
    version: str
    expression: str
    text: str


def gather(version: str, runtime: Iterable[Licence], wheels: Iterable[Path], qt_place: str) -> list[Licence]:
    """Return the licences of ourselves, the runtime, the wheels, the fonts and the readings, in this order.

    ``qt_place`` says in Chinese in which folders Qt's libraries lie, which anyone may replace.

    :raises ValueError: when a part says nothing of its licence.
    """
    fonts = ROOT / "resources" / "fonts"
    found = [
        Licence("evaldesk", version, "Apache-2.0", (ROOT / "LICENSE").read_text("utf-8")),
        *runtime,
        *(_of_wheel(wheel, qt_place) for wheel in wheels),
        *(
            Licence(f"Noto {face} SC", "", "OFL-1.1", (fonts / f"OFL-Noto{face}SC.txt").read_text("utf-8"))
            for face in ("Serif", "Sans")
        ),
        Licence("pypinyin（汉字读音）", "", "MIT", (ROOT / "resources" / "pinyin" / "LICENSE.txt").read_text("utf-8")),
    ]
    silent = [part.name for part in found if not part.text.strip() or not part.expression]
    if silent:
        raise ValueError(f"no licence found for {', '.join(silent)}")
    return found


def page(found: list[Licence]) -> str:
    """Return all of them as one text: the list first, then the words."""
    # 关于 shows it in a proportional font: no columns of blanks.
    lines = ["evaldesk 及所含各部件的许可", "", *(f"  {p.name} {p.version}：{p.expression}" for p in found)]
    return "\n".join(lines + [f"\n\n{LINE}\n{p.name} {p.version}\n{LINE}\n\n{p.text.strip()}" for p in found]) + "\n"


def _of_wheel(path: Path, qt_place: str) -> Licence:
    with zipfile.ZipFile(path) as wheel:
        about = next(name for name in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        said = HeaderParser().parsestr(wheel.read(about).decode("utf-8"), headersonly=True)
        texts = sorted(
            name
            for name in wheel.namelist()
            if name.startswith(about.split("/")[0])
            and (TEXT.search(PurePosixPath(name).name) or "icenses/" in name or "LICENSES/" in name)
            and not name.endswith(("/", "LicenseRef-Qt-Commercial.txt"))
        )
        words = "\n\n".join(
            f"[{PurePosixPath(name).name}]\n{wheel.read(name).decode('utf-8', 'replace')}" for name in texts
        )
    name, expression = said["Name"], said["License-Expression"] or SPOKEN.get(said["Name"], "")
    if expression.startswith("LGPL-3.0"):
        both = (OWN / f"{short}-3.0.txt" for short in ("LGPL", "GPL"))
        words = QT.format(version=said["Version"], place=qt_place) + "\n\n".join(
            text.read_text("utf-8") for text in both
        )
    return Licence(name, said["Version"], expression, words)
