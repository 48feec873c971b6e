"""Measure for how long the window's thread hears nobody while something large is done, in the real window.

Run by hand: ``python tests/benchmarks/bench_blocks.py [--rows 5000] [word …]``; with words only the lines that hold one
of them are measured. A timer beats in the window's loop; shown are its longest pause by the clock and in processor
time of the window's own thread (which a busy machine stretches less), how often it beat, and how long it all took.
Whatever takes longer than half a second has to beat meanwhile. The calibration loop stands beside.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
HOME = Path(tempfile.mkdtemp(prefix="evaldesk-home-"))
os.environ["EVALDESK_HOME"] = str(HOME)

from PySide6.QtCore import QObject, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from evaldesk.files.store import open_document, save_document  # noqa: E402
from evaldesk.model.document import cell  # noqa: E402
from evaldesk.ui import carry_form, dialogs, handing_in  # noqa: E402
from evaldesk.ui import indicator_cells as cells  # noqa: E402
from evaldesk.ui.app import make_application  # noqa: E402
from evaldesk.ui.carry_dialog import CarryDialog, Wish  # noqa: E402
from evaldesk.ui.desk import Desk  # noqa: E402
from evaldesk.ui.indicator_panel import IndicatorPanel  # noqa: E402
from evaldesk.ui.window import Window  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402
from tests.benchmarks.forms import repeated  # noqa: E402

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
REST, FOLLOWED, PATIENCE = 0.8, 1.5, 120.0  # seconds
PASTED = 1000
LEAF = "a3-007"


class Beat(QObject):
    """Beat in the window's loop, and know the longest pause: by the clock, and in its own thread's processor time."""

    def __init__(self) -> None:
        super().__init__()
        self.timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)
        self.start()

    def start(self) -> None:
        """Forget all pauses."""
        self.count, self.longest, self.own = 0, 0.0, 0.0
        self._at, self._own_at = time.perf_counter(), time.thread_time()
        self.timer.start()

    def beat(self) -> None:
        """Note a pause."""
        now, own = time.perf_counter(), time.thread_time()
        self.longest, self.own = max(self.longest, now - self._at), max(self.own, own - self._own_at)
        self.count, self._at, self._own_at = self.count + 1, now, own


def main() -> None:
    """Print one line for each thing that is done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=5000)
    options.add_argument("words", nargs="*")
    chosen = options.parse_args()
    desk = Desk(make_application())
    files = Path(tempfile.mkdtemp(prefix="evaldesk-blocks-"))
    form = files / "form.evform"
    save_document(repeated(open_document(EXAMPLE), chosen.rows), form)
    answer(files, form)
    window = desk.open_path(form)
    beat = Beat()
    print(f"calibration loop: {calibrate():.1f} ms, {chosen.rows:,} rows")
    print(f"{'':<38}{'longest pause':>14}{'of it own':>12}{'beats':>8}{'in all':>10}  (ms)")
    for name, work, over in list(tasks(desk, window, files, form)):
        if not chosen.words or any(word in name for word in chosen.words):
            measure(beat, name, work, over)
            for other in [other for other in desk.windows if other is not window]:
                close(other)
    print(f"calibration loop: {calibrate():.1f} ms")
    close(window)


def measure(beat: Beat, name: str, work: Callable[[], object], over: Callable[[], bool]) -> None:
    """Do one thing, and print how the window fared meanwhile and a little after it."""
    run(REST)
    beat.start()
    start = time.perf_counter()
    work()
    while not over() and time.perf_counter() - start < PATIENCE:
        run(0.01)
    took = time.perf_counter() - start
    run(FOLLOWED)
    beat.beat()
    figures = (beat.longest * 1000, beat.own * 1000)
    print(f"{name:<38}{figures[0]:>14.0f}{figures[1]:>12.0f}{beat.count:>8}{took * 1000:>10.0f}", flush=True)


Task = tuple[str, Callable[[], object], Callable[[], bool]]


def tasks(desk: Desk, window: Window, files: Path, form: Path) -> list[Task]:
    """Return what is done: its name, the work, and how it is known to be over."""
    session, actions = window.session, window.menus.actions
    table = next(panel for panel in window.panels if isinstance(panel, IndicatorPanel))
    window.show_tab_of(table)
    assert session is not None
    top = session.document.indicators[1].id
    again = files / "again.evform"
    save_document(session.document.model_copy(update={"id": "again"}), again)

    def key() -> None:
        session.edit(cell(LEAF, "actual"), f"{time.monotonic_ns()}", "")

    def checked() -> None:
        key()
        window.settle_checkup()

    def paste() -> None:
        table.show_where(cell(LEAF, "target"))
        QApplication.clipboard().setText("\n".join(f"{row}\t{row + 1}" for row in range(PASTED)))
        cells.paste(table.view)

    def everything(work: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            table.view.selectAll()
            work()

        return done

    def written(name: str) -> Callable[[], bool]:
        return (files / name).exists

    return [
        ("open a form", lambda: desk.open_path(again), now),
        ("save", actions["save"].trigger, now),
        ("a key", key, now),
        ("check-up at once", checked, now),
        ("a weight: every row", lambda: session.edit(cell(top, "weight"), "33", "x"), now),
        ("undo of it", actions["undo"].trigger, now),
        ("paste 1,000 rows", paste, now),
        ("undo of it ", actions["undo"].trigger, now),
        ("copy all cells", everything(lambda: cells.copy(table.view)), now),
        ("clear all cells", everything(lambda: cells.wipe(table.view)), now),
        ("undo of it  ", actions["undo"].trigger, now),
        ("filter", lambda: table.filter.choose("short"), now),
        ("sort", lambda: table.filter.choose("all", "", "score"), now),
        ("as on paper", table.filter.lift, now),
        ("search", actions["find"].trigger, now),
        ("copy the table", actions["copy-table"].trigger, now),
        ("preview", lambda: window.show_tab(-1), now),
        ("export PDF", actions["pdf"].trigger, written("form.pdf")),
        ("export workbook", actions["export-sheet"].trigger, written("form.xlsx")),
        ("package", actions["package"].trigger, written("form.zip")),
        ("last year's form", lambda: carry_form.carry(window), now),
        ("import a workbook", lambda: desk.open_path(files / "form.xlsx"), now),
        ("open a living PDF", lambda: desk.open_path(files / "form.pdf"), now),
        ("hand in", lambda: handing_in.hand_in(window), now),
        ("what changed since", lambda: handing_in.show_response(window), now),
    ]


def answer(files: Path, form: Path) -> None:
    """Answer every question as an officer would who wants to go on."""

    def wish(parent: QWidget, last: object, template: object) -> Wish:
        box = CarryDialog(parent, last, template)  # type: ignore[arg-type]
        return box.wish

    answers = {
        "ask_draft": "go",
        "ask_export": files / "form.pdf",
        "ask_export_sheet": files / "form.xlsx",
        "ask_package": files / "form.zip",
        "ask_last_year": form,
        "ask_hand_in": True,
    }
    for name, given in answers.items():
        setattr(dialogs, name, lambda *_, given=given: given)
    dialogs.ask_carry = wish


def now() -> bool:
    """Tell that something was over when it returned."""
    return True


def run(seconds: float) -> None:
    """Let the program run."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def close(window: Window) -> None:
    """Close a window without a question."""
    if window.session is not None:
        window.session.stack.set_clean()
    window.close()
    run(REST)


if __name__ == "__main__":
    main()
