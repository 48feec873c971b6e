"""How a row of the indicator table looks: one function that paints it, and the laid-out texts it keeps.

Qt's own way asks the model and the style some twenty times for every cell; a row painted in one go leaves the time to
recompute the form between two keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText

from evaldesk.history.events import ACCEPTED, ANSWERED, OPEN
from evaldesk.ui.indicator_row import COMPLETION, FIGURES, NAME, Mark, Row, Tone
from evaldesk.ui.indicator_wrap import LINES, wrapped
from evaldesk.ui.palette import Tones, mixed

MARGIN = 8
GAP = 6
MARK = 14
CORNER = 8
BAR = 3
INDENT = 18
KEPT = 30_000


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one column as it lies on the screen, in logical pixels."""

    column: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a row shows besides its texts: selected cells, cursor, and by column what was found and remarked."""

    selected: frozenset[int] = frozenset()
    cursor: int = -1
    is_current: bool = False
    has_focus: bool = False
    findings: tuple[tuple[int, str], ...] = ()
    remarks: tuple[tuple[int, str], ...] = ()
    fold: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one laid-out line and its width."""

    text: QStaticText
    width: float


class Ink:
    """Hold what paints rows: fonts, colours, and the texts laid out so far. Made anew when font or colours change."""

    def __init__(self, font: QFont, tones: Tones) -> None:
        bold = QFont(font)
        bold.setBold(True)
        self.tones = tones
        self.fonts = (font, bold)
        self.metrics = (QFontMetricsF(font), QFontMetricsF(bold))
        # Chinese faces ask for half a character between lines; a third is enough for two lines in a row.
        self.line = round(1.32 * self.metrics[0].horizontalAdvance("国"))
        self.row_height = LINES * self.line + 9
        self.inks = {
            Tone.TYPED: QColor(tones.text),
            Tone.COMPUTED: QColor(mixed(tones.text, tones.base, 0.76)),
            Tone.MISSING: QColor(tones.faint),
        }
        self.grounds = (QColor(tones.shade), QColor(mixed(tones.shade, tones.base, 0.45)), QColor(tones.base))
        self.rule = QColor(tones.line)
        self.bar = QColor(tones.faint)
        self.current = QColor(mixed(tones.soft, tones.base, 0.4))
        self.selected = QColor(tones.soft)
        self.frame = QPen(QColor(tones.accent), 2)
        self.frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.rest = QPen(QColor(tones.accent), 1, Qt.PenStyle.DashLine)  # the cursor while the keys go elsewhere
        self.marks = {Mark.MET: QColor(tones.met), Mark.SHORT: QColor(tones.explain), Mark.OPEN: QColor(tones.explain)}
        self.levels = {"error": QColor(tones.error), "explain": QColor(tones.explain), "hint": QColor(tones.hint)}
        self.remarks = {
            OPEN: QColor(tones.explain),
            ANSWERED: QColor(tones.hint),
            ACCEPTED: QColor(tones.met),
        }
        self._kept: dict[tuple[str, int, bool], tuple[Line, ...]] = {}

    def lines(self, text: str, width: int, bold: bool) -> tuple[Line, ...]:
        """Return ``text`` laid out in at most two lines of ``width``."""
        key = (text, width, bold)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            known = self._kept[key] = self._laid_out(text, width, bold)
        return known

    def is_cut(self, text: str, width: int, depth: int) -> bool:
        """Tell whether a cell of ``width`` shows only a part of ``text``."""
        lines = self.lines(text, width - 2 * MARGIN, depth < len(self.grounds) - 1)
        return len(lines) == LINES and lines[-1].text.text().endswith("…") and not text.endswith("…")

    def _laid_out(self, text: str, width: int, bold: bool) -> tuple[Line, ...]:
        metrics, lines = self.metrics[bold], []
        for line in wrapped(text, self.fonts[bold], metrics, width):
            still = QStaticText(line)
            still.setTextFormat(Qt.TextFormat.PlainText)
            still.prepare(font=self.fonts[bold])
            lines.append(Line(still, metrics.horizontalAdvance(line)))
        return tuple(lines)


def paint_row(painter: QPainter, ink: Ink, rect: QRect, sections: Sequence[Section], row: Row, look: Look) -> None:
    """Paint one row of the table."""
    bold = row.depth < len(ink.grounds) - 1
    painter.fillRect(rect, ink.current if look.is_current else ink.grounds[row.depth])
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink.rule)
    findings, remarks = dict(look.findings), dict(look.remarks)
    for section in sections:
        column = section.column
        left, width = section.left, section.width
        if column in look.selected:
            painter.fillRect(left, rect.top(), width, rect.height() - 1, ink.selected)
        if column == NAME:
            # As deep as Qt takes the cell to be, so that its branches can be clicked where we paint them.
            indent = INDENT * (row.depth + 1)
            left, width = left + indent, width - indent
            if look.fold is not None:
                _paint_fold(painter, ink, left - 3, rect, look.fold)
        if column == COMPLETION and row.mark is not Mark.NONE:
            _paint_mark(painter, ink, QRectF(left + MARGIN, rect.center().y() - MARK / 2 + 0.5, MARK, MARK), row)
            left, width = left + MARK + GAP, width - MARK - GAP
        if column == COMPLETION and row.bar is not None:
            _paint_bar(
                painter, ink, QRect(section.left + MARGIN, rect.bottom() - 6, section.width - 2 * MARGIN, BAR), row
            )
        if text := row.texts[column]:
            colour = ink.marks[row.mark] if _is_open(row, column) else ink.inks[row.tones[column]]
            place = QRect(left, rect.top(), width, rect.height())
            _paint_text(painter, ink, place, text, bold, colour, column in FIGURES)
        right = section.left + section.width
        if column in remarks:
            _paint_remark(painter, ink, right, rect.top(), remarks[column])
            right -= CORNER
        if column in findings:
            _paint_finding(painter, ink, right - 6, rect.top() + 7, findings[column])
        if column == look.cursor:
            painter.setPen(ink.frame if look.has_focus else ink.rest)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(section.left + 1, rect.top() + 1, section.width - 2, rect.height() - 3))


def _is_open(row: Row, column: int) -> bool:
    return column == COMPLETION and row.mark in (Mark.OPEN, Mark.SHORT)


def _paint_text(painter: QPainter, ink: Ink, rect: QRect, text: str, bold: bool, colour: QColor, right: bool) -> None:
    room = rect.width() - 2 * MARGIN
    lines = ink.lines(text, room, bold)
    # A static text is placed by its top, and its own height is larger than our line.
    top = rect.top() + (rect.height() - 1 - ink.line * len(lines)) / 2 + (ink.line - ink.metrics[bold].height()) / 2
    painter.setFont(ink.fonts[bold])
    painter.setPen(colour)
    for line in lines:
        left = rect.left() + MARGIN + (room - line.width if right else 0)
        painter.drawStaticText(QPointF(left, top), line.text)
        top += ink.line


def _paint_fold(painter: QPainter, ink: Ink, left: int, rect: QRect, is_open: bool) -> None:
    centre = QPointF(left, rect.center().y() + 0.5)
    points = [(-4, -2), (0, 2), (4, -2)] if is_open else [(-2, -4), (2, 0), (-2, 4)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(ink.inks[Tone.MISSING], 1.6))
    painter.drawPolyline([centre + QPointF(x, y) for x, y in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_mark(painter: QPainter, ink: Ink, rect: QRectF, row: Row) -> None:
    """Paint ✓ for met, a ring filled as far as the target is reached for short, a ring with a question for open."""
    colour = ink.marks[row.mark]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if row.mark is Mark.MET:
        painter.setPen(_stroke(colour, 1.8))
        x, y = rect.x(), rect.y()
        painter.drawPolyline([QPointF(x + 2, y + 7.5), QPointF(x + 5.5, y + 11), QPointF(x + 12, y + 3.5)])
    elif row.mark is Mark.SHORT:
        ring = rect.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(_stroke(colour, 1.4))
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(ring, 90 * 16, -round(row.part * 360 * 16))
    else:
        diamond = [QPointF(0, -6), QPointF(6, 0), QPointF(0, 6), QPointF(-6, 0)]
        painter.setPen(_stroke(colour, 1.4))
        painter.drawPolygon(QPolygonF([rect.center() + point for point in diamond]))
        painter.setBrush(colour)
        painter.drawEllipse(rect.center(), 0.8, 0.8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_bar(painter: QPainter, ink: Ink, rect: QRect, row: Row) -> None:
    """Paint a thin bar filled as far as the target is reached; its end, not its colour, says how far."""
    filled = round(rect.width() * (row.bar or 0))
    painter.fillRect(rect, ink.rule)
    painter.fillRect(rect.left(), rect.top(), filled, rect.height(), ink.marks.get(row.mark, ink.bar))
    if filled < rect.width():
        painter.fillRect(rect.right(), rect.top() - 1, 1, rect.height() + 2, ink.inks[Tone.MISSING])  # where it ends


def _paint_finding(painter: QPainter, ink: Ink, x: float, y: float, level: str) -> None:
    """Paint the shape of a finding's level into the upper corner of its cell: ● ◆ ○."""
    colour = ink.levels[level]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush if level == "hint" else colour)
    centre = QPointF(x, y)
    if level == "explain":
        diamond = [QPointF(0, -3.2), QPointF(3.2, 0), QPointF(0, 3.2), QPointF(-3.2, 0)]
        painter.drawPolygon(QPolygonF([centre + point for point in diamond]))
    else:
        painter.drawEllipse(centre, 2.6, 2.6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_remark(painter: QPainter, ink: Ink, right: float, top: float, standing: str) -> None:
    """Paint a folded corner, as spreadsheets mark a note: full while it waits for an answer, else its outline."""
    colour = ink.remarks[standing]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_stroke(colour, 1.2))
    painter.setBrush(colour if standing == OPEN else Qt.BrushStyle.NoBrush)
    corner = [QPointF(right - CORNER - 1, top + 1), QPointF(right - 1, top + 1), QPointF(right - 1, top + CORNER + 1)]
    painter.drawPolygon(QPolygonF(corner))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _stroke(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
