"""Many forms at once: find the files, check each, and tell what could not be read instead of stopping there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaldesk.errors import EXIT_DONE, EXIT_FILE, EXIT_PROBLEMS, EvaldeskError
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.finding import LEVEL_NAMES, Finding, Level
from evaldesk.rules import evaluate
from evaldesk.rules.findings import all_findings, holds_back, verdict
from evaldesk.rules.jsonable import finding_json

ENDINGS = (".evform", ".json")


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what came of one file: its findings, or the sentence why it could not be read."""

    path: Path
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""


def form_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the named files, and the forms in and below the named folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(item for item in path.rglob("*") if item.suffix in ENDINGS and item.is_file())
        else:
            yield path


def check_file(path: Path) -> Checked:
    """Return all findings of the form in a file."""
    try:
        document = open_document(path)
        template = load_template(document.template)
    except EvaldeskError as error:
        return Checked(path, unreadable=error.sentence)
    return Checked(path, all_findings(document, template, evaluate(document, template)))


def exit_code(checked: Sequence[Checked]) -> int:
    """Return 3 when a file could not be read, 1 when an error stands in one, else 0."""
    if any(item.unreadable for item in checked):
        return EXIT_FILE
    stands = any(finding.level is Level.ERROR and holds_back(finding) for item in checked for finding in item.findings)
    return EXIT_PROBLEMS if stands else EXIT_DONE


def as_json(checked: Sequence[Checked]) -> list[dict[str, Any]]:
    """Return what came of each file for programs."""
    return [
        {
            "file": str(item.path),
            "unreadable": item.unreadable or None,
            "findings": [finding_json(finding) for finding in item.findings],
        }
        for item in checked
    ]


def as_text(checked: Sequence[Checked]) -> str:
    """Return what came of each file for people: a verdict a file, then its findings, worst first."""
    return "\n".join(line for item in checked for line in _lines(item))


def _lines(item: Checked) -> Iterator[str]:
    if item.unreadable:
        yield f"{item.path}：{item.unreadable}"
        return
    yield f"{item.path}：{verdict(item.findings)}"
    for finding in item.findings:
        said = f"（已说明：{finding.explained}）" if finding.explained else ""
        yield f"  [{LEVEL_NAMES[finding.level]}] {finding.message}{said}"
