"""How the pictures of a form look on the screen: lines of a name, a bar and its figures, painted one below the other.

What was got is solid, what was lost hatched, what is open empty with a border: no colour alone says anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from evaldesk.report.charts import KINDS, Bar, Charts, Kind, Stretch
from evaldesk.ui.palette import Tones, mixed

EDGE, GAP, BETWEEN, INDENT = 24, 12, 20, 20
ROW, BAR, THIN, SAMPLE = 30, 14, 8, 22
HATCH = 4.0
NARROWEST = 96  # pixels that a bar must have
NAMES = (120, 360)
WORST = "◆ 失分最多"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: a heading where it has no bar and no figures, else a name, a bar and figures.

    ``id`` is the row of the table that it speaks of, ``""`` for none.
    """

    text: str
    figures: tuple[str, ...] = ()
    bar: Bar = ()
    id: str = ""
    depth: int = 0
    note: str = ""

    @property
    def told(self) -> str:
        """Return the line as a sentence, for those who do not see it."""
        return "，".join(
            (self.text, *(figure for figure in self.figures if figure), *([self.note] if self.note else []))
        )


def lines(charts: Charts) -> list[Line]:
    """Return the pictures as lines."""
    made = [Line("得分与失分", ("得分 / 权重", KINDS["lost"], "得分率"))] if charts.points else []
    for item in charts.points:
        lost = f"失 {item.lost}" if item.lost else ""
        waits = f"待 {item.open}" if item.open else ""
        figures = (f"{item.score} / {item.weight}", " ".join(filter(None, (lost, waits))), item.rate)
        note = WORST if item.worst and item.depth else ""
        made.append(Line(item.name, figures, item.bar, item.id, item.depth, note))
    if charts.amounts:
        unit = f"（{charts.unit}）" if charts.unit else ""
        made.append(Line(f"资金{unit}", ("金额", "", "占比")))
        made += [Line(item.name, (item.figure, "", item.share or "100%"), item.bar) for item in charts.amounts]
    return made


class ChartInk:
    """Hold fonts and colours of the pictures; made anew when either changes."""

    def __init__(self, font: QFont, tones: Tones) -> None:
        self.font, self.bold = font, QFont(font)
        self.bold.setBold(True)
        self.metrics, self.bold_metrics = QFontMetricsF(font), QFontMetricsF(self.bold)
        self.text, self.faint, self.rule = QColor(tones.text), QColor(tones.faint), QColor(tones.line)
        self.got, self.lost = QColor(tones.accent), QColor(tones.error)
        self.open, self.worst = QColor(tones.faint), QColor(tones.error)
        self.ground, self.hover = QColor(tones.base), QColor(mixed(tones.soft, tones.base, 0.5))
        self.focus = QPen(QColor(tones.accent), 2)
        self.row = max(ROW, round(self.metrics.height() * 1.7))

    def width(self, text: str, bold: bool = False) -> int:
        """Return how wide a text is."""
        return int((self.bold_metrics if bold else self.metrics).horizontalAdvance(text)) + 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold where the columns stand: names from ``EDGE``, bars between two edges, and the right edge of each figure."""

    bars: tuple[int, int]
    figures: tuple[int, ...]
    width: int


def plan(made: Sequence[Line], ink: ChartInk, width: int) -> Plan:
    """Return where the columns stand in a room of this width, or in the least that they need."""
    count = max((len(line.figures) for line in made), default=0)
    widths = [
        max((ink.width(line.figures[at], not line.bar) for line in made if line.figures), default=0)
        for at in range(count)
    ]
    names = max((ink.width(line.text, not line.depth) + line.depth * INDENT for line in made), default=0)
    left = EDGE + min(max(names, NAMES[0]), NAMES[1]) + GAP
    needed = sum(widths) + BETWEEN * count + EDGE
    right = max(width - needed, left + NARROWEST)
    edges = []
    at = right
    for each in widths:
        at += BETWEEN + each
        edges.append(at)
    return Plan((left, right), tuple(edges), max(width, right + needed))


def paint_line(painter: QPainter, ink: ChartInk, plan: Plan, line: Line, rect: QRect, is_current: bool) -> None:
    """Paint one line into its rectangle; the current one has a frame where the keyboard is."""
    head = not line.bar and not line.id
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(ink.font if line.depth or (line.bar and not line.id) else ink.bold)
    left = EDGE + line.depth * INDENT
    name = QRect(left, rect.top(), plan.bars[0] - GAP - left, rect.height())
    painter.setPen(ink.text)
    own = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, name.width())
    painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, own)
    if head:
        painter.setFont(ink.font)
        painter.setPen(ink.faint)
        painter.fillRect(EDGE, rect.bottom(), plan.figures[-1] - EDGE, 1, ink.rule)
    for right, text in zip(plan.figures, line.figures, strict=False):
        place = QRect(plan.bars[1], rect.top(), right - plan.bars[1], rect.height())
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, text)
    if line.note:
        painter.setPen(ink.worst)
        painter.setFont(ink.font)
        end = plan.bars[0] + round((line.bar[-1].end if line.bar else 0) * (plan.bars[1] - plan.bars[0])) + GAP
        if end + ink.width(line.note) < plan.bars[1]:
            painter.drawText(QRect(end, rect.top(), plan.bars[1] - end, rect.height()), middle, line.note)
    paint_bar(painter, ink, line.bar, QRectF(plan.bars[0], 0, plan.bars[1] - plan.bars[0], 1), _of(rect, line))
    if is_current:
        painter.setPen(ink.focus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(EDGE / 2, 2, -EDGE / 2, -2), 4, 4)


def paint_bar(painter: QPainter, ink: ChartInk, bar: Bar, room: QRectF, rows: QRectF) -> None:
    """Paint the stretches of a bar over a room, between the upper and lower edge of ``rows``."""
    for stretch in bar:
        left = room.left() + stretch.start * room.width()
        area = QRectF(left, rows.top(), (stretch.end - stretch.start) * room.width(), rows.height())
        paint_stretch(painter, ink, stretch.kind, area)


def paint_stretch(painter: QPainter, ink: ChartInk, kind: Kind, area: QRectF) -> None:
    """Paint one stretch: solid, hatched or empty."""
    colour = {"got": ink.got, "lost": ink.lost, "open": ink.open}[kind]
    painter.save()
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QBrush(colour) if kind == "got" else Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
    if kind == "lost":
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        at = area.left() - area.height()
        while at < area.right():
            painter.drawLine(QPointF(at, area.bottom()), QPointF(at + area.height(), area.top()))
            at += HATCH
    painter.restore()


def legend() -> tuple[tuple[Stretch, str], ...]:
    """Return a sample of each kind with its word."""
    return tuple((Stretch(kind, 0.0, 1.0), word) for kind, word in KINDS.items())


def _of(rect: QRect, line: Line) -> QRectF:
    height = THIN if line.depth else BAR
    return QRectF(0, rect.top() + (rect.height() - height) / 2, 1, height)
