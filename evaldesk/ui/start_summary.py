"""What the start page tells of a recent form: read from its file off the window's thread, and remembered.

A file that looks the same (size and time) is not read again. What is remembered is a comfort: a damaged memory, or one
of another version of the program, is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from evaldesk import __version__
from evaldesk.errors import EvaldeskError
from evaldesk.files.reach import reach
from evaldesk.files.store import read_bytes, write_bytes
from evaldesk.files.templates import template_names
from evaldesk.paths import recent_file


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold a form's name, unit, year, total and grade, and how many findings keep its fair copy back.

    ``size`` and ``time`` (ns) are the file's. ``trouble`` is why it cannot be read; ``missing`` says that nothing is
    there. ``score`` is ``""`` where this machine lacks the template.
    """

    size: int = -1
    time: int = 0
    name: str = ""
    unit: str = ""
    year: str = ""
    score: str = ""
    grade: str = ""
    errors: int = 0
    explanations: int = 0
    trouble: str = ""
    missing: bool = False


def summary(path: Path, known: Summary | None, pause: Callable[[], object]) -> Summary:
    """Return what there is to tell of a file, ``known`` where it looks the same; ``pause`` is called now and then."""
    try:
        state = reach(path).stat()
    except (OSError, ValueError):
        return replace(known or Summary(), missing=True)
    if known is not None and not known.missing and (known.size, known.time) == (state.st_size, state.st_mtime_ns):
        return known
    at = Summary(state.st_size, state.st_mtime_ns)
    try:
        return _read(path, at, pause)
    except EvaldeskError as error:
        return replace(at, trouble=error.sentence)


def recall() -> dict[str, Summary]:
    """Return what was remembered, by the path of the file."""
    try:
        kept = json.loads(read_bytes(recent_file()))
        if (kept["program"], kept["templates"]) != (__version__, template_names()):
            return {}
        return {path: Summary(**told) for path, told in kept["forms"].items()}
    except (EvaldeskError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def remember(told: Mapping[str, Summary], paths: Iterable[str]) -> None:
    """Remember what was told of these files, and nothing of others; where that cannot be written it is made anew."""
    kept = {path: asdict(told[path]) for path in paths if path in told}
    # A template that comes or goes decides what can be told of its forms.
    stamp = {"program": __version__, "templates": template_names()}
    content = json.dumps({**stamp, "forms": kept}, ensure_ascii=False, indent=2)
    try:
        recent_file().parent.mkdir(parents=True, exist_ok=True)
        write_bytes(content.encode(), recent_file())
    except (EvaldeskError, OSError):
        return


def _read(path: Path, at: Summary, pause: Callable[[], object]) -> Summary:
    from evaldesk.files.templates import known_template
    from evaldesk.model.finding import Level
    from evaldesk.report.form_in import form_in
    from evaldesk.report.missing import missing_findings
    from evaldesk.rules import evaluate
    from evaldesk.rules.findings import explain, holds_back, slow_findings

    document = form_in(path)
    name, unit, year = (document.fields.get(key, "").strip() for key in ("project_name", "reporting_unit", "year"))
    told = replace(at, name=name, unit=unit, year=year)
    template = known_template(document)
    if template is None:
        return told
    pause()
    evaluation = evaluate(document, template)
    slow = (*slow_findings(document, template, evaluation, pause), *missing_findings(document, template))
    waiting = [item for item in explain(document, [*evaluation.findings, *slow]) if holds_back(item)]
    errors = sum(item.level is Level.ERROR for item in waiting)
    return replace(
        told,
        score=evaluation.score_text,
        grade="" if evaluation.open else evaluation.grade,
        errors=errors,
        explanations=len(waiting) - errors,
    )
