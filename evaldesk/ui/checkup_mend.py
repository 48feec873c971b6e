"""Mending: what a line of the check-up offers to do with one click, and doing it as one undo step."""

from __future__ import annotations

from evaldesk.model.document import Document, address, put
from evaldesk.model.finding import Finding
from evaldesk.ui.checkup_lines import Line

Edits = dict[str, str]


def mends_of(line: Line) -> tuple[str, Edits] | None:
    """Return the words of the button and the new texts by address; None where nothing can be mended mechanically.

    A line that folds many offers all of them at once, where none gets into another's way.
    """
    if not line.members:
        fix = line.finding.fix
        return (fix.label, dict(fix.edits)) if fix else None
    edits: Edits = {}
    mended = 0
    for finding in line.members:
        new = dict(finding.fix.edits) if finding.fix else {}
        if any(edits.get(where, text) != text for where, text in new.items()):
            return None
        edits |= new
        mended += bool(new)
    if not edits:
        return None
    rest = len(line.members) - mended
    return (f"{mended} 处一起改好{f'（其余 {rest} 处请逐条核对）' if rest else ''}", edits)


def mended(document: Document, edits: Edits) -> Document:
    """Return the form with the new texts."""
    for where, text in edits.items():
        document = put(document, address(where), text)
    return document


def same(line: Line, findings: tuple[Finding, ...]) -> bool:
    """Tell whether what a line says still holds, word for word: only then may its mend be done."""
    return all(finding in findings for finding in line.members or (line.finding,))
