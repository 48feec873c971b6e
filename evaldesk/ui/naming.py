"""Names of files: what a form is called when nobody has named it yet."""

from __future__ import annotations

import re
from pathlib import Path

from evaldesk.model.document import Document
from evaldesk.model.template import Template

SUFFIX = ".evform"
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # what Windows refuses in a name
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
LONGEST = 80  # with the folders before it, Windows stops at 260


def default_name(document: Document, template: Template, suffix: str = SUFFIX) -> str:
    """Return ``<项目名称>-<年度>.evform`` with what Windows refuses replaced."""
    parts = [document.fields.get(key, "").strip() for key in ("project_name", "year")]
    parts[0] = parts[0] or template.title
    return safe("-".join(part for part in parts if part)) + suffix


def safe(stem: str) -> str:
    """Return a stem that every system accepts as the name of a file."""
    stem = FORBIDDEN.sub("_", " ".join(stem.split()))[:LONGEST].strip(" .")
    if RESERVED.match(stem) or not stem:
        stem = f"{stem}_"
    return stem


def with_suffix(path: Path) -> Path:
    """Return the path with our suffix where the officer gave none that we know."""
    return path if path.suffix.lower() in (SUFFIX, ".json") else path.with_name(path.name + SUFFIX)


def title_of(path: Path | None, document: Document, template: Template, origin: Path | None = None) -> str:
    """Return the form's name for the window's title; ``origin`` is the PDF that it was taken out of."""
    if path is not None:
        return path.name
    if origin is not None:
        return f"{origin.stem}（来自 PDF，尚未保存）"
    return f"{default_name(document, template, '')}（尚未保存）"
