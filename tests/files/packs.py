"""Template packs for tests: real templates under other names, changed where a test wants it, packed or put by hand."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from evaldesk.files.template_packs.packing import pack_bytes
from evaldesk.paths import resources

BASE = "jiangmen-annex-3@2023"
NEW = "jiangmen-annex-3@2026"
TITLE = "江门市 2026 年度自评表"
Source = dict[str, Any]


def template(name: str = NEW, change: Callable[[Source], object] = lambda source: None) -> bytes:
    """Return the template of annex 3 under another name, after ``change``."""
    source = json.loads((resources() / "templates" / f"{BASE}.json").read_text("utf-8"))
    source["id"], _, source["edition"] = name.partition("@")
    change(source)
    return json.dumps(source, ensure_ascii=False, indent=2).encode()


def heavier(source: Source) -> None:
    """Give 产出 50 points and 效益 30."""
    table = next(section for section in source["sections"] if section["kind"] == "indicators")
    for branch, weight in zip(table["level1"], ("20", "50", "30"), strict=True):
        branch["weight"] = weight


def packed(*names: str, title: str = TITLE, change: Callable[[Source], object] = heavier, **told: str) -> bytes:
    """Return a pack of templates of these names, made as a bureau makes one."""
    files = {f"{name}.json": template(name, change) for name in names or (NEW,)}
    return pack_bytes(files, title=title, date="2026-11-20", issuer="江门市财政局", **told)


def manifest(files: Mapping[str, bytes], /, **changes: Any) -> bytes:
    """Return a manifest of these files with entries of one's own."""
    listed = [{"name": name, "sha256": hashlib.sha256(raw).hexdigest()} for name, raw in files.items()]
    content = {"format": "evaldesk-templates", "version": 1, "title": TITLE, "date": "2026-11-20", "files": listed}
    return json.dumps(content | changes, ensure_ascii=False).encode()


def by_hand(files: Mapping[str, bytes], listed: bytes | None = None, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these files as any other program makes it; ``listed`` in place of a fitting manifest."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("manifest.json", manifest(files) if listed is None else listed)
        for name, raw in files.items():
            archive.writestr(name, raw)
    return made.getvalue()
