"""Measure how long a form takes to become paper, beside other makers of the same pages.

Run by hand: ``python tests/benchmarks/bench_pdf.py [--runs N] [--rows 73 1000 5000] [--all]``. Whole processes take
turns: each reads, validates and scores the same file and writes a PDF. Medians are compared; the calibration loop
stands beside them. ``--all`` lets the naive table of 5,000 rows run too: minutes. Typst takes part where the
package ``typst`` is installed (``pip install typst``).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
sys.path.insert(0, str(ROOT))

from evaldesk.files.store import open_document, save_document  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model.document import Document  # noqa: E402
from evaldesk.model.indicators import leaves, renewed  # noqa: E402
from evaldesk.report.attachment import content  # noqa: E402
from evaldesk.report.drawing import draw  # noqa: E402
from evaldesk.report.layout import lay_out  # noqa: E402
from evaldesk.report.memory import uncollected  # noqa: E402
from evaldesk.report.paper import Options  # noqa: E402
from evaldesk.report.pixels import page_image  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402
from tests.benchmarks.children import environment  # noqa: E402

EXAMPLE = ROOT / "resources" / "examples" / "annex-3-project.evform"
OURS = """
import sys
from pathlib import Path
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.report.render import render
from evaldesk.rules import evaluate
document = open_document(Path(sys.argv[1]))
template = load_template(document.template)
Path(sys.argv[2]).write_bytes(render(document, template, evaluate(document, template)))
"""
# What every maker does before its own work: the last column counts only what comes after it.
COMMON = """
import sys
from pathlib import Path
from evaldesk.files.store import open_document
from evaldesk.files.templates import load_template
from evaldesk.rules import evaluate
document = open_document(Path(sys.argv[1]))
evaluate(document, load_template(document.template))
"""
SMALL = 100
NAIVE_ROWS = 2000  # the naive table is quadratic: beyond this only with --all


class Run(NamedTuple):
    """Hold one process: its seconds from start to end, and its peak in MB."""

    seconds: float
    peak: float


def main() -> None:
    """Print the table of ratios, then what is warm."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--rows", type=int, nargs="+", default=[73, 1000, 5000])
    options.add_argument("--all", action="store_true")
    chosen = options.parse_args()
    print(f"calibration loop: {calibrate():.1f} ms")
    if importlib.util.find_spec("typst") is None:
        print("Typst is not installed here: pip install typst")
    print(f"{'rows':>6} {'maker':22} {'seconds':>8} {'ours / it':>10} {'own work':>10} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for rows in chosen.rows:
            form = Path(folder) / f"{rows}.evform"
            save_document(repeated(rows), form)
            compare(rows, form, chosen.runs, chosen.all)
    work = {rows: warm(repeated(rows), rows) for rows in chosen.rows}
    for fewer, more in pairwise(chosen.rows):
        print(f"layout and drawing of {more} rows: {work[more] / work[fewer]:.2f} times the work of {fewer}")


def repeated(rows: int) -> Document:
    """Return the real annex 3, its tree repeated until it has ``rows`` indicators."""
    document = open_document(EXAMPLE)
    tree = document.indicators
    copies = -(-rows // sum(1 for _ in leaves(tree)))
    many = [*tree, *(renewed(branch) for _ in range(copies - 1) for branch in tree)]
    return document.model_copy(update={"indicators": tuple(many)})


def compare(rows: int, form: Path, runs: int, everything: bool) -> None:
    """Let all makers take turns, and print their medians."""
    makers = {"(read and score)": ["-c", COMMON], "evaldesk": ["-c", OURS]}
    makers |= {"platypus LongTable": [str(PEERS / "platypus_form.py"), "long"]}
    makers["platypus Table a page"] = [str(PEERS / "platypus_form.py"), "pages"]
    if importlib.util.find_spec("typst"):
        makers["Typst"] = [str(PEERS / "typst_form.py")]
    if rows > NAIVE_ROWS and not everything:
        del makers["platypus LongTable"]
    measured: dict[str, list[Run]] = {name: [] for name in makers}
    for command in makers.values() if rows <= SMALL else ():
        run([*command, str(form), str(form.with_suffix(".pdf"))])  # compiles, and warms the disk's cache
    for turn in range(runs):
        for name, command in makers.items():
            if turn == 0 or rows <= NAIVE_ROWS or "LongTable" not in name:
                measured[name].append(run([*command, str(form), str(form.with_suffix(".pdf"))]))
    medians = {name: statistics.median(run.seconds for run in its) for name, its in measured.items()}
    ours, common = medians["evaldesk"], medians["(read and score)"]
    for name, seconds in medians.items():
        peak = max(run.peak for run in measured[name])
        own = (ours - common) / (seconds - common) if seconds > common else 0.0
        print(f"{rows:6} {name:22} {seconds:8.3f} {ours / seconds:10.3f} {own:10.3f} {peak:8.0f}")


def run(arguments: list[str]) -> Run:
    """Run one Python process to its end."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], env=environment())
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {arguments[:2]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def warm(document: Document, rows: int) -> float:
    """Print what one more printing costs in the running program; return the processor's seconds of the least."""
    template = load_template(document.template)
    evaluation = evaluate(document, template)
    laid, drawn, shown, work = [], [], [], []
    for _ in range(7):
        begun = time.process_time()
        with uncollected():  # as ``render`` does
            start = time.perf_counter()
            pages = lay_out(document, template, evaluation, Options())
            laid.append(time.perf_counter() - start)
            start = time.perf_counter()
            pdf = draw(pages, content(document, Options()))
            drawn.append(time.perf_counter() - start)
        work.append(time.process_time() - begun)
        start = time.perf_counter()
        page_image(pdf, 0, 96 / 72)
        shown.append(time.perf_counter() - start)
    parts = " ".join(
        f"{name} {statistics.median(times) * 1000:.1f} ms"
        for name, times in (("layout", laid), ("drawing", drawn), ("one page to pixels", shown))
    )
    print(f"warm, {rows} rows on {len(pages.sheets)} pages: {parts}")
    return min(work)


if __name__ == "__main__":
    main()
