"""Search over everything in a form: how long the index takes to make, and one query by text, initials, whole syllables.

Every row has a name of its own, so that no text is folded for another. Run by hand: it prints times and their targets.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaldesk.files.store import open_document
from evaldesk.files.templates import template_of
from evaldesk.model import indicators
from evaldesk.model.document import Document, with_indicators
from evaldesk.model.pinyin import readings
from evaldesk.model.search import Index, everything
from evaldesk.paths import resources
from tests.benchmarks.forms import repeated

QUERIES = ("政务服务", "zwfw", "zhengwufuwu", "yw", "shujuzhongxin", "95", "z1", "没有这样的字")
ROUNDS = 15


def numbered(document: Document) -> Document:
    """Return the form with a number in every name."""
    tree = document.indicators
    for number, (_, node) in enumerate(list(indicators.walk(tree))):
        tree = indicators.change(tree, node.id, {"name": f"{node.name}{number}"})
    return with_indicators(document, tree)


def main() -> None:
    """Print the table."""
    example = open_document(resources() / "examples" / "annex-3-project.evform")
    template = template_of(example)
    began = perf_counter()
    readings()
    print(f"table of readings, first use: {(perf_counter() - began) * 1000:.1f} ms")
    for rows in (73, 1000, 5000):
        document = numbered(repeated(example, rows))
        began = perf_counter()
        index = Index(everything(document, template))
        first = perf_counter() - began
        again = min(timed(lambda d=document: Index(everything(d, template))) for _ in range(3))
        print(f"{rows} rows, {len(index.entries)} texts: index {first * 1000:.1f} ms, again {again * 1000:.1f} ms")
        for query in QUERIES:
            times = sorted(timed(lambda i=index, q=query: i.find(q)) for _ in range(ROUNDS))
            middle, slowest = times[len(times) // 2], times[-1]
            found = index.find(query).total
            print(f"  {query:<14} {middle * 1000:7.2f} ms, slowest {slowest * 1000:7.2f} (target 50), {found} found")


def timed(call: object) -> float:
    """Return the seconds that a call takes."""
    assert callable(call)
    began = perf_counter()
    call()
    return perf_counter() - began


if __name__ == "__main__":
    main()
