"""The papers of the package: licences of all parts, and the bill of materials."""

from __future__ import annotations

from pathlib import Path

from installer.linux import fcitx
from installer.linux.parts import SOURCES, WHEELS, File, Parts, read_files
from installer.linux.runtime import Runtime
from installer.packing import licences, sbom
from installer.packing.licences import Licence
from installer.packing.locks import read_lock
from installer.packing.sbom import Origin

# What is compiled here: source package -> its name for people, and its licence as SPDX says it.
COMPILED = {
    "python3.13": ("CPython", "Python-2.0"),
    "zlib": ("zlib", "Zlib"),
    "libffi": ("libffi", "MIT"),
    "fcitx-qt5": ("fcitx-qt5", "BSD-3-Clause"),
}
QT_PLACE = "/opt/evaldesk/packages/PySide6 和 /opt/evaldesk/packages/shiboken6"


def write(parts: Parts, runtime: Runtime, plugin: Path, version: str, epoch: int) -> tuple[str, str]:
    """Return the licences as one text, and the bill of materials."""
    texts = {name: runtime.licence(name) for name in COMPILED} | {fcitx.SOURCE: plugin.with_name("LICENSE")}
    compiled = [
        Licence(COMPILED[name][0], source.version, COMPILED[name][1], texts[name].read_text("utf-8"))
        for name, source in sources().items()
    ]
    found = licences.gather(version, compiled, parts.wheels, QT_PLACE)
    origins = {sbom.plain(COMPILED[name][0]): _origin(source) for name, source in sources().items()}
    return licences.page(found), sbom.bill(found, origins | sbom.origins(read_lock(WHEELS)), version, epoch)


def sources() -> dict[str, File]:
    """Return the file that stands for each source package: its description, which has the hashes of the others."""
    described = [file for file in read_files(SOURCES) if file.name.endswith(".dsc")]
    return {file.package: file for file in [*described, fcitx.source()]}


def _origin(source: File) -> Origin:
    return Origin(f"pkg:deb/debian/{source.package}@{source.version}?arch=source", source.sha256)
