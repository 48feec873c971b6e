"""Slow work on one thread beside the window's, one thing after the other; each result comes back where Qt paints."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from evaldesk.ui import rim

Result = TypeVar("Result")


class Background(QObject):
    """Do work that may wait for a disk or a share. What fails is logged, and told to whoever asked for it."""

    _done = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._ended = False
        self._done.connect(self._deliver)

    def do(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Have ``work`` done; ``then`` gets its result, ``failed`` its error, both in the thread of the window."""
        if not self._ended:
            self._worker.submit(partial(self._work, work, then, failed))

    def stop(self, *_: object) -> None:
        """Finish what was begun; nothing is delivered any more."""
        self._ended = True
        self._worker.shutdown(wait=True)

    def _work(self, work: Callable[[], Result], then: object, failed: object) -> None:
        try:
            result: object = work()
        except Exception as error:  # a thread has nobody to tell
            rim.log(rim.as_error(error).details)
            then, result = failed, error
        with contextlib.suppress(RuntimeError):  # the window is gone already
            self._done.emit(then, result)

    def _deliver(self, call: object, result: object) -> None:
        if callable(call) and not self._ended:
            call(result)
