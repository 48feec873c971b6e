"""Look at the recent forms behind the start page, one after the other, and stop when a form takes its place."""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path

from evaldesk.ui.background import Background
from evaldesk.ui.start_page import StartPage
from evaldesk.ui.start_recent import RecentRow
from evaldesk.ui.start_summary import Summary, remember, summary

BREATH = 0.001  # seconds between two checks, in which the window has its turn


class NotWanted(Exception):
    """Say that nobody looks at the start page any more."""


class Looking:
    """Fill the rows of a start page with what their files hold."""

    def __init__(self, page: StartPage, known: dict[str, Summary]) -> None:
        self._page = page
        self._known = known
        self._ended = threading.Event()
        self.worker = Background(page)
        page.left.connect(self.end)

    def begin(self) -> None:
        """Look at each form; what was found out is remembered at the end."""
        for row in self._page.rows:
            path = row.recent.path
            self.worker.do(partial(self._look, path, self._known.get(str(path))), partial(self._show, row))
        self.worker.do(self._remember)

    def end(self, *_: object) -> None:
        """Stop after the check that is being made."""
        self._ended.set()

    def stop(self, *_: object) -> None:
        """Stop, and wait until nothing runs any more: the window goes."""
        self.end()
        self.worker.stop()

    def _look(self, path: Path, known: Summary | None) -> Summary | None:
        try:
            self._pause()
            told = summary(path, known, self._pause)
        except NotWanted:
            return None
        self._known[str(path)] = told
        return told

    def _pause(self) -> None:
        if self._ended.is_set():
            raise NotWanted
        time.sleep(BREATH)

    def _show(self, row: RecentRow, told: Summary | None) -> None:
        if told is not None and row in self._page.rows:
            row.show_summary(told)

    def _remember(self) -> None:
        remember(self._known, [str(row.recent.path) for row in self._page.rows])
