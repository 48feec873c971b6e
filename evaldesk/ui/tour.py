"""The tour: four steps in the real window, everything else dimmed; arrow keys and Enter go on, Escape ends it.

Nothing can be typed into the form meanwhile, and the window is afterwards as it was before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from evaldesk.ui.fonts import scaled
from evaldesk.ui.palette import tones
from evaldesk.ui.tour_steps import Step, steps

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

SHADE = QColor(0, 0, 0, 120)
ROUND = 8
AROUND = 4
GAP = 12
WIDTH = 380
SETTLE = 60  # milliseconds after which a tab that has just come into view has its final size

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)


class Tour(QWidget):
    """Lie over a window with a form and lead through its steps."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps()
        self._before = (window.tabs.currentIndex(), window.checkup.isHidden())
        self.at = 0
        self.card = Card(self)
        self.card.forth.clicked.connect(partial(self._turn, 1))
        self.card.back.clicked.connect(partial(self._turn, -1))
        self.card.skip.clicked.connect(self._skip)
        self.setAccessibleName("四步导览")
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.go(0)

    @property
    def step(self) -> Step:
        """Return the step that is shown."""
        return self._steps[self.at]

    def go(self, at: int) -> None:
        """Show a step; behind the last one the tour is over."""
        if at >= len(self._steps):
            self.end()
            return
        self.at = max(0, at)
        self.step.show(self._window)
        self.card.tell(self.step, self.at, len(self._steps))
        self._place()
        QTimer.singleShot(SETTLE, self, self._place)

    def end(self) -> None:
        """Leave the window as it was, and never begin by itself again."""
        tab, hidden = self._before
        self._window.removeEventFilter(self)
        self._window.checkup.setHidden(hidden)
        self.hide()
        self._window.show_tab(tab)
        self._window.desk.remember_state(tour="seen")
        self.deleteLater()

    def lit(self) -> list[QRect]:
        """Return what stays bright, in this widget's own coordinates."""
        return [self._bright(widget) for widget in self.step.lit(self._window) if widget.isVisible()]

    def event(self, event: QEvent) -> bool:
        """Keep every key to the tour: no shortcut of the window reaches the form below."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, or end."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in NEXT:
            self.go(self.at + 1)
        elif key in BACK:
            self.go(self.at - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim all but what the step is about."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        holes = QPainterPath()
        for bright in self.lit():
            hole = QPainterPath()
            hole.addRoundedRect(QRectF(bright), ROUND, ROUND)
            holes = holes.united(hole)
        painter.fillPath(shade.subtracted(holes), SHADE)
        painter.setPen(QPen(QColor(tones().accent), 2))
        painter.drawPath(holes)

    def _bright(self, widget: QWidget) -> QRect:
        at = widget.mapTo(self._window, QPoint(0, 0))
        around = QRect(at, widget.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        return around & self.rect().adjusted(2, 2, -2, -2)

    def _place(self) -> None:
        self.card.adjustSize()
        lit = self.lit()
        self.card.move(card_place(self.card.size(), lit[0] if lit else self.rect(), self.rect()))
        self.card.forth.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _turn(self, by: int, checked: bool = False) -> None:
        self.go(self.at + by)

    def _skip(self, checked: bool = False) -> None:
        self.end()


class Card(QFrame):
    """Tell one step, with the buttons to go on."""

    def __init__(self, tour: Tour) -> None:
        super().__init__(tour)
        self.setObjectName("popover")
        self.count = QLabel()
        self.count.setProperty("tone", "faint")
        self.title = QLabel()
        self.title.setFont(scaled(self.title.font(), 1.3, bold=True))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setFixedWidth(WIDTH)
        self.skip = QPushButton("跳过（Esc）")
        self.skip.setProperty("flat", True)
        self.back = QPushButton("上一步")
        self.forth = QPushButton("下一步")
        self.forth.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for label in (self.count, self.title, self.words):
            column.addWidget(label)
        column.addSpacing(4)
        column.addLayout(row)

    def tell(self, step: Step, at: int, whole: int) -> None:
        """Show the words of a step."""
        self.count.setText(f"第 {at + 1} 步，共 {whole} 步")
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.words.setFixedHeight(self.words.heightForWidth(WIDTH))
        self.back.setEnabled(at > 0)
        self.forth.setText("完成" if at + 1 == whole else "下一步")
        self.forth.setAccessibleDescription(f"{step.title}：{step.words}")
        self.setAccessibleName(step.title)
        self.setAccessibleDescription(step.words)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go round among the card's own buttons."""
        buttons: Sequence[QPushButton] = [button for button in (self.skip, self.back, self.forth) if button.isEnabled()]
        here = next((at for at, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(here + (1 if forward else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def card_place(card: QSize, lit: QRect, room: QRect) -> QPoint:
    """Return where the card stands: beside what is lit where there is room, else in its lower right corner."""
    left = max(GAP, min(lit.left(), room.width() - card.width() - GAP))
    top = max(GAP, min(lit.top(), room.height() - card.height() - GAP))
    if lit.bottom() + GAP + card.height() <= room.height():
        return QPoint(left, lit.bottom() + GAP)
    if lit.left() - GAP - card.width() >= 0:
        return QPoint(lit.left() - GAP - card.width(), top)
    if lit.right() + GAP + card.width() <= room.width():
        return QPoint(lit.right() + GAP, top)
    corner = QPoint(lit.right() - card.width() - 2 * GAP, lit.bottom() - card.height() - 2 * GAP)
    return QPoint(max(GAP, corner.x()), max(GAP, corner.y()))


def tours(window: Window) -> list[Tour]:
    """Return the tour that runs in a window, if any."""
    return [tour for tour in window.findChildren(Tour) if tour.isVisible()]
