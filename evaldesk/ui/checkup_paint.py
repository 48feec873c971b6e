"""How a line of the check-up looks: its mark, two lines of its sentence, its place; all lines are equally high."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evaldesk.ui.checkup_lines import Line
from evaldesk.ui.checkup_model import LINE, Index
from evaldesk.ui.fonts import scaled
from evaldesk.ui.palette import MARKS, Tones, tones
from evaldesk.ui.style_option import given

EDGE = 16
MARK = 20
INDENT = 16
GAP = 8
LINES = 2
SMALL = 0.9


class LinePainter(QStyledItemDelegate):
    """Paint the lines of the check-up."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = given(option).fontMetrics
        return QSize(200, LINES * leading(metrics) + round(SMALL * leading(metrics)) + 2 * GAP + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, on = index.data(LINE), tones()
        state, rect = given(option).state, given(option).rect
        painter.save()
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        selected = focus or bool(state & QStyle.StateFlag.State_Selected)  # the first line takes the focus unselected
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(on.soft if selected else on.window))
        if focus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(on.accent))
        painter.setPen(QColor(on.line))
        painter.drawLine(rect.left() + EDGE, rect.bottom(), rect.right(), rect.bottom())
        _write(painter, rect, line, on)
        painter.restore()


def leading(metrics: QFontMetrics) -> int:
    """Return the distance of two lines: a little more than a Chinese character is high."""
    return round(1.42 * metrics.horizontalAdvance("国"))


def tone_of(line: Line, on: Tones) -> tuple[str, str]:
    """Return the mark of a line and its colour."""
    if line.settled:
        return MARKS["met"], on.met
    return MARKS[line.level.value], str(getattr(on, line.level.value))


def _write(painter: QPainter, rect: QRect, line: Line, on: Tones) -> None:
    font = painter.font()
    step = leading(painter.fontMetrics())
    left = rect.left() + EDGE + INDENT * line.depth
    wide = rect.right() - left - MARK - (2 * EDGE if line.folds else EDGE)
    top = rect.top() + GAP + _spare(painter.fontMetrics(), line.text, wide, step)
    room = QRect(left + MARK, top, wide, LINES * step)
    mark, colour = tone_of(line, on)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(left, top, MARK, step), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, mark)
    painter.setPen(QColor(on.faint if line.settled else on.text))
    used = _wrapped(painter, room, line.text, step)
    painter.setFont(scaled(font, SMALL))
    painter.setPen(QColor(on.faint))
    below = QRect(room.left(), room.top() + used * step + 1, room.width(), round(SMALL * step))
    words = painter.fontMetrics().elidedText(below_of(line), Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    if line.folds:
        _chevron(painter, QPointF(rect.right() - EDGE - 2, top + step / 2), line.is_open, on)


def _spare(metrics: QFontMetrics, text: str, wide: int, step: int) -> int:
    """Return how much lower a sentence of one line begins, so that it stands in the middle."""
    return step // 2 if "\n" not in text and metrics.horizontalAdvance(text) <= wide else 0


def below_of(line: Line) -> str:
    """Return the small words under a line's sentence."""
    if line.members:
        settled = sum(bool(finding.explained) for finding in line.members)
        return f"{'点击收起' if line.is_open else '点击展开'}{f'，已说明 {settled} 处' if settled else ''}"
    more = f"，另有 {line.effects} 处由此引起" if line.effects else ""
    return f"{'已说明 · ' if line.settled else ''}{line.place}{more}"


def _wrapped(painter: QPainter, room: QRect, text: str, step: int) -> int:
    """Draw a text on at most two lines, cut with an ellipsis; return how many it took."""
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    metrics = painter.fontMetrics()
    used = 0
    while used < LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        start, length = line.textStart(), line.textLength()
        rest = text[start:] if used == LINES - 1 else text[start : start + length]
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room.width())
        place = QRect(room.left(), room.top() + used * step, room.width(), step)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        used += 1
    layout.endLayout()
    return used


def _chevron(painter: QPainter, middle: QPointF, is_open: bool, on: Tones) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(on.faint), 1.5))
    # Both arms begin at the same corner: downwards when it is open, to the right when it is shut.
    wide, high = (4, 2) if is_open else (2, 4)
    tip = QPointF(0, high) if is_open else QPointF(wide, 0)
    end = QPointF(wide, -high) if is_open else QPointF(-wide, high)
    painter.drawPolyline([middle + QPointF(-wide, -high), middle + tip, middle + end])
