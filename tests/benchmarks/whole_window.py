"""The whole window under a typist: every tab, the 体检 panel, the journal, and pauses in which the slow checks run."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from evaldesk.files.store import save_document
from evaldesk.model.document import Document, cell
from evaldesk.ui.desk import Desk
from evaldesk.ui.indicator_panel import IndicatorPanel
from evaldesk.ui.window import Window
from tests.benchmarks.timing import Figures, figures
from tests.benchmarks.typing_keys import typed_keys

KEYS = 60
OPENINGS = 5
SIZE = (1280, 800)
SETTLED = 1.5  # seconds after which nothing follows an opening any more
PAUSES = (0.06, 0.1, 0.15, 0.2, 0.35)  # seconds between two keys of a person
FOLLOWED = 0.5  # seconds after a key in which all follows that follows at all


@dataclass(frozen=True, slots=True)
class Typed:
    """Hold a key to its paint, the processor time of the window's own thread for it, and the worst stall after it."""

    painted: Figures
    own: Figures
    stall: Figures


class Paints(QObject):
    """Know when a window has painted last: the clock's time and its thread's."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.at = self.own = 0.0
        self._inside = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """Have the window paint, and note the time behind it."""
        if self._inside or event.type() != QEvent.Type.UpdateRequest:
            return False
        self._inside = True
        self.window.event(event)
        self._inside = False
        self.at, self.own = time.perf_counter(), time.thread_time()
        return True


def typing(document: Document, folder: Path, id: str, attribute: str) -> Typed:
    """Type into a cell of the form in its window, with the pauses of a person."""
    window = _opened(_desk(), document, folder)
    run(SETTLED)
    table = next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))
    window.show_tab_of(table)
    key = typed_keys(table, id, attribute)
    run(FOLLOWED)
    paints, pauses = Paints(window), random.Random(1)
    painted, own, stalls = [], [], []
    for number in range(KEYS + 5):
        paints.at = 0.0
        start, start_own = time.perf_counter(), time.thread_time()
        key(number)
        while not paints.at:
            QApplication.processEvents()
        times = ((paints.at - start) * 1000, (paints.own - start_own) * 1000)
        stall = run(pauses.choice(PAUSES))
        if number >= 5:
            painted.append(times[0])
            own.append(times[1])
            stalls.append(stall)
    _close(window)
    return Typed(figures(painted), figures(own), figures(stalls))


def findings_follow(document: Document, folder: Path, id: str) -> Figures:
    """Return from an edit that makes findings come or go to the paint of the panel that says so."""
    window = _opened(_desk(), document, folder)
    run(SETTLED)
    session, paints, taken = window.session, Paints(window), []
    assert session is not None
    said: list[float] = []
    session.checked.connect(lambda: said.append(time.perf_counter()))
    where = cell(id, "actual")
    for number in range(12):
        said.clear()
        start = time.perf_counter()
        session.edit(where, "" if number % 2 == 0 else "9", "x")
        while not said or paints.at < said[0]:
            QApplication.processEvents()
        taken.append((paints.at - start) * 1000)
        run(FOLLOWED)
    _close(window)
    return figures(taken)


def opening(document: Document, folder: Path) -> tuple[Figures, Figures]:
    """Open a form in a program that is up: to its paint, and the processor time of the window's own thread for it."""
    desk, painted, own = _desk(), [], []
    for number in range(OPENINGS + 1):
        path = folder / f"opened-{number}.evform"
        save_document(document, path)
        start, start_own = time.perf_counter(), time.thread_time()
        window = desk.open_path(path)
        paints = Paints(window)
        while not paints.at:
            QApplication.processEvents()
        if number:  # the first one imports
            painted.append((paints.at - start) * 1000)
            own.append((paints.own - start_own) * 1000)
        run(SETTLED)
        _close(window)
    return figures(painted), figures(own)


def run(seconds: float) -> float:
    """Let the program run, and return its longest stall in ms."""
    until, worst = time.monotonic() + seconds, 0.0
    while time.monotonic() < until:
        start = time.perf_counter()
        QApplication.processEvents()
        worst = max(worst, (time.perf_counter() - start) * 1000)
        time.sleep(0.001)
    return worst


def _desk() -> Desk:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Desk(application)


def _opened(desk: Desk, document: Document, folder: Path) -> Window:
    path = folder / "typed.evform"
    save_document(document, path)
    window = desk.open_path(path)
    window.resize(*SIZE)
    return window


def _close(window: Window) -> None:
    if window.session is not None:
        window.session.stack.set_clean()
    window.close()
    run(0.2)
