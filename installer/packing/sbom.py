"""The bill of materials: every part of a package with its version, hash and licence, as CycloneDX 1.5."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from installer.packing.licences import Licence
from installer.packing.locks import Part

# What wheels carry inside them, which a search for known weaknesses should find too.
INSIDE = {"PySide6_Essentials": "Qt", "pypdfium2": "PDFium"}


class Origin(NamedTuple):
    """Hold where a part comes from: its package URL and the SHA-256 of its one file."""

    purl: str
    sha256: str


def origins(wheels: Iterable[Part]) -> dict[str, Origin]:
    """Return where locked packages come from, by their names."""
    return {plain(part.name): from_pypi(part) for part in wheels}


def from_pypi(part: Part) -> Origin:
    """Return where a locked package comes from."""
    return Origin(f"pkg:pypi/{plain(part.name)}@{part.version}", part.sha256)


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return name.lower().replace("_", "-")


def bill(licences: list[Licence], found: Mapping[str, Origin], version: str, epoch: int) -> str:
    """Return the bill of materials as JSON; the same parts make the same bytes.

    ``licences`` begins with our own; ``found`` tells where the others come from, by their plain names.
    """
    components = []
    for licence in licences[1:]:
        components.append(_component(licence, found.get(plain(licence.name))))
        if inside := INSIDE.get(licence.name):
            components.append({"type": "library", "name": inside, "description": f"in {licence.name}"})
    said = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, epoch, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(licences[0], None) | {"type": "application"},
        },
        "components": components,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _component(licence: Licence, origin: Origin | None) -> dict[str, object]:
    said: dict[str, object] = {"type": "library", "name": licence.name}
    if licence.version:
        said["version"] = licence.version
    if origin is not None:
        said["purl"] = origin.purl
        said["hashes"] = [{"alg": "SHA-256", "content": origin.sha256}]
    return said | {"licenses": [{"expression": licence.expression}]}
