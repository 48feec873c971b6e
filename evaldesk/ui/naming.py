"""Names of files: what a form is called when nobody has named it yet."""

from __future__ import annotations

from pathlib import Path

from evaldesk.files.safe_names import safe
from evaldesk.model.document import Document
from evaldesk.model.template import Template

SUFFIX = ".evform"
SOURCES = {".xlsx": "Excel", ".xlsm": "Excel", ".txt": "文本"}


def default_name(document: Document, template: Template, suffix: str = SUFFIX) -> str:
    """Return ``<项目名称>-<年度>.evform`` with what Windows refuses replaced."""
    parts = [document.fields.get(key, "").strip() for key in ("project_name", "year")]
    parts[0] = parts[0] or template.title
    return safe("-".join(part for part in parts if part)) + suffix


def with_suffix(path: Path) -> Path:
    """Return the path with our suffix where the officer gave none that we know."""
    return path if path.suffix.lower() in (SUFFIX, ".json") else path.with_name(path.name + SUFFIX)


def title_of(path: Path | None, document: Document, template: Template, origin: Path | None = None) -> str:
    """Return the form's name for the window's title; ``origin`` is the PDF that it was taken out of."""
    if path is not None:
        return path.name
    if origin is not None:
        return f"{origin.stem}（来自 {SOURCES.get(origin.suffix.lower(), 'PDF')}，尚未保存）"
    return f"{default_name(document, template, '')}（尚未保存）"
