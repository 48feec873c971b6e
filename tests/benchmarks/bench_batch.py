"""Measure how fast a folder of forms is checked: ``python tests/benchmarks/bench_batch.py [--files N]``.

The files are the real forms under fresh ids, so that nothing is held in a cache by its id. One process and the pool
take turns in one run; the time for 10,000 files is reckoned from these, and the calibration loop stands beside it.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaldesk.batch import check_file  # noqa: E402
from evaldesk.files.encode import encode  # noqa: E402
from evaldesk.files.store import open_document, write_bytes  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model.document import with_indicators  # noqa: E402
from evaldesk.model.indicators import renewed  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402

EXAMPLES = sorted((ROOT / "resources" / "examples").glob("annex-*.evform"))
TARGET = 10_000


def main() -> None:
    """Print seconds for the files, and what that is for 10,000."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=300)
    count = options.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        paths = _files(Path(folder), count)
        alone = _timed(lambda: [check_file(path) for path in paths])
        quick = _timed(lambda: [_without_prose(path) for path in paths])
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(check_file, paths[:8]))  # the workers' start is not the forms' cost
            shared = _timed(lambda: list(pool.map(check_file, paths, chunksize=16)))
            shared_quick = _timed(lambda: list(pool.map(_without_prose, paths, chunksize=16)))
    print(f"calibration loop {calibrate():.1f} ms; {count} files")
    for name, one, two, reach in (("all but prose", quick, shared_quick, 10), ("all checks", alone, shared, 25)):
        reckoned = two / count * TARGET
        print(f"{name:14} one process {one:6.2f} s, two {two:6.2f} s ({one / two:.2f} x, target 1.70 x);", end=" ")
        print(f"10,000 files {reckoned:6.1f} s (target {reach} s on a quiet machine)")


def _files(folder: Path, count: int) -> Sequence[Path]:
    paths = []
    for number, example in zip(range(count), itertools.cycle(EXAMPLES)):
        document = open_document(example)
        fresh = with_indicators(document, tuple(renewed(node) for node in document.indicators))
        path = folder / f"{number:05}.evform"
        write_bytes(encode(fresh.model_copy(update={"id": str(uuid.uuid4())})), path)
        paths.append(path)
    return paths


def _without_prose(path: Path) -> int:
    document = open_document(path)
    return len(evaluate(document, load_template(document.template)).findings)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
