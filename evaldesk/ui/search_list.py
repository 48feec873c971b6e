"""The list of what a search found: the words with the piece that was looked for, and below them where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaldesk.model.search import Entry, Kind
from evaldesk.ui.fonts import scaled
from evaldesk.ui.palette import tones
from evaldesk.ui.style_option import given

Index = QModelIndex | QPersistentModelIndex
KINDS: dict[Kind, str] = {"label": "栏目", "name": "指标", "text": "内容", "remark": "审核意见", "finding": "体检"}
ROOT = QModelIndex()
EDGE = 12
GAP = 6
SMALL = 0.9
BEFORE = 12  # characters that are shown before a piece found far behind in a long text


class HitModel(QAbstractListModel):
    """Hold what was found; ``place`` says where an entry stands; it is asked only for rows that are shown."""

    def __init__(self, place: Callable[[Entry], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.entries: Sequence[Entry] = ()
        self.query = ""

    def show(self, entries: Sequence[Entry], query: str) -> None:
        """Show these entries, found by ``query``."""
        self.beginResetModel()
        self.entries, self.query = entries, query
        self.endResetModel()

    def below(self, entry: Entry) -> str:
        """Return the small words under an entry."""
        return f"{KINDS[entry.kind]} · {self._place(entry)}".removesuffix(" · ")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()] if index.isValid() else None
        if entry is not None and role == Qt.ItemDataRole.DisplayRole:
            return shown(entry.text, self.query)
        if entry is not None and role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown(entry.text, self.query)}，{self.below(entry)}"
        return None


class HitList(QListView):
    """Show what was found; the keyboard stays in the line above it. ``wanted`` carries the entry that was clicked."""

    wanted = Signal(object)

    def __init__(self, place: Callable[[Entry], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.hits = HitModel(place, self)
        self.setModel(self.hits)
        self.setItemDelegate(_HitPainter(self))
        self.setObjectName("hits")
        self.setAccessibleName("搜索结果")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    def show_hits(self, entries: Sequence[Entry], query: str) -> None:
        """Show these entries with the first one chosen."""
        self.hits.show(entries, query)
        self.choose(0)

    def chosen(self) -> Entry | None:
        """Return the entry that is chosen."""
        row = self.currentIndex().row()
        return self.hits.entries[row] if 0 <= row < len(self.hits.entries) else None

    def choose(self, row: int) -> None:
        """Choose a row, the nearest one where there is none of that number."""
        count = len(self.hits.entries)
        if count:
            self.setCurrentIndex(self.hits.index(max(0, min(row, count - 1))))
            self.scrollTo(self.currentIndex())

    def row_height(self) -> int:
        """Return how high a row is, in pixels."""
        return height_of(self)

    def _clicked(self, index: QModelIndex) -> None:
        self.choose(index.row())
        self.wanted.emit(self.chosen())


class _HitPainter(QStyledItemDelegate):
    def __init__(self, view: HitList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, height_of(self._view))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, on = self._view.hits.entries[index.row()], tones()
        state, rect = given(option).state, given(option).rect
        painter.save()
        painter.setFont(self._view.font())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(on.soft if chosen else on.shade))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(on.accent))
        metrics = painter.fontMetrics()
        room = QRect(rect.left() + EDGE, rect.top() + GAP, rect.width() - 2 * EDGE, metrics.height())
        _write(painter, room, shown(entry.text, self._view.hits.query), self._view.hits.query, on.text, on.accent)
        painter.setFont(scaled(painter.font(), SMALL))
        painter.setPen(QColor(on.faint))
        small = painter.fontMetrics()
        below = QRect(room.left(), room.bottom() + 2, room.width(), small.height())
        words = small.elidedText(self._view.hits.below(entry), Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def height_of(view: QListView) -> int:
    """Return how high a row of two lines is in the view's font."""
    return round(view.fontMetrics().height() * (1 + SMALL)) + 2 * GAP + 4


def shown(text: str, query: str) -> str:
    """Return a text on one line, from shortly before the piece that was looked for where that is far behind."""
    line = " ".join(text.split())
    at = line.casefold().find(query.strip().casefold()) if query.strip() else -1
    return f"…{line[at - BEFORE :]}" if at > 2 * BEFORE else line


def _write(painter: QPainter, room: QRect, text: str, query: str, colour: str, accent: str) -> None:
    """Write a line with the piece that was looked for in the accent colour and bold."""
    aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    wanted = query.strip().casefold()
    at = text.casefold().find(wanted) if wanted and len(text.casefold()) == len(text) else -1
    pieces = [(text, False)] if at < 0 else [
        (text[:at], False), (text[at : at + len(wanted)], True), (text[at + len(wanted) :], False)
    ]  # fmt: skip
    plain = painter.font()
    left = room.left()
    for piece, is_it in pieces:
        painter.setFont(scaled(plain, 1.0, bold=is_it))
        painter.setPen(QColor(accent if is_it else colour))
        rest = room.right() - left
        cut = painter.fontMetrics().elidedText(piece, Qt.TextElideMode.ElideRight, rest)
        painter.drawText(QRect(left, room.top(), max(rest, 0), room.height()), aligned, cut)
        left += painter.fontMetrics().horizontalAdvance(piece)
        if cut != piece:
            break
    painter.setFont(plain)
