"""The state of one field: which of its findings show beside it now. Quiet: nothing shouts before the field was left."""

from __future__ import annotations

from collections.abc import Sequence

from evaldesk.model.finding import Finding, Level
from evaldesk.ui.checkup_lines import is_settled

GRAVEST = (Level.ERROR, Level.EXPLAIN, Level.HINT)
EMPTY = frozenset({"completeness.required"})


class FieldState:
    """Know what shows at a field: not that it is empty until it was left, and nothing new while the officer types."""

    def __init__(self) -> None:
        self.shown: tuple[Finding, ...] = ()
        self._all: tuple[Finding, ...] = ()
        self._inside = False
        self._visited = False

    def find(self, findings: Sequence[Finding]) -> None:
        """Take over the field's findings."""
        self._all = tuple(finding for finding in findings if not is_settled(finding))
        self._choose()

    def enter(self) -> None:
        """The officer is in the field now."""
        self._inside = True

    def leave(self) -> None:
        """The officer went on; what is wrong may be said now."""
        self._inside = False
        self._visited = True
        self._choose()

    @property
    def level(self) -> Level | None:
        """Return the gravest level that shows."""
        return min((finding.level for finding in self.shown), key=GRAVEST.index, default=None)

    def _choose(self) -> None:
        known = {finding.code for finding in self.shown}
        self.shown = tuple(
            finding
            for finding in self._all
            if (finding.code in known if self._inside else self._visited or finding.code not in EMPTY)
        )
