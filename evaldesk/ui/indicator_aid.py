"""What hangs below an open cell editor: how the text is read, and the usual answers. It never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

GAP = 2
WIDEST = 30  # Chinese characters
PADDING = 2.5  # of them, around the words


class Aid(QFrame):
    """Show a reading and offers below a cell; ``picked`` carries the offer that was clicked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("aid")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers: tuple[tuple[str, str], ...] = ()
        self.answers = QListWidget(self)
        self.answers.setAccessibleName("可选的答案")
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.setFrameShape(QFrame.Shape.NoFrame)
        self.answers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.answers.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.answers.itemClicked.connect(self._clicked)
        self.reading = QLabel(self)
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setWordWrap(True)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "faint")
        self.hint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.answers)
        layout.addWidget(self.reading)
        layout.addWidget(self.hint)
        self.hide()

    def follow(self, editor: QWidget) -> None:
        """Leave the focus with ``editor`` when somebody clicks here; the table below would take it otherwise."""
        for widget in (self, self.answers):
            widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            widget.setFocusProxy(editor)

    def offer(self, offers: tuple[tuple[str, str], ...]) -> None:
        """Offer answers, each with what it means."""
        self.offers = offers
        self.answers.clear()
        longest = max((len(text) for text, _ in offers), default=0)
        for text, meaning in offers:
            # Figure spaces are as wide as digits, the others as Chinese: what the answers mean stands in one column.
            room = text.ljust(4, "\u2007") if text[:1].isdigit() else text.ljust(longest, "\u3000")
            self.answers.addItem(QListWidgetItem(f"{room}　{meaning}" if meaning else text))
        self.answers.setVisible(bool(offers))

    def read(self, text: str, damaged: bool) -> None:
        """Show how a text is read; ``damaged`` when it could not be."""
        if text == self.reading.text():
            return
        self.reading.setText(text)
        self.reading.setVisible(bool(text))
        tone = "explain" if damaged else "faint"
        if tone != self.reading.property("tone"):
            self.reading.setProperty("tone", tone)
            self.reading.style().unpolish(self.reading)
            self.reading.style().polish(self.reading)

    def tell(self, hint: str) -> None:
        """Say which keys do something with what hangs here."""
        if hint != self.hint.text():
            self.hint.setText(hint)
            self.hint.setVisible(bool(hint))

    def step(self, by: int) -> str:
        """Move through the offers and return the one that is marked now."""
        row = self.answers.currentRow()
        row = (row + by) % len(self.offers) if row >= 0 else 0 if by > 0 else len(self.offers) - 1
        self.answers.setCurrentRow(row)
        return self.offers[row][0]

    def mark(self, text: str) -> None:
        """Mark the offer that equals ``text``, none when it is another."""
        texts = [offer for offer, _ in self.offers]
        self.answers.setCurrentRow(texts.index(text) if text in texts else -1)

    def hang(self, cell: QRect, room: QRect) -> None:
        """Hang below ``cell``, above it where there is no room; hide when there is nothing to say."""
        if not self.offers and not self.reading.text() and not self.hint.text():
            self.hide()
            return
        self.ensurePolished()
        rows = len(self.offers)
        labels = [label for label in (self.reading, self.hint) if label.text()]
        for label in labels:
            label.ensurePolished()
        lists = self.answers.sizeHintForColumn(0) + 24 if rows else 0
        wide = [_advance(label) for label in labels]
        em = self.fontMetrics().horizontalAdvance("国")
        edges = 2 * (1 + self.contentsMargins().left())
        width = max(cell.width(), min(WIDEST * em, room.width(), max([lists, *wide])))
        height = edges
        if rows:
            self.answers.setFixedHeight(rows * self.answers.sizeHintForRow(0) + 10)
            height += self.answers.height()
        height += sum(label.heightForWidth(width - edges) for label in labels)
        left = max(room.left(), min(cell.left(), room.right() - width + 1))
        top = cell.bottom() + GAP
        if top + height > room.bottom() and cell.top() - height - GAP >= room.top():
            top = cell.top() - height - GAP
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(self.offers[self.answers.row(item)][0])


def _advance(label: QLabel) -> int:
    """Return how wide a label would like to be, its own margins with it."""
    return round(PADDING * label.fontMetrics().horizontalAdvance("国")) + max(
        label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n")
    )
