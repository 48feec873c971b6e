"""A list at the left and what the chosen line says at the right: how the windows beside the form are laid out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from evaldesk.ui.style_option import given

SPACE = 8
EDGE = 16
PADDING = 8  # of a list's item in the sheet


class WrappingLine(QStyledItemDelegate):
    """Ask for as many lines as the words take between the sheet's paddings, which Qt does not count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        given(narrower).rect = given(option).rect.adjusted(0, 0, -2 * PADDING, 0)
        return super().sizeHint(narrower, index)


def wrapping_list(name: str, chosen: Callable[..., object], activated: Callable[..., object]) -> QListWidget:
    """Return a list whose lines wrap; ``name`` is what it is called aloud."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWordWrap(True)
    made.setItemDelegate(WrappingLine(made))
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.currentRowChanged.connect(chosen)
    made.itemActivated.connect(activated)
    return made


def reading_page(name: str) -> QTextBrowser:
    """Return a page to read."""
    made = QTextBrowser()
    made.setAccessibleName(name)
    made.document().setDocumentMargin(12)
    return made


def push_button(text: str, call: Callable[..., object]) -> QPushButton:
    """Return a button that Enter in a line beside it does not press."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(call)
    return made


def in_a_row(*parts: QWidget | None, wide: QWidget | None = None) -> QBoxLayout:
    """Return the parts side by side; ``wide`` is the one that takes the room that is left, None a gap that does."""
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if part is wide else 0)
    return row


def in_a_column(*parts: QWidget | QBoxLayout) -> QBoxLayout:
    """Return the parts one under the other; those with something to read or write share the room."""
    column = QVBoxLayout()
    column.setSpacing(SPACE)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if isinstance(part, QAbstractScrollArea) else 0)
        else:
            column.addLayout(part)
    return column


def lay_out(box: QDialog, left: QBoxLayout, right: QBoxLayout, foot: QBoxLayout, size: tuple[int, int]) -> None:
    """Put the list and its page side by side, the page a little wider, and ``foot`` below them."""
    halves = QSplitter()
    halves.setHandleWidth(EDGE)
    halves.setStyleSheet("QSplitter::handle { background: transparent; }")
    for side in (left, right):
        half = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        half.setLayout(side)
        halves.addWidget(half)
    halves.setChildrenCollapsible(False)
    halves.setSizes([size[0] * 2 // 5, size[0] * 3 // 5])
    whole = QVBoxLayout(box)
    whole.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    whole.setSpacing(12)
    whole.addWidget(halves, 1)
    whole.addLayout(foot)
    box.resize(*size)
