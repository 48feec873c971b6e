"""Callers: what later starts of the program hand over is opened here, in the windows that are there."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from evaldesk.files.running import Running
from evaldesk.ui.desk import Desk

# Milliseconds between two looks of our own: a USB stick or a share may take a watch and never tell of a change.
OFTEN = 1000


class Callers(QObject):
    """Watch for what other starts hand over, as long as the program runs."""

    def __init__(self, desk: Desk, running: Running) -> None:
        super().__init__(desk)
        self._desk = desk
        self._running = running
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._watcher.addPath(str(running.folder))
        timer = QTimer(self, interval=OFTEN)
        timer.timeout.connect(self._look)
        timer.start()
        self._look()  # someone may have called before anyone listened

    def _look(self, *_: object) -> None:
        for paths in self._running.take():
            self._desk.answer(paths)
