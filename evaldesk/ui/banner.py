"""Banners: what stays above the panel until the officer has chosen, each with its sentence and a few buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from evaldesk.ui.icons import icon
from evaldesk.ui.palette import MARKS, tones

if TYPE_CHECKING:
    from evaldesk.ui.window import Window

Choice = tuple[str, Callable[[], object]]
"""What a button says, and what it calls; the banner goes when the call returns anything but ``False``."""


class Banner(QFrame):
    """Say one sentence with what can be done about it. ``key`` says what it is about: there is one of each."""

    def __init__(
        self, window: Window, key: str, sentence: str, choices: Sequence[Choice], mark: str = "explain"
    ) -> None:
        super().__init__()
        self.key = key
        self.window_ = window
        self.setObjectName("notice")
        self.setProperty("level", mark)
        self.setAccessibleName(sentence)
        shape = QLabel(MARKS[mark])
        shape.setProperty("tone", mark)
        self.sentence = QLabel(sentence)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setToolTip(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(shape)
        row.addWidget(self.sentence, 1)
        self.buttons = choice_buttons(self, choices, window, self._go)
        for button in self.buttons:
            button.setProperty("flat", True)
            row.addWidget(button)
        shut = QToolButton()
        shut.setIcon(icon("close", tones().faint))
        shut.setAccessibleName("关闭提示")
        shut.setToolTip("关闭提示")
        shut.clicked.connect(self._go)
        row.addWidget(shut)

    def press(self, text: str) -> None:
        """Choose the button that says ``text``."""
        next(button for button in self.buttons if button.text() == text).click()

    def _go(self, checked: bool = False) -> None:
        self.hide()
        self.deleteLater()


def choice_buttons(
    parent: QWidget, choices: Sequence[Choice], window: Window, done: Callable[[], object]
) -> list[QPushButton]:
    """Return a button for each choice; ``done`` is called after one that settled the matter."""
    buttons = []
    for text, call in choices:
        button = QPushButton(text, parent)
        button.clicked.connect(partial(_chosen, window, call, done))
        buttons.append(button)
    return buttons


def put_up(window: Window, key: str, sentence: str, choices: Sequence[Choice] = (), mark: str = "explain") -> Banner:
    """Show a banner in the window, in place of an older one about the same."""
    take_down(window, key)
    banner = Banner(window, key, sentence, choices, mark)
    window.body.take_above(banner)
    banner.show()  # Qt would do it an event later
    return banner


def take_down(window: Window, key: str) -> None:
    """Take away the banner about something, where there is one."""
    for banner in banners(window):
        if banner.key == key:
            banner._go()


def banners(window: Window) -> list[Banner]:
    """Return the banners that are up."""
    return [banner for banner in window.findChildren(Banner) if not banner.isHidden()]


def _chosen(window: Window, call: Callable[[], object], done: Callable[[], object], checked: bool = False) -> None:
    results: list[object] = []

    def run() -> None:
        results.append(call())

    window.run(run)  # what goes wrong is told, and the choice stays open
    if results and results[0] is not False:
        done()
