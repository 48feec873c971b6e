"""Wait for slow work without freezing: it runs beside the window's thread, and after half a second can be given up.

Whatever may take longer than half a second and has to be waited for comes here; what the officer need not wait for
goes to ``background``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from evaldesk.errors import GivenUp

WIDTH = 360
PATIENCE = 500  # milliseconds after which one wants to see that something happens
PARTS = 1000  # steps of the bar
LARGE = 500_000  # bytes: a form of more than a thousand indicators takes an old machine a moment
Result = TypeVar("Result")
Advance = Callable[[int, int], None]
"""What work may call with how much of it is done and how much there is; it raises once the work was given up."""


class _Bar(QProgressBar):
    """Move to and fro until the work has said how far it is."""

    def show_part(self, part: int) -> None:
        self.setRange(0, PARTS)
        self.setValue(part)


class _Bell(QObject):
    """Bring word from a thread into the window's. It belongs to the application: no other thread may end it."""

    ended = Signal()
    went = Signal(int)


class _Work:
    """One piece of work on a thread of its own, which ends with the program at the latest."""

    def __init__(self, work: Callable[[Advance], object]) -> None:
        self.bell = _Bell(QCoreApplication.instance())
        self._work = work
        self._left = False
        self._telling = Lock()
        self._at = 0
        self._result: Any = None
        self._error: BaseException | None = None
        self.is_done = False

    def begin(self) -> None:
        """Let the work begin."""
        Thread(target=self._run, name="waited for", daemon=True).start()

    def leave(self) -> None:
        """Hear no more of it; work that goes on breaks off where it next says how far it is."""
        with self._telling:
            self._left = True
        self.bell.deleteLater()

    def result(self) -> Any:
        """Return what came of the work, or raise what it raised."""
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._work(self._advance)
        except BaseException as error:  # raised again where it is waited for
            self._error = error
        self.is_done = True
        with self._telling:
            if not self._left:
                self.bell.ended.emit()

    def _advance(self, done: int, whole: int) -> None:
        at = done * PARTS // max(whole, 1)
        with self._telling:
            if self._left:
                raise GivenUp
            if at != self._at:
                self._at = at
                self.bell.went.emit(at)


def waited(parent: QWidget | None, words: str, work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; after half a second ``words`` are shown with a button to give up.

    :raises GivenUp: when the officer gave up; the work comes to its end unheard.
    """
    return followed(parent, words, lambda _: work())


def followed(parent: QWidget | None, words: str, work: Callable[[Advance], Result]) -> Result:
    """Return what ``work`` returns, as ``waited`` does; the bar shows how far the work says that it is.

    :raises GivenUp: when the officer gave up; the work breaks off where it next says how far it is.
    """
    loop, running = QEventLoop(), _Work(work)
    running.bell.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    running.begin()
    try:
        # Until the box is there, what is typed or clicked waits: it was not meant for a window that changes.
        patience = QTimer(loop, singleShot=True, interval=PATIENCE)
        patience.timeout.connect(loop.quit)
        patience.start()
        if not running.is_done:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        patience.stop()
        if not running.is_done and _is_given_up(running, loop, parent, words):
            raise GivenUp
    finally:
        running.leave()
    result: Result = running.result()
    return result


def opened(parent: QWidget | None, path: Path, read: Callable[[], Result]) -> Result:
    """Return what ``read`` makes of a file; a large one is waited for.

    :raises GivenUp: when the officer gave up.
    """
    with suppress(OSError):  # whoever reads it says why
        if path.stat().st_size > LARGE:
            return waited(parent, f"正在打开“{path.name}”……", read)
    return read()


def _is_given_up(running: _Work, loop: QEventLoop, parent: QWidget | None, words: str) -> bool:
    """Show how far the work is, and return whether the officer stopped it before its end."""
    box = progress_box(parent, words)
    bar = box.findChild(_Bar)
    assert bar is not None
    running.bell.went.connect(bar.show_part)
    box.canceled.connect(loop.quit)
    if not running.is_done:
        loop.exec()
    given_up = box.wasCanceled() and not running.is_done
    running.bell.went.disconnect()
    box.close()
    box.deleteLater()
    return given_up


def progress_box(parent: QWidget | None, words: str) -> QProgressDialog:
    """Return the box that is shown meanwhile."""
    box = QProgressDialog(words, "停止(&S)", 0, 0, parent)
    box.setWindowTitle("请稍候")
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    box.setAutoClose(False)
    box.setAutoReset(False)
    box.setMinimumDuration(0)
    box.setMinimumWidth(WIDTH)
    bar = _Bar()
    bar.setAccessibleName("进度")
    bar.setTextVisible(False)
    bar.setRange(0, 0)
    box.setBar(bar)
    box.show()
    return box
