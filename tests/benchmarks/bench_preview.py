"""Measure how long after a key the page in view shows it, in the real window.

Run by hand on a screen: ``python tests/benchmarks/bench_preview.py [--rows 0 1000 5000] [--keys N]`` (0 rows: the
example as it is). From the edit to the end of the paint that shows the new picture, and to the moment when the whole
PDF is there; "its work" is the processor time of all threads up to the picture, which a busy machine does not stretch.
The budget for the page in view is 60 ms. The calibration loop stands beside them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["EVALDESK_HOME"] = tempfile.mkdtemp(prefix="evaldesk-home-")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from evaldesk.files.store import open_document  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model.document import field  # noqa: E402
from evaldesk.ui.app import make_application  # noqa: E402
from evaldesk.ui.desk import Desk  # noqa: E402
from evaldesk.ui.page_view import PageView  # noqa: E402
from evaldesk.ui.picture import settle  # noqa: E402
from evaldesk.ui.session import Session  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402
from tests.benchmarks.forms import repeated  # noqa: E402

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
PATIENCE = 30.0  # seconds
TICK = 100  # milliseconds
PAUSE = 700  # milliseconds between two keys: the whole PDF is made meanwhile


def main() -> None:
    """Print one line a size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, nargs="+", default=[0, 1000, 5000])
    options.add_argument("--keys", type=int, default=21)
    chosen = options.parse_args()
    print(f"calibration loop: {calibrate():.1f} ms")
    heads = ("key to page", "worst", "its work", "GUI thread", "key to PDF")
    print(f"{'rows':>6} {'pages':>6}" + "".join(f"{head:>12}" for head in heads) + "  (ms, medians)")
    application = make_application()
    desk = Desk(application)
    for rows in chosen.rows:
        measure(desk, rows, chosen.keys)


def measure(desk: Desk, rows: int, keys: int) -> None:
    """Type into a field that the first page shows, and wait for the picture each time."""
    document = open_document(EXAMPLE)
    window = desk.show_session(
        Session(repeated(document, rows) if rows else document, load_template(document.template))
    )
    window.resize(1280, 800)
    window.settle_checkup()
    window.show_tab(-1)
    view = window.findChild(PageView)
    session = window.session
    assert isinstance(view, PageView)
    assert session is not None
    until(lambda: view.paper is not None and bool(view.paper.pdf) and 0 in view.pictures)
    shown, work, mine, whole = [], [], [], []
    for key in range(keys):
        settle(PAUSE)
        assert view.paper is not None
        before, number = view.pictures[0], view.paper.number
        start, spent = time.perf_counter(), time.process_time()
        session.edit(field("contact"), f"某某{key}", "")
        mine.append(time.perf_counter() - start)
        until(lambda before=before: view.pictures.get(0) is not before)  # type: ignore[misc]
        view.viewport().repaint()
        shown.append(time.perf_counter() - start)
        work.append(time.process_time() - spent)
        until(lambda number=number: view.paper.number > number and bool(view.paper.pdf))  # type: ignore[misc]
        whole.append(time.perf_counter() - start)
    assert view.paper is not None
    medians = [statistics.median(times) for times in (shown, work, mine, whole)]
    figures = [1000 * value for value in (medians[0], max(shown), *medians[1:])]
    print(f"{rows or 'as is':>6} {view.paper.pages:>6}" + "".join(f"{figure:>12.1f}" for figure in figures))
    session.stack.set_clean()
    window.close()


def until(holds: Callable[[], bool]) -> None:
    """Let the program go on until something holds."""
    end = time.monotonic() + PATIENCE
    beat = QTimer(interval=TICK)
    beat.start()
    while not holds():
        # Waiting, not asking again and again: that would keep the worker from its work.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            raise TimeoutError


if __name__ == "__main__":
    main()
