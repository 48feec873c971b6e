"""Findings by row of the table: which cell carries which mark, and what it says."""

from __future__ import annotations

from collections.abc import Iterable

from evaldesk.model.finding import Finding, Level
from evaldesk.ui.checkup_found import Found
from evaldesk.ui.indicator_row import ATTRIBUTES, NAME

GRAVEST = (Level.ERROR, Level.EXPLAIN, Level.HINT)
Marks = tuple[tuple[int, str], ...]


class RowMarks:
    """Know the marks of each row, worked out when the row is looked at: a table shows some tens of its thousands."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._known: dict[str, Marks] = {}

    def of(self, id: str) -> Marks:
        """Return the columns of a row that carry a mark, and the gravest level at each."""
        known = self._known.get(id)
        if known is None:
            known = self._known[id] = marks(self._found.at_row(id))
        return known


def marks(findings: Iterable[Finding]) -> Marks:
    """Return the columns of one row that carry a mark, and the gravest level at each."""
    cells: dict[int, Level] = {}
    for finding in findings:
        if not finding.explained:
            column = _cell(finding)[1]
            cells[column] = min(cells.get(column, finding.level), finding.level, key=GRAVEST.index)
    return tuple(sorted((column, level.value) for column, level in cells.items()))


def messages(findings: Iterable[Finding], id: str, column: int) -> list[str]:
    """Return what the findings of one cell say."""
    return [finding.message for finding in findings if _cell(finding) == (id, column)]


def _cell(finding: Finding) -> tuple[str, int]:
    part, _, rest = finding.where.partition("/")
    if part != "indicators":
        return "", NAME
    id, _, attribute = rest.partition("/")
    return id, ATTRIBUTES.index(attribute) if attribute in ATTRIBUTES else NAME
