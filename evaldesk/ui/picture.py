"""A picture of the window, for machines without a screen and for the manual."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QMessageLogContext,
    QSize,
    QThread,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from evaldesk.errors import EXIT_DONE, Unwritable
from evaldesk.ui.desk import Desk

SIZE = QSize(1280, 800)
INDICATORS = "indicator-panel"
PATIENCE = 400  # milliseconds for what arrives a moment later


def take_picture(desk: Desk, paths: list[Path], target: Path) -> int:
    """Write the window of the first form to ``target`` as PNG, with the indicators in view; return the exit code.

    :raises EvaldeskError: when the form cannot be read or the picture cannot be written.
    """
    hush()
    window = desk.new_window()
    window.resize(SIZE)
    if paths:
        desk.open_path(paths[0], window)
        table = window.findChild(QWidget, INDICATORS)
        if table is not None:
            window.show_tab_of(table)
    else:
        desk.begin([], window)
    settle(PATIENCE)
    if window.session is not None:
        window.keeping.leave()  # no window is closed here, and yet nobody has the form open any more
    if not window.grab().save(str(target), "PNG"):
        raise Unwritable(f"图片写不进“{target}”。请换一个位置。")
    return EXIT_DONE


def hush() -> None:
    """Keep quiet about what the screenless platform says of every window that is shown; all else is said as before."""

    def heed(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(heed)


def settle(milliseconds: int) -> None:
    """Let the program go on for a while."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QThread.msleep(1)  # or it would hold a core while it waits
