"""Reviewers' remarks by cell of the table: which carries a mark, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN, STATUS_NAMES
from evaldesk.history.remarks import standing
from evaldesk.model.document import Remark
from evaldesk.ui.indicator_row import ATTRIBUTES, NAME

GRAVEST = (OPEN, ANSWERED, ACCEPTED)
CellRemarks = tuple[tuple[int, str], ...]


class RowRemarks:
    """Hold the remarks of a form by row and column; a remark on a whole row stands at its name."""

    def __init__(self, remarks: Sequence[Remark] = ()) -> None:
        self.remarks = remarks
        self._rows: dict[str, dict[int, list[Remark]]] = {}
        for remark in remarks:
            part, _, rest = remark.where.partition("/")
            id, _, attribute = rest.partition("/")
            if part == "indicators" and id:
                column = ATTRIBUTES.index(attribute) if attribute in ATTRIBUTES else NAME
                self._rows.setdefault(id, {}).setdefault(column, []).append(remark)

    def of(self, id: str) -> CellRemarks:
        """Return the columns of a row that carry remarks, and at each the standing that asks for most."""
        cells = self._rows.get(id)
        if not cells:
            return ()
        return tuple((column, min(map(standing, found), key=GRAVEST.index)) for column, found in sorted(cells.items()))

    def told(self, id: str, column: int) -> list[str]:
        """Return what the remarks on one cell say, with their standing and the answers."""
        return [said(remark) for remark in self._rows.get(id, {}).get(column, ())]


def said(remark: Remark) -> str:
    """Return a remark in one line, with its standing and its answer."""
    answer = f" 答复：{remark.response.strip()}" if remark.response.strip() else ""
    return f"审核意见（{STATUS_NAMES[standing(remark)]}）：{' '.join(remark.text.split())}{answer}"
