"""Many forms at once: find the files, check each, hold them against each other, and tell what could not be read."""

from __future__ import annotations

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from evaldesk.errors import EXIT_DONE, EXIT_FILE, EXIT_PROBLEMS, EvaldeskError
from evaldesk.files.evidence import look_at_all
from evaldesk.files.evidence_findings import evidence_findings
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.model.finding import LEVEL_NAMES, Finding, Level
from evaldesk.report.memory import uncollected
from evaldesk.report.missing import missing_findings
from evaldesk.rules import evaluate
from evaldesk.rules.checks.across import Form, across
from evaldesk.rules.findings import all_findings, explain, holds_back, in_order, verdict
from evaldesk.rules.jsonable import finding_json

ENDINGS = (".evform", ".json")

# Starting processes costs more than checking this many forms in one.
POOL_FROM = 64
# Forms of one unit and year are held against each other in pairs; nobody hands in more than this.
MOST_TOGETHER = 60


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what came of one file: its findings, or the sentence why it could not be read.

    ``unit`` and ``year`` say which other forms it can be held against, ``form`` is its id.
    """

    path: Path
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    unit: str = ""
    year: str = ""
    form: str = ""


def form_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the named files, and the forms in and below the named folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(item for item in path.rglob("*") if item.suffix in ENDINGS and item.is_file())
        else:
            yield path


def check_files(paths: Sequence[Path], processes: int | None = None, *, fixes: bool = True) -> list[Checked]:
    """Return what came of each file, in the order given; many files are shared out over the machine's cores.

    Whoever wants no ``fixes`` gets findings without them: they hold whole texts, half of what the processes send back.
    """
    work = partial(check_file, fixes=fixes)
    workers = _workers(len(paths)) if processes is None else processes
    # A quarter of the time would go into looking through what thousands of forms left in memory.
    with uncollected():
        if workers > 1:
            with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:
                checked = list(pool.map(work, paths, chunksize=16))
        else:
            checked = [work(path) for path in paths]
        return _held_together(checked)


def check_file(path: Path, *, fixes: bool = True) -> Checked:
    """Return all findings of the form in a file by itself, with their ``fixes`` or without."""
    try:
        document, template, evaluation = _form(path)
    except EvaldeskError as error:
        return Checked(path, unreadable=error.sentence)
    unit, year = (document.fields.get(key, "").strip() for key in ("reporting_unit", "year"))
    findings = all_findings(document, template, evaluation)
    evidence = evidence_findings(document, look_at_all(document.indicators, path), path)
    if more := (*missing_findings(document, template), *evidence):
        findings = in_order(document, template, [*findings, *explain(document, more)])
    if not fixes:
        findings = tuple([replace(finding, fix=None) if finding.fix else finding for finding in findings])
    return Checked(path, findings, unit=unit, year=year, form=document.id)


def _form(path: Path) -> Form:
    document = open_document(path)
    template = load_template(document.template)
    return document, template, evaluate(document, template)


def _workers(files: int) -> int:
    # A frozen build's executable would open windows instead of starting workers.
    python = Path(sys.executable or "").stem.lower().startswith("python")
    return (os.cpu_count() or 1) if python and files >= POOL_FROM else 1


def _held_together(checked: list[Checked]) -> list[Checked]:
    """Return the results with what the forms of one unit and year say differently."""
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, item in enumerate(checked):
        if item.unit and item.year:
            together[item.unit, item.year].append(at)
    for places in together.values():
        if len({checked[at].form for at in places}) < 2 or len(places) > MOST_TOGETHER:
            continue
        forms = [_form(checked[at].path) for at in places]
        for at, (document, template, _), more in zip(places, forms, across(forms), strict=True):
            findings = in_order(document, template, [*checked[at].findings, *explain(document, more)])
            checked[at] = replace(checked[at], findings=findings)
    return checked


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
