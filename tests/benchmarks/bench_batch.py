"""Measure how fast a folder of forms is checked: ``python tests/benchmarks/bench_batch.py [--files N]``.

The files are the real forms under fresh ids, so that nothing is held in a cache by its id: once as they are, once with
other figures in the actual values of each file and other names, and once with long texts of its own in each file, too,
so that what is remembered by its text flatters nobody. One process and the pool take turns in one run; the time for
10,000 files is reckoned from these, and the calibration loop stands beside it.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import re
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evaldesk.batch import check_file  # noqa: E402
from evaldesk.files.encode import encode  # noqa: E402
from evaldesk.files.store import open_document, write_bytes  # noqa: E402
from evaldesk.files.templates import load_template  # noqa: E402
from evaldesk.model.document import with_indicators  # noqa: E402
from evaldesk.model.indicators import Indicator, new_id, renewed  # noqa: E402
from evaldesk.report.memory import uncollected  # noqa: E402
from evaldesk.rules import evaluate  # noqa: E402
from tests.benchmarks.calibrate import calibrate  # noqa: E402

EXAMPLES = sorted((ROOT / "resources" / "examples").glob("annex-*.evform"))
TARGET = 10_000
LONG = 60
PLACES = "云水东江新会台山开平鹤恩蓬沙城南北西"


def main() -> None:
    """Print seconds for the files, and what that is for 10,000."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=300)
    count = options.parse_args().files
    print(f"{count} files")
    with tempfile.TemporaryDirectory() as folder:
        for label, change in (("same texts", renewed), ("varied texts", varied), ("varied long texts", varied)):
            own_texts = label == "varied long texts"
            _measure(label, _files(Path(folder) / label, count, change, own_texts))


def _measure(label: str, paths: Sequence[Path]) -> None:
    for name, work, reach in (
        ("all but prose", _without_prose, 10),
        ("all checks", partial(check_file, fixes=False), 25),
    ):
        spent = time.process_time()
        with uncollected():  # as ``check_files`` does
            one = _timed(partial(_each, work, paths))
        spent = (time.process_time() - spent) / len(paths) * 1000
        with uncollected(), ProcessPoolExecutor(2, initializer=gc.disable) as pool:
            list(pool.map(work, paths[:8]))  # the workers' start is not the forms' cost
            two = _timed(partial(_shared, pool, work, paths))
        loop = calibrate()
        print(f"{label}, {name}: one process {one:.2f} s, two {two:.2f} s ({one / two:.2f} x, target 1.70 x);", end=" ")
        print(f"{spent:.2f} ms of work a file, {spent / loop:.2f} x the loop of {loop:.1f} ms;", end=" ")
        print(f"10,000 files {two / len(paths) * TARGET:.1f} s (target {reach} s on a quiet machine)")


def _each(work: Callable[[Path], object], paths: Sequence[Path]) -> object:
    return [work(path) for path in paths]


def _shared(pool: ProcessPoolExecutor, work: Callable[[Path], object], paths: Sequence[Path]) -> object:
    return list(pool.map(work, paths, chunksize=16))


def _files(folder: Path, count: int, change: Callable[[Indicator], Indicator], own_texts: bool) -> Sequence[Path]:
    folder.mkdir()
    paths = []
    for number, example in zip(range(count), itertools.cycle(EXAMPLES)):
        document = open_document(example)
        fresh = with_indicators(document, tuple(change(node) for node in document.indicators))
        fields = {key: _reworded(text) for key, text in fresh.fields.items()} if own_texts else fresh.fields
        path = folder / f"{number:05}.evform"
        write_bytes(encode(fresh.model_copy(update={"id": str(uuid.uuid4()), "fields": fields})), path)
        paths.append(path)
    return paths


def varied(node: Indicator) -> Indicator:
    """Return a copy under fresh ids: rows with names of their own, and other last digits in what they reached.

    No digit falls, so that most rows stay as good as they are: a folder of forms that all missed their targets would
    measure the wording of findings.
    """
    texts = {"actual": re.sub(r"[0-9.]+", _with_other_end, node.actual)}
    if node.name and not node.children:
        texts["name"] = "".join(random.sample(PLACES, 2)) + node.name
    children = tuple(varied(child) for child in node.children)
    return node.model_copy(update={"id": new_id(), **texts, "children": children})


def _reworded(text: str) -> str:
    """Return a long text with a sentence of its own at its end, which no other file has."""
    return f"{text}{''.join(random.sample(PLACES, 4))}等地的工作有序开展。" if len(text) > LONG else text


def _with_other_end(number: re.Match[str]) -> str:
    text = number[0]
    return (
        text if text[-1] in ".9" or len(text) < 2 or text == "100" else f"{text[:-1]}{random.randint(int(text[-1]), 9)}"
    )


def _without_prose(path: Path) -> int:
    document = open_document(path)
    return len(evaluate(document, load_template(document.template)).findings)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
