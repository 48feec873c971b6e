"""The tab 图示: where points were lost and what was spent, as bars; a line leads to its row of the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from evaldesk.model.document import Where, cell
from evaldesk.report.charts import Charts, charts
from evaldesk.ui.chart_paint import (
    EDGE,
    GAP,
    SAMPLE,
    ChartInk,
    Line,
    legend,
    lines,
    paint_line,
    paint_stretch,
    plan,
)
from evaldesk.ui.palette import tones
from evaldesk.ui.session import Session

NAME = "图示：得分、失分和资金"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class Picture(QWidget):
    """Paint the lines; ``wanted`` carries the id of a row that was clicked or asked for with Enter."""

    wanted = Signal(str)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.current = -1
        self._rate = ""
        self._ink = ChartInk(self.font(), tones())
        self._plan = plan((), self._ink, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(NAME)

    def show_charts(self, made: Charts) -> None:
        """Paint other pictures."""
        self.lines, self._rate = lines(made), made.rate
        self.current = min(self.current, len(self.lines) - 1)
        self.setAccessibleDescription("\n".join(line.told for line in self.lines))
        self._arrange()

    def rect_of(self, at: int) -> QRect:
        """Return where a line stands."""
        step = self._ink.row
        heads = sum(not line.bar and not line.id for line in self.lines[: at + 1])
        return QRect(0, EDGE + step + at * step + heads * GAP, self.width(), step)

    def sizeHint(self) -> QSize:
        bottom = self.rect_of(len(self.lines) - 1).bottom() if self.lines else 0
        return QSize(self._plan.width, bottom + EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(plan(self.lines, self._ink, 0).width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ink.ground)
        self._paint_legend(painter)
        for at, line in enumerate(self.lines):
            rect = self.rect_of(at)
            if rect.intersects(event.rect()):
                paint_line(painter, self._ink, self._plan, line, rect, at == self.current and self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plan = plan(self.lines, self._ink, self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_ink"):
            self._ink = ChartInk(self.font(), tones())
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go(STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0 and self.lines[self.current].id:
            self.wanted.emit(self.lines[self.current].id)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        leads = bool(self._line_at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and (id := self._line_at(event.position().toPoint())):
            self.wanted.emit(id)

    def _line_at(self, place: QPoint) -> str:
        return next((line.id for at, line in enumerate(self.lines) if self.rect_of(at).contains(place)), "")

    def _go(self, by: int) -> None:
        """Move to the next line that leads somewhere, as far as there is one."""
        able = [at for at, line in enumerate(self.lines) if line.id]
        if not able:
            return
        now = able.index(self.current) if self.current in able else -1 if by > 0 else len(able)
        self.current = able[min(max(now + by, 0), len(able) - 1)]
        self.update()
        self.moved.emit(self.rect_of(self.current))

    def _arrange(self) -> None:
        self._plan = plan(self.lines, self._ink, self.width())
        self.updateGeometry()
        self.setMinimumSize(self.minimumSizeHint())
        self.update()

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(self._ink.font)
        left, middle = EDGE, EDGE // 2 + self._ink.row // 2
        place = QRect(0, EDGE // 2, 0, self._ink.row)
        for sample, word in legend():
            area = QRect(left, middle - 5, SAMPLE, 10)
            paint_stretch(painter, self._ink, sample.kind, area.toRectF())
            painter.setPen(self._ink.text)
            place.setLeft(left + SAMPLE + GAP // 2)
            place.setWidth(self._ink.width(word))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
            left = place.right() + 2 * GAP
        if self._rate:
            place.setLeft(left)
            place.setWidth(self._ink.width(self._rate, bold=True))
            painter.setFont(self._ink.bold)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._rate)


class ChartPanel(QWidget):
    """Hold the pictures in a tab; ``wanted`` carries the place of the table that a line speaks of."""

    wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: Charts | None = None
        self.picture = Picture()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.picture)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.wanted.connect(self._want)
        self.picture.moved.connect(self._bring_into_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_state(self) -> None:
        """Show the form as it is, when somebody looks."""
        if self.isVisible():
            made = charts(self.session.template, self.session.evaluation)
            if made != self._shown:
                self._shown = made
                self.picture.show_charts(made)

    def show_where(self, where: Where) -> bool:
        """Tell that nothing can be typed here."""
        return False

    def focus_first(self) -> None:
        """Give the picture the focus."""
        self.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    def _want(self, id: str) -> None:
        self.wanted.emit(cell(id, "name"))

    def _bring_into_view(self, rect: QRect) -> None:
        self.area.ensureVisible(rect.center().x(), rect.center().y(), 0, rect.height())
