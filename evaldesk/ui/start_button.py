"""The buttons of the start page: a whole card is one button, and Enter presses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from evaldesk.ui.fonts import scaled

Run = Callable[[Callable[[], object]], None]

ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
ASIDE = 3  # how much further away a place counts that lies aside of the arrow's way


class CardButton(QPushButton):
    """Hold labels of its own; ``moved`` carries the arrow key that was pressed."""

    moved = Signal(int, int)

    def __init__(self, name: str, remark: str, call: Callable[[], object], run: Run) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAccessibleName(name)
        self.setAccessibleDescription(remark)
        self.setToolTip(remark)
        self.clicked.connect(partial(_chosen, run, call))

    def take(self, row: QHBoxLayout) -> None:
        """Take in what was laid out in ``row``, which lets the mouse through to the button."""
        row.setContentsMargins(16, 10, 16, 10)
        self.setLayout(row)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Ask for the room of what is in it, in any size of writing."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Be no lower than that."""
        return QSize(0, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter, too; go elsewhere with the arrows."""
        if not answers(self, event, self.moved.emit):
            super().keyPressEvent(event)


class SmallButton(QToolButton):
    """Stand beside a card, for a second thing to do with it; it answers to the same keys."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter, too; go elsewhere with the arrows."""
        if not answers(self, event, self.moved.emit):
            super().keyPressEvent(event)


class Picture(QLabel):
    """Show what ``draw`` makes for the screen's scale, anew when the colours are others."""

    def __init__(self, draw: Callable[[float], QPixmap]) -> None:
        super().__init__()
        self._draw = draw
        self.setPixmap(draw(self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours that are on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setPixmap(self._draw(self.devicePixelRatioF()))


class Elided(QLabel):
    """Show one line of text, with an ellipsis where the place is too narrow for it."""

    def __init__(self, text: str, faint: bool = False, factor: float = 1.0, bold: bool = False) -> None:
        super().__init__()
        self.whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(scaled(self.font(), factor, bold))
        if faint:
            self.setProperty("tone", "faint")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(self.fontMetrics().height())
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.whole = text
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as the new width takes."""
        super().resizeEvent(event)
        self.show_text(self.whole)


def answers(button: QAbstractButton, event: QKeyEvent, go: Callable[[int, int], object]) -> bool:
    """Tell whether a key was for the button: Enter presses it, an arrow leaves it by ``go`` (across, down)."""
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        button.click()
    elif key in ARROWS:
        go(*ARROWS[key])
    else:
        return False
    return True


def nearest(page: QWidget, here: QWidget, others: Sequence[QWidget], across: int, down: int) -> QWidget | None:
    """Return the widget that one would expect in a direction (-1, 0 or 1 each), None where there is none.

    Up and down stay in the column; left and right may go a little up or down.
    """
    start = _place(page, here)
    ways: list[tuple[int, int, QWidget]] = []
    for other in others:
        place = _place(page, other)
        step = place.center() - start.center()
        along = step.x() * across + step.y() * down
        aside = abs(step.y() if across else step.x())
        in_column = place.left() < start.right() and start.left() < place.right()
        if along > 0 and (along > aside if across else in_column):
            ways.append((along + ASIDE * aside if across else along, aside, other))
    return min(ways, key=lambda way: way[:2])[2] if ways else None


def _place(page: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _chosen(run: Run, call: Callable[[], object], checked: bool = False) -> None:
    run(call)
