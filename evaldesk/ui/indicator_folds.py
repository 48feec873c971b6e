"""The branches that are folded in a table: which they are, and folding them again in a table that is opened anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from evaldesk.ui.indicator_view import IndicatorView


class Folds(QObject):
    """Fold branches of a view when it is shown for the first time; until then its rows are not laid out."""

    def __init__(self, view: IndicatorView, first: Sequence[str]) -> None:
        super().__init__(view)
        self.view = view
        self._first = [*first]
        self._shown = False
        view.unfolded.connect(self._fold)

    def folded(self) -> list[str]:
        """Return the branches that are folded now, or will be once the table is shown."""
        if not self._shown:
            return self._first
        rows = self.view.rows
        tops = [rows.index(row, 0) for row in range(rows.rowCount())]
        groups = [rows.index(row, 0, top) for top in tops for row in range(rows.rowCount(top))]
        shut = (at for at in (*tops, *groups) if rows.hasChildren(at) and not self.view.isExpanded(at))
        return [rows.id_of(at) for at in shut]

    def _fold(self) -> None:
        self._shown = True
        for id in self._first:
            if (at := self.view.rows.index_of(id)).isValid():
                self.view.collapse(at)
