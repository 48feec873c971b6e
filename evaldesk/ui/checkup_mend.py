"""Mending: what a line of the check-up offers to do with one click, and doing it as one undo step."""

from __future__ import annotations

from dataclasses import replace

from evaldesk.model.document import Document, address, put_all
from evaldesk.model.finding import Finding
from evaldesk.ui.checkup import said
from evaldesk.ui.checkup_lines import Line

Edits = dict[str, str]


def mend_words(line: Line) -> str:
    """Return the words of the button, nothing where nothing can be mended mechanically."""
    if not line.members:
        return line.finding.fix.label if line.finding.fix else ""
    able = sum(finding.fix is not None for finding in line.members)
    rest = f"（其余 {len(line.members) - able} 处请逐条核对）" if able < len(line.members) else ""
    return f"{able} 处一起改好{rest}" if able else ""


def mends_of(line: Line) -> Edits | None:
    """Return the new texts by address; None where nothing can be mended, or one mend gets into another's way."""
    edits: Edits = {}
    for finding in line.members or (line.finding,):
        new = dict(finding.fix.edits) if finding.fix else {}
        if any(edits.get(where, text) != text for where, text in new.items()):
            return None
        edits |= new
    return edits or None


def mended(document: Document, edits: Edits) -> Document:
    """Return the form with the new texts."""
    return put_all(document, [(address(where), text) for where, text in edits.items()])


def renewed(line: Line, findings: tuple[Finding, ...]) -> Line | None:
    """Return the line with the mends of today, None where what it says does not hold any more, word for word."""
    now = {said(finding): finding for finding in findings}
    found = [now.get(said(finding)) for finding in line.members or (line.finding,)]
    known = tuple(finding for finding in found if finding is not None)
    if len(known) < len(found):
        return None
    return replace(line, finding=known[0], members=known if line.members else ())
