"""How wide the columns are: as wide as their texts at first, as the officer left them from then on."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtWidgets import QHeaderView

from evaldesk.model import indicators
from evaldesk.ui.indicator_paint import INDENT, MARGIN, MARK
from evaldesk.ui.indicator_row import ACTUAL, ATTRIBUTES, COMPLETION, FIGURES, NAME, REASON, TARGET
from evaldesk.ui.indicator_view import IndicatorView

# Reading the width of every text of a very long form would be felt; the first rows speak for the rest.
LOOKED_AT = 300
PADDING = 2 * MARGIN + 4
NARROWEST = 56
NAMES = (200, 380)
REASONS = 150
VALUES = 168
EM = 14  # pixels of a Chinese character in the usual size


class Columns(QObject):
    """Keep the columns of a view as wide as they should be."""

    def __init__(self, view: IndicatorView) -> None:
        super().__init__(view)
        self.view = view
        self.header = view.header()
        self._by_hand = False
        self._fitting = False
        self.header.setMinimumSectionSize(NARROWEST)
        self.header.setStretchLastSection(True)
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.header.sectionResized.connect(self._resized)
        view.viewport().installEventFilter(self)
        view.inked.connect(self.fit)

    def save(self) -> bytes:
        """Return the widths when the officer chose them, nothing when they follow the texts."""
        return bytes(self.header.saveState().toBase64().data()) if self._by_hand else b""

    def restore(self, state: bytes) -> None:
        """Take over what ``save`` returned."""
        if state and self.header.restoreState(QByteArray.fromBase64(QByteArray(state))):
            self._by_hand = True

    def fit(self) -> None:
        """Make the columns as wide as their texts, and give names and reasons what is left."""
        if self._by_hand:
            return
        wide = self._wanted()
        values = sum(wide[column] for column in range(len(ATTRIBUTES)) if column not in (NAME, REASON))
        left = self.view.viewport().width() - values
        least, most, reasons = (self._grown(width) for width in (*NAMES, REASONS))
        wide[NAME] = max(least, min(wide[NAME], most, left - reasons))
        wide[REASON] = max(reasons, left - wide[NAME])
        self._fitting = True
        for column, width in enumerate(wide):
            if self.header.sectionSize(column) != width:
                self.header.resizeSection(column, width)
        self._fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def _wanted(self) -> list[int]:
        model, ink = self.view.rows, self.view.ink
        wide = [self.header.fontMetrics().horizontalAdvance(head) + PADDING for head in model.heads]
        seen = 0
        for depth, node in indicators.walk(self.view.rows.session.document.indicators):
            index = model.index_of(node.id)
            if not index.isValid() or (seen := seen + 1) > LOOKED_AT:
                break
            metrics = ink.metrics[depth < indicators.LEVELS - 1]
            for column, text in enumerate(model.row(index.internalId()).texts):
                if column != REASON and text:
                    wide[column] = max(wide[column], int(metrics.horizontalAdvance(text)) + 1 + PADDING)
        wide[NAME] += INDENT * indicators.LEVELS
        wide[COMPLETION] += MARK + 6
        for column in (TARGET, ACTUAL):
            wide[column] = min(wide[column], self._grown(VALUES))
        return [max(width, NARROWEST + 20 * (column in FIGURES)) for column, width in enumerate(wide)]

    def _grown(self, width: int) -> int:
        """Return a width for text of the usual size as it is in the present one."""
        return round(width * self.view.ink.metrics[0].horizontalAdvance("国") / EM)

    def _resized(self, column: int, before: int, after: int) -> None:
        # The last column follows the window by itself.
        if not self._fitting and column != REASON:
            self._by_hand = True
