"""When the program itself breaks down: one dialog with one sentence and details to copy. It waits for nothing."""

from __future__ import annotations

import platform
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from evaldesk import __version__
from evaldesk.paths import log_file
from evaldesk.ui.icons import picture
from evaldesk.ui.palette import tones

if TYPE_CHECKING:
    from evaldesk.errors import EvaldeskError
    from evaldesk.ui.window import Window

TITLE = "程序出了问题"
KEPT = "没有保存的修改已另外记下，下次打开时可以恢复。详细信息也记在这里："
COPY = "复制详情(&C)"
WIDTH = 34  # Chinese characters of a line


class Failure(QDialog):
    """Say that the program broke down; ``details`` is what whoever helps needs."""

    def __init__(self, window: Window, error: EvaldeskError) -> None:
        super().__init__(window)
        self.setWindowTitle(TITLE)
        self.details = details(error)
        mark = QLabel()
        mark.setPixmap(picture("warning", 32, self.devicePixelRatioF(), tones().error))
        sentence = QLabel(error.sentence)
        where = QLabel(f"{KEPT}{log_file()}")
        where.setProperty("tone", "faint")
        for label in (sentence, where):
            label.setWordWrap(True)
            label.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * WIDTH)
        self.copy = QPushButton(COPY)
        self.copy.clicked.connect(self._copy)
        shut = QPushButton("关闭")
        shut.clicked.connect(self.close)
        shut.setDefault(True)
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(sentence)
        words.addWidget(where)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(mark)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(20)
        column.addLayout(top)
        column.addLayout(buttons)
        shut.setFocus()

    def add(self, error: EvaldeskError) -> None:
        """Take in what broke while the dialog stands: there is one for all."""
        self.details += f"\n\n{error.details}"
        self.copy.setText(COPY)

    def _copy(self, checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self.copy.setText("已复制")


def details(error: EvaldeskError) -> str:
    """Return what whoever helps needs to know: the time, the program, the system, and where it broke."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    system = f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{error.sentence}\n{now}\nevaldesk {__version__}, {system}\n\n{error.details}".rstrip()


def show_failure(window: Window, error: EvaldeskError) -> Failure:
    """Show the dialog over the window, or tell the one that stands there already."""
    standing = next((shown for shown in window.findChildren(Failure) if shown.isVisible()), None)
    if standing is not None:
        standing.add(error)
        return standing
    shown = Failure(window, error)
    shown.finished.connect(partial(_forget, shown))
    shown.open()
    return shown


def _forget(shown: Failure, result: int) -> None:
    shown.deleteLater()
