"""The body of a window: notices above, the start page or the form's tabs in the middle, the strip below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from evaldesk.ui.notice import Notice
from evaldesk.ui.start_page import StartPage
from evaldesk.ui.strip import Strip


class Body(QWidget):
    """Lay out what is between the tool bar and the window's lower edge."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.strip = Strip()
        self.strip.hide()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName("表的各部分")
        self.start_page = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.addWidget(self.tabs)
        self.sides.setChildrenCollapsible(False)
        self.stack.addWidget(self.sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        column.addWidget(self.strip)

    def show_form(self) -> None:
        """Show the tabs and the strip in place of the start page."""
        self.stack.setCurrentWidget(self.sides)
        self.strip.show()

    def take_above(self, banner: QWidget) -> None:
        """Put a banner over the tabs, below those that are there."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.stack), banner)

    def take_aside(self, panel: QWidget) -> None:
        """Put a panel at the right of the tabs."""
        self.sides.addWidget(panel)
        self.sides.setStretchFactor(0, 1)
        self.sides.setStretchFactor(1, 0)
