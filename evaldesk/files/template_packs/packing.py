"""Make a template pack out of template files, always the same bytes for the same content."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from pydantic import ValidationError

from evaldesk.errors import Usage
from evaldesk.files.reading import read_bytes
from evaldesk.files.template_packs.manifest import ENTRIES, NAME, Manifest, PackedFile, manifest_bytes
from evaldesk.files.template_packs.pack import read_pack

MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can name: when a pack was made stands in its manifest
MADE_ON = 3  # else the system on which the pack is made would be told


def template_files(places: Iterable[Path]) -> dict[str, bytes]:
    """Return the template files by name; a folder stands for those in it that are called ``<id>@<edition>.json``.

    :raises Usage: when two have one name, or a folder has none.
    :raises Unreadable: when one cannot be read.
    """
    found: dict[str, bytes] = {}
    for place in places:
        paths = sorted(place.glob("*@*.json")) if place.is_dir() else [place]
        if not paths:
            raise Usage(f"“{place}”里没有模板文件。模板文件名应为 <id>@<edition>.json。")
        for path in paths:
            if path.name in found:
                raise Usage(f"有两个模板文件都叫“{path.name}”。一个模板包里每个名字只能有一份。")
            found[path.name] = read_bytes(path)
    return found


def pack_bytes(files: Mapping[str, bytes], *, title: str, date: str, issuer: str = "", notes: str = "") -> bytes:
    """Return a pack of these template files; ``date`` is the day it is handed out, ``2026-11-20``.

    The files go in as they are, uncompressed: so the bytes depend on no library, and a pack stays small anyway.

    :raises Usage: when a name, the title, the date or the words cannot stand in a manifest.
    :raises Unreadable: when the pack would be refused where it is to be installed, with the reason.
    """
    listed = tuple(PackedFile.model_construct(name=name, sha256=_sha256(files[name])) for name in sorted(files))
    try:
        content = {"title": title, "issuer": issuer, "date": date, "notes": notes}
        manifest = Manifest.model_validate({**content, "files": [item.model_dump() for item in listed]})
    except ValidationError as error:
        place = error.errors()[0]["loc"]
        if place[0] == "files" and len(place) > 1:
            name = listed[int(place[1])].name
            raise Usage(f"“{name}”不能放进模板包：文件名应为 <id>@<edition>.json。") from error
        raise Usage(f"模板包的{ENTRIES.get(str(place[0]), place[0])}不合要求。日期写作 2026-11-20。") from error
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(NAME), manifest_bytes(manifest))
        for item in manifest.files:
            archive.writestr(_entry(item.name), files[item.name])
    raw = made.getvalue()
    read_pack(raw, "模板包")  # whoever makes it hears what is wrong, not those who get it
    return raw


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.create_system = MADE_ON
    entry.external_attr = 0o644 << 16
    return entry
