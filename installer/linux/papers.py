"""The papers of the package: licences of all parts, and the bill of materials."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from installer.linux import fcitx
from installer.linux.parts import SOURCES, WHEELS, XCB, File, Parts, read_files
from installer.packing import licences, sbom
from installer.packing.licences import Licence
from installer.packing.locks import read_lock
from installer.packing.sbom import Origin

# Part that is no wheel -> its name for people, and its licence as SPDX says it.
COMPILED = {"python3.13": ("CPython", "Python-2.0"), "zlib": ("zlib", "Zlib"), "libffi": ("libffi", "MIT")}
SMALL = {
    fcitx.SOURCE: ("fcitx-qt5", "BSD-3-Clause"),
    "libxcb-cursor0": ("xcb-util-cursor", "X11"),
    "libxcb-util1": ("xcb-util", "X11"),
}
NAMES = COMPILED | SMALL
QT_PLACE = "/opt/evaldesk/packages/PySide6 和 /opt/evaldesk/packages/shiboken6"


def write(parts: Parts, texts: Mapping[str, Path], version: str, epoch: int) -> tuple[str, str]:
    """Return the licences as one text, and the bill of materials; ``texts`` has those of what is no wheel."""
    others = [
        Licence(NAMES[name][0], source.version, NAMES[name][1], texts[name].read_text("utf-8"))
        for name, source in sources().items()
    ]
    found = licences.gather(version, others, parts.wheels, QT_PLACE)
    origins = {sbom.plain(NAMES[name][0]): _origin(source) for name, source in sources().items()}
    return licences.page(found), sbom.bill(found, origins | sbom.origins(read_lock(WHEELS)), version, epoch)


def sources() -> dict[str, File]:
    """Return the file that stands for each part from Debian: a source's description has the hashes of the others."""
    described = [file for file in read_files(SOURCES) if file.name.endswith(".dsc")]
    return {file.package: file for file in [*described, fcitx.source(), *read_files(XCB)]}


def _origin(source: File) -> Origin:
    kind = "amd64" if source.name.endswith(".deb") else "source"
    return Origin(f"pkg:deb/debian/{source.package}@{quote(source.version)}?arch={kind}", source.sha256)
