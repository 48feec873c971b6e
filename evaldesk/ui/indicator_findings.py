"""Findings by row of the table: which cell carries which mark, and what it says."""

from __future__ import annotations

from collections.abc import Iterable

from evaldesk.model.finding import Finding, Level
from evaldesk.ui.indicator_row import ATTRIBUTES, NAME

GRAVEST = (Level.ERROR, Level.EXPLAIN, Level.HINT)
Marks = tuple[tuple[int, str], ...]


def findings_by_row(findings: Iterable[Finding]) -> dict[str, Marks]:
    """Return, for each indicator with findings, the columns that carry one and the gravest level there."""
    rows: dict[str, dict[int, Level]] = {}
    for finding in findings:
        id, column = _cell(finding)
        if id and not finding.explained:
            cells = rows.setdefault(id, {})
            cells[column] = min(cells.get(column, finding.level), finding.level, key=GRAVEST.index)
    return {id: tuple(sorted((column, level.value) for column, level in cells.items())) for id, cells in rows.items()}


def told_by_row(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of each indicator that has any."""
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.where.startswith("indicators/"):
            told.setdefault(finding.where.split("/", 2)[1], []).append(finding)
    return told


def messages(findings: Iterable[Finding], id: str, column: int) -> list[str]:
    """Return what the findings of one cell say."""
    return [finding.message for finding in findings if _cell(finding) == (id, column)]


def _cell(finding: Finding) -> tuple[str, int]:
    part, _, rest = finding.where.partition("/")
    if part != "indicators":
        return "", NAME
    id, _, attribute = rest.partition("/")
    return id, ATTRIBUTES.index(attribute) if attribute in ATTRIBUTES else NAME
