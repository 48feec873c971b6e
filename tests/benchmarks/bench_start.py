"""Measure how long a person waits at the start: to the first painted window, and to a form of 5,000 rows on screen.

``python tests/benchmarks/bench_start.py [--runs N]`` is run by hand. Its peer is a bare ``import PySide6.QtWidgets``:
runs alternate, medians are compared, and the calibration loop stands beside them. Uses the screen that DISPLAY names,
else Qt's offscreen one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaldesk.files.store import open_document, save_document  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402
from tests.benchmarks.children import environment  # noqa: E402
from tests.benchmarks.forms import repeated  # noqa: E402

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"

PEER = "import PySide6.QtWidgets; print('there', flush=True)"

# What app.start does, with a word when the first window was painted; with two files, a word when the small one stands
# and the program is idle, and one when the large one is painted.
OURS = """
import os
import sys
import time
from pathlib import Path
from evaldesk.ui import app
from evaldesk.ui.desk import Desk

application = app.make_application()
desk = Desk(application)
frame = desk.new_frame()

def first():
    if len(sys.argv) == 1:
        print("there", flush=True)
        application.quit()
        return
    app._go_on(desk, [Path(sys.argv[1])], frame, None)
    idle = time.monotonic() + 1
    while time.monotonic() < idle:
        application.processEvents()
    print("idle", flush=True)
    window = desk.open_path(Path(sys.argv[2]))
    window.grab()
    print("filled", flush=True)
    application.quit()

def give_up(*error):
    sys.__excepthook__(*error)
    os._exit(1)

sys.excepthook = give_up
frame.painted.connect(first)
application.exec()
"""


def main() -> None:
    """Print the ratios to the peer, and the times of opening and saving a large form."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=11)
    runs = options.parse_args().runs
    peers, starts, opens = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.evform", Path(folder) / "large.evform"
        shutil.copy(EXAMPLE, small)
        saved = _save(large, runs)
        for _ in range(runs):
            peers.append(_first_words([sys.executable, "-c", PEER], folder)[0])
            starts.append(_first_words([sys.executable, "-c", OURS], folder)[0])
            idle, filled = _first_words([sys.executable, "-c", OURS, str(small), str(large)], folder)
            opens.append(filled - idle)
    peer, start = statistics.median(peers), statistics.median(starts)
    print(f"calibration loop                     {calibrate():8.1f} ms")
    print(f"import PySide6.QtWidgets             {peer:8.1f} ms")
    print(f"first painted window                 {start:8.1f} ms   {start / peer:.2f} x (target 1.40 x)")
    print(
        f"5,000 rows open to painted           {statistics.median(opens):8.1f} ms   (target 250 ms on a quiet machine)"
    )
    print(f"5,000 rows saved with fsync          {saved:8.1f} ms   (target 40 ms on a quiet machine)")


def _save(path: Path, runs: int) -> float:
    document = repeated(open_document(EXAMPLE), 5000)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        save_document(document, path)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _first_words(command: Sequence[str], home: str) -> list[float]:
    """Return when each line of the process came, in milliseconds since its start."""
    screen = {} if "DISPLAY" in os.environ else {"QT_QPA_PLATFORM": "offscreen"}
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(EVALDESK_HOME=home, **screen),
    ) as run:
        assert run.stdout is not None
        words = [(time.perf_counter() - start) * 1000 for line in run.stdout if line.strip()]
    if run.returncode:
        raise SystemExit(f"the measured program broke off: {' '.join(command[2:])[-200:]}")
    return words


if __name__ == "__main__":
    main()
