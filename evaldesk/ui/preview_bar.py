"""The preview's bar: which page, how large, and what goes on the paper; all of it can be reached by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIntValidator, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from evaldesk.ui.commands import plain
from evaldesk.ui.icons import icon
from evaldesk.ui.page_view import PageView

ZOOMING = (
    ("缩小", "zoom-out", "zoom_out", ("Ctrl+-",)),
    ("放大", "zoom-in", "zoom_in", ("Ctrl++", "Ctrl+=")),
    ("适合宽度", "fit-width", "fit_width", ("Ctrl+0",)),
    ("整页", "fit-page", "fit_page", ("Ctrl+9",)),
)
GO = "Ctrl+Alt+G"


class PreviewBar(QWidget):
    """Stand over a view of pages. Its keys work wherever the focus is inside ``preview``."""

    def __init__(self, view: PageView, preview: QWidget) -> None:
        super().__init__()
        self.view = view
        self.number = QLineEdit()
        self.number.setAccessibleName("转到第几页")
        self.number.setToolTip(f"输入页码后按回车（{GO}）")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setValidator(QIntValidator(1, 99_999, self))
        self.number.returnPressed.connect(self._go)
        self.number.editingFinished.connect(self._show_number)
        self.place = QLabel()
        self.scale = QLabel()
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = QLabel()
        self.words.setProperty("tone", "faint")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 4, 24, 4)
        self.row.setSpacing(4)
        self.row.addWidget(QLabel("第"))
        self.row.addWidget(self.number)
        self.row.addWidget(self.place)
        self.row.addSpacing(16)
        self.row.addWidget(self.words, 1)
        self._icons: list[tuple[QToolButton, str]] = []
        for at, (name, drawing, call, keys) in enumerate(ZOOMING):
            self.row.addWidget(self._button(preview, name, drawing, getattr(view, call), keys))
            if at == 0:
                self.row.addWidget(self.scale)
        go = QAction("转到页", preview)
        go.setShortcut(QKeySequence(GO))
        go.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        go.triggered.connect(self._ask_number)
        preview.addAction(go)
        self._page = 0
        view.turned.connect(self._show_place)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the numbers the room that they need in another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "scale"):
            self._fit()

    def say(self, words: str) -> None:
        """Say what goes on, or what went wrong."""
        self.words.setText(words)

    def offer(self, settings: QAction, annexes: QMenu | None) -> None:
        """Offer the page's settings and the annexes before the buttons of the scale."""
        buttons = [QToolButton(), QToolButton()]
        buttons[0].setText(plain(settings.text()))
        buttons[0].setToolTip(settings.toolTip())
        buttons[0].clicked.connect(settings.trigger)
        if annexes is not None:
            buttons[1].setText(plain(annexes.title()))
            buttons[1].setMenu(annexes)
            buttons[1].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for at, button in enumerate(buttons):
            button.setAccessibleName(button.text())
            self.row.insertWidget(self.row.indexOf(self.words) + 1 + at, button)

    def draw_icons(self) -> None:
        """Draw the icons in the colours that are on."""
        for button, name in self._icons:
            button.setIcon(icon(name))

    def _fit(self) -> None:
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("00000") + 20)
        self.scale.setMinimumWidth(self.fontMetrics().horizontalAdvance("  000%  "))

    def _show_place(self, page: int, pages: int, percent: int) -> None:
        self._page = page
        self.place.setText(f"/ {pages} 页")
        self.scale.setText(f"{percent}%")
        if not self.number.isModified():  # nobody is typing there
            self._show_number()

    def _show_number(self) -> None:
        self.number.setText(str(self._page or ""))

    def _ask_number(self) -> None:
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _go(self) -> None:
        page = int(self.number.text() or self._page)
        self.view.setFocus()
        self.view.go_to(page - 1)

    def _button(
        self, preview: QWidget, name: str, drawing: str, call: Callable[[], None], keys: tuple[str, ...]
    ) -> QToolButton:
        action = QAction(name, preview)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(_called, call))
        preview.addAction(action)
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(f"{name}（{keys[0]}）")
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(action.trigger)
        self._icons.append((button, drawing))
        return button


def _called(call: Callable[[], None], checked: bool = False) -> None:
    call()
