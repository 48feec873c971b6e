"""After the paint: what may follow a key by a moment, so that the key itself is on the screen at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

MOMENT = 8  # milliseconds: behind the paint of a key, before the next key of whoever types fastest


class AfterPaint(QObject):
    """Do one piece of work a moment after it was asked for, once, however often it was asked for meanwhile."""

    def __init__(self, parent: QObject, work: Callable[[], object]) -> None:
        super().__init__(parent)
        self._work = work
        self._timer = QTimer(self, singleShot=True, interval=MOMENT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.now)

    def ask(self) -> None:
        """Have the work done in a moment."""
        if not self._timer.isActive():
            self._timer.start()

    def now(self) -> None:
        """Do the work at once, whether or not it was asked for."""
        self._timer.stop()
        self._work()

    def drop(self) -> None:
        """Leave undone what was asked for."""
        self._timer.stop()
