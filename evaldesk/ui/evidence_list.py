"""The lines of a row's evidence and the keys that they know: Enter opens, F2 renames, Delete takes off, Insert adds."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QStyledItemDelegate, QTreeWidget, QWidget

TITLE, PAGE, STATE = range(3)
HEADS = ("材料名称", "页码", "文件")
KEYS = {Qt.Key.Key_Return: "open", Qt.Key.Key_Enter: "open", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Insert: "add"}


class PageWords(QStyledItemDelegate):
    """Say of a page that it is one; what is typed is the number alone."""

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return f"第 {value} 页" if str(value or "").strip() else ""


class Pieces(QTreeWidget):
    """Show the lines; ``asked`` carries what a key wants done."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("evidence")
        self.setColumnCount(len(HEADS))
        self.setHeaderLabels(HEADS)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemDelegateForColumn(PAGE, PageWords(self))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("佐证材料")
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column in (PAGE, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def sizeHint(self) -> QSize:
        return QSize(240, self.maximumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        word = KEYS.get(Qt.Key(event.key()))
        if word and not editing and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.asked.emit(word)
        else:
            super().keyPressEvent(event)
