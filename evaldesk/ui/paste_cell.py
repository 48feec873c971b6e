"""How a cell of the pasted table is painted: its text, faintly below what was read, a mark where it was guessed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from evaldesk.ui.fonts import scaled
from evaldesk.ui.labels import SMALL
from evaldesk.ui.palette import MARKS, tones
from evaldesk.ui.paste_model import FACE, Face
from evaldesk.ui.style_option import given

PAD = 8
GUESSED = MARKS["explain"]


class PasteCell(QStyledItemDelegate):
    """Paint the cells of a ``PasteModel``."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        face, colours = index.data(FACE), tones()
        rect, state, font = given(option).rect, given(option).state, given(option).font
        painter.save()
        ground = colours.explain_soft if face.guessed else colours.base if face.taken else colours.shade
        painter.fillRect(rect, QColor(ground))
        inside = rect.adjusted(PAD, 4, -PAD, -4)
        if face.guessed:
            painter.setPen(QColor(colours.explain))
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, GUESSED)
            inside.setRight(inside.right() - QFontMetrics(font).horizontalAdvance(GUESSED) - 4)
        _write(painter, inside, face, font, colours.text if face.taken else colours.faint, colours.faint)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return cell_size(given(option).font, index.data(FACE))


def cell_size(font: QFont, face: Face) -> QSize:
    """Return what a cell wants: the wider of its two lines, and two lines high."""
    large, small = QFontMetrics(font), QFontMetrics(scaled(font, SMALL))
    width = max(large.horizontalAdvance(face.text), small.horizontalAdvance(face.reading)) + 2 * PAD + 4
    if face.guessed:
        width += large.horizontalAdvance(GUESSED) + 4
    return QSize(width, large.lineSpacing() + small.lineSpacing() + 8)


def _write(painter: QPainter, rect: QRect, face: Face, font: QFont, ink: str, pale: str) -> None:
    small = scaled(font, SMALL)
    left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
    text = QFontMetrics(font).elidedText(face.text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setPen(QColor(ink))
    painter.setFont(font)
    if not face.reading:
        painter.drawText(rect, left | middle, text)
        return
    painter.drawText(rect, left | Qt.AlignmentFlag.AlignTop, text)
    painter.setPen(QColor(pale))
    painter.setFont(small)
    reading = QFontMetrics(small).elidedText(face.reading, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, left | Qt.AlignmentFlag.AlignBottom, reading)
