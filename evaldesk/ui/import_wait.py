"""Wait for slow work without freezing: it runs beside the window's thread, and after half a second can be given up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from evaldesk.errors import Unreadable

WIDTH = 360
PATIENCE = 500  # milliseconds after which one wants to see that something happens
Result = TypeVar("Result")


class _Bell(QObject):
    rang = Signal()


def waited(parent: QWidget | None, words: str, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; after half a second ``words`` are shown with a button to give up.

    :raises Unreadable: when the officer gave up; the work comes to its end unheard.
    """
    bell, loop = _Bell(), QEventLoop()
    bell.rang.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
    future = worker.submit(work)
    future.add_done_callback(lambda _: bell.rang.emit())
    try:
        # Until the box is there, what is typed or clicked waits: it was not meant for a window that changes.
        QTimer.singleShot(PATIENCE, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not future.done():
            box = _box(parent, words)
            box.canceled.connect(loop.quit)
            loop.exec()
            given_up = box.wasCanceled()
            box.close()
            box.deleteLater()
            if given_up and not future.done():
                raise Unreadable("已停止，没有改动任何表格。")
        return future.result()
    finally:
        worker.shutdown(wait=False, cancel_futures=True)


def _box(parent: QWidget | None, words: str) -> QProgressDialog:
    box = QProgressDialog(words, "停止(&S)", 0, 0, parent)
    box.setWindowTitle("请稍候")
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    box.setAutoClose(False)
    box.setAutoReset(False)
    box.setMinimumDuration(0)
    box.setMinimumWidth(WIDTH)
    bar = QProgressBar()
    bar.setAccessibleName("进度")
    bar.setTextVisible(False)
    bar.setRange(0, 0)
    box.setBar(bar)
    box.show()
    return box
